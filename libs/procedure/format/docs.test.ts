import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkEdition } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';

const GUIDE = readFileSync(new URL('../../../docs/procedures.md', import.meta.url), 'utf8');
const CODES = readFileSync(new URL('../check/finding.ts', import.meta.url), 'utf8');

describe('docs/procedures.md', () => {
  it('shows a procedure that passes the check', () => {
    const example = /```yaml\n(.*?)```/su.exec(GUIDE)?.[1] ?? '';
    const read = parseEdition(example);
    expect(read.ok && checkEdition(read.value)).toEqual([]);
  });

  it('explains every code of the check', () => {
    const codes = [...CODES.matchAll(/^ {2}\| '([a-z-]+)'/gmu)].map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !GUIDE.includes(`\`${code}\``))).toEqual([]);
  });
});
