import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const terms = read('../../docs/terms.md');
const events = read('./events.ts');
const commands = read('./commands.ts');
const states = read('./state.ts');

/** The quoted words of a declaration, from its name up to its semicolon. */
function quotedIn(source: string, declaration: string): readonly string[] {
  const text = source.slice(source.indexOf(declaration));
  return [...text.slice(0, text.indexOf(';')).matchAll(/'([a-z-]+)'/g)].map(([, word]) => word ?? '');
}

const missing = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !terms.includes(`\`${name}\``));

describe('docs/terms.md', () => {
  it('has every event, command, state and refusal', () => {
    const types = [...events.matchAll(/\| Shape<\s*'(\w+)'/g)].map(([, type]) => type ?? '');
    const verbs = [...commands.matchAll(/type: ((?:'[a-z-]+'(?: \| )?)+)/g)].flatMap(([, list]) =>
      [...(list ?? '').matchAll(/'([a-z-]+)'/g)].map(([, verb]) => verb ?? ''),
    );
    const statuses = [...states.matchAll(/readonly status: ((?:'[a-z-]+'(?: \| )?)+)/g)].flatMap(([, list]) =>
      [...(list ?? '').matchAll(/'([a-z-]+)'/g)].map(([, status]) => status ?? ''),
    );
    const refusals = quotedIn(commands, 'export type RefusalCode').filter((word) => word !== 'code');
    expect(types.length).toBe(28);
    expect(verbs.length).toBeGreaterThan(25);
    expect(statuses).toContain('handed-over');
    expect(refusals).toContain('bad-input');
    expect(missing([...types, ...verbs, ...statuses, ...refusals])).toEqual([]);
  });
});
