import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { PHASES } from './plan.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const named = (source: string, pattern: RegExp): string[] =>
  [...source.matchAll(pattern)].map(([, name]) => name ?? '');

it('docs/terms.md has every event, command, phase and refusal of a year of scoring', () => {
  const terms = read('../../../docs/terms.md');
  const events = named(read('./events.ts'), /readonly type: '(\w+)'/g);
  const commands = ['./decide-year.ts', './decide-sheet.ts'].flatMap((file) =>
    named(read(file), /readonly type: '([a-z-]+)'/g),
  );
  const policies = read('./policies.ts');
  const [codes = ''] = policies.slice(policies.indexOf('ScoringRefusalCode =')).split(';');
  const refusals = named(codes, /'([a-z-]+)'/g);
  expect([events.length, commands.length, refusals.length]).toEqual([19, 19, 34]);
  const missing = [...events, ...commands, ...PHASES, ...refusals].filter(
    (name) => !terms.includes(`\`${name}\``),
  );
  expect(missing).toEqual([]);
});
