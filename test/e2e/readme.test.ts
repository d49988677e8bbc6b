/** The README's walk-through, run as it is printed. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from './people.ts';
import { startSystem, type TestSystem } from './system.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

let system: TestSystem;
let said: readonly Json[];
beforeAll(async () => {
  system = await startSystem();
  const environment = { ...process.env, API: `${system.url}/api`, PATIENCE: '0' };
  const script = `set -eu\n${printed('walk')}\n${printed('overdue')}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env: environment });
  said = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}, 120_000);
afterAll(() => system?.close());

function printed(name: string): string {
  const between = new RegExp(
    `<!-- ${name}:begin -->\\s+\`\`\`sh\\n([\\s\\S]+?)\`\`\`\\s+<!-- ${name}:end -->`,
  );
  const found = between.exec(README)?.[1];
  if (found === undefined) throw new Error(`the README has no walk-through "${name}"`);
  return found;
}

describe('the README', () => {
  it('walks a dossier from the counter to the hand-over', () => {
    const [receipt, ...rest] = said;
    expect(receipt).toMatchObject({ status: 'open', version: 1 });
    expect(rest.slice(0, 2).map(({ code }) => code)).toEqual(['step-not-yours', 'not-permitted']);
    const steps = rest.slice(2, 9);
    expect(steps.map(({ code }) => code)).toEqual(Array(7).fill(receipt.code));
    expect(steps.map(({ open }) => open[0]?.step)).toEqual(['B2', 'B3', 'B4', 'B5', 'B6', 'B7', undefined]);
    expect(steps.at(-1)).toMatchObject({ status: 'handed-over', national: { code: 10 } });
    const [timeline, proof] = rest.slice(9);
    expect(timeline.entries.at(-1).type).toBe('ResultHandedOver');
    expect(proof.findings).toEqual([]);
  });

  it('leaves a step of minutes to fall overdue', () => {
    const timeline = said.at(-1);
    expect(timeline.entries[0]).toMatchObject({ type: 'DossierReceived', body: { procedure: 'QT.DEMO.01' } });
  });
});
