/** The forecast on a real log that nobody here wrote; skipped where the log is not at hand. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Check } from '#libs/forecast';
import { logVerb } from '../../apps/cli/verbs/log.ts';
import { say } from './io.ts';

const LOG = new URL('../../../shared/data/receipt.xes.gz', import.meta.url).pathname;
const suite = existsSync(LOG) ? describe : describe.skip;

suite('The forecast on the receipt log', () => {
  it('takes it in as history, and beats the base rate over the months held out', async () => {
    const { exitCode, out } = await say(logVerb, ['forecast', LOG, '--json']);
    expect(exitCode).toBe(0);
    const answer = JSON.parse(out[0]!) as Check & { cases: number; late: number };
    expect(answer).toMatchObject({ cases: 1_434, late: 92 });
    expect(answer.brier).toBeLessThan(answer.brierOfBase);
    expect(answer.n).toBeGreaterThan(1_000);
  });
});
