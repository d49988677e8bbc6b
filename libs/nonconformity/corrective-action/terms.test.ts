import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { STAGES } from './stages.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const named = (source: string, pattern: RegExp): string[] =>
  [...source.matchAll(pattern)].map(([, name]) => name ?? '');

it('docs/terms.md has every event, command, stage and refusal of corrective action', () => {
  const terms = read('../../../docs/terms.md');
  const events = named(read('./events.ts'), /Shape<\s*'(\w+)'/g);
  const source = read('./commands.ts');
  const commands = named(source, /readonly type: '([a-z-]+)'/g);
  const [codes = ''] = source.slice(source.indexOf('NcRefusalCode =')).split(';');
  const refusals = named(codes, /'([a-z-]+)'/g);
  expect([events.length, commands.length, refusals.length]).toEqual([19, 19, 17]);
  const missing = [...events, ...commands, ...STAGES, ...refusals].filter(
    (name) => !terms.includes(`\`${name}\``),
  );
  expect(missing).toEqual([]);
});
