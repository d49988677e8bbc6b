/**
 * A log compared with the procedure drafted from its most frequent path: the differences of every case equal those of a
 * replay that shares nothing with the product; on the receipt log pm4py's token replay is asked too.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logVerb } from '../../apps/cli/verbs/log.ts';
import { say } from './io.ts';
import { hasPython, outside, pm4py } from './python.ts';

const RECEIPT = fileURLToPath(new URL('../../../shared/data/receipt.xes.gz', import.meta.url));
/** Generated logs, always the same. */
const LOGS = 60;
const SEED = 8;
const itWithPython = hasPython ? it : it.skip;
const itWithLog = existsSync(RECEIPT) && hasPython ? it : it.skip;
const itWithPm4py = existsSync(RECEIPT) && pm4py !== undefined ? it : it.skip;

type Keyed = readonly [kind: string, at: string];
interface Outside {
  readonly path: readonly string[];
  readonly cases: readonly (readonly [string, readonly Keyed[]])[];
}
interface Each {
  readonly case: string;
  readonly differences: readonly { readonly kind: string; readonly at: string }[];
}
interface Summary {
  readonly cases: number;
  readonly same: number;
  readonly inOrder: number;
  readonly events: number;
  readonly differences: readonly { readonly kind: string; readonly cases: number }[];
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-conform-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Drafts the procedure and compares: the path, each case and the whole. */
async function compared(file: string): Promise<{ own: Outside | null; summary?: Summary }> {
  const drafted = await say(logVerb, ['draft', file, '--json']);
  if (drafted.exitCode !== 0) return { own: null };
  const { path, edition } = JSON.parse(drafted.out[0] ?? '') as { path: string[]; edition: object };
  const procedure = join(folder, `${Math.random()}.json`);
  await writeFile(procedure, JSON.stringify(edition));
  const steps = Object.fromEntries(path.map((activity, index) => [activity, `B${index + 1}`]));
  const map = `${procedure}.map`;
  await writeFile(map, JSON.stringify({ steps }));
  const said = await say(logVerb, [
    'conform',
    file,
    '--procedure',
    procedure,
    '--map',
    map,
    '--each',
    '--json',
  ]);
  expect(said.exitCode).toBe(0);
  const cases = said.out.slice(0, -1).map((line): [string, Keyed[]] => {
    const { case: name, differences } = JSON.parse(line) as Each;
    return [name, differences.map(({ kind, at }): Keyed => [kind, at]).sort(byText)];
  });
  return { own: { path, cases }, summary: JSON.parse(said.out.at(-1) ?? '') as Summary };
}

const byText = (a: Keyed, b: Keyed): number =>
  a[0] === b[0] ? compareText(a[1], b[1]) : compareText(a[0], b[0]);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const casesWith = ({ differences }: Summary, kind: string): number =>
  differences.filter((one) => one.kind === kind).reduce((sum, { cases }) => sum + cases, 0);

describe('the receipt log and the procedure of its most frequent path', () => {
  itWithLog('differ case by case as a replay outside the product says', async () => {
    const { own, summary } = await compared(RECEIPT);
    expect([own]).toEqual(outside('log_conform.py', [RECEIPT]));
    expect(own?.path).toHaveLength(6);
    expect(summary).toMatchObject({ cases: 1434, events: 8577, same: 713, inOrder: 751 });
    const kinds = ['missing', 'order', 'unfinished', 'foreign'].map((kind) => casesWith(summary!, kind));
    expect(kinds).toEqual([31, 1226, 151, 387]);
  });

  itWithPm4py('fit where pm4py says they fit, and lack the steps that its replay never did', async () => {
    const { own } = await compared(RECEIPT);
    const path = own?.path ?? [];
    await writeFile(join(folder, 'path.json'), JSON.stringify(path));
    const replayed = outside('pm4py_replay.py', [RECEIPT, join(folder, 'path.json')], '', pm4py);
    expect(own?.cases.map(([name, differences]) => asReplayed(path, name, differences))).toEqual(
      (replayed as [string, boolean, number, string[]][]).map(([name, fits, missing, never]) => [
        name,
        fits && missing === 0,
        never,
      ]),
    );
  });
});

/** A path is left for good where the case ends: what comes after that step was never done either. */
function asReplayed(path: readonly string[], name: string, differences: readonly Keyed[]) {
  const at = (kind: string): readonly number[] =>
    differences.filter((each) => each[0] === kind).map((each) => Number(each[1].slice(1)) - 1);
  const left = at('unfinished')[0] ?? path.length;
  const missing = at('missing');
  const never = path.filter((_, index) => missing.includes(index) || index >= left);
  return [name, never.length + at('order').length === 0, never];
}

describe('generated logs', () => {
  const activity = fc.constantFrom('Tiếp nhận', 'Thẩm định', 'Trình ký', 'Trả kết quả', 'Gọi điện');
  const log = fc.array(fc.array(activity, { maxLength: 7 }), { maxLength: 12 });

  itWithPython('differ as the replay says: gaps, repetitions, swaps, empty cases', async () => {
    const files = await Promise.all(
      fc.sample(log, { numRuns: LOGS, seed: SEED }).map(async (cases, index) => {
        const file = join(folder, `${index}.xes`);
        await writeFile(file, `<log>${cases.map(traceXml).join('')}</log>`);
        return file;
      }),
    );
    const own = await Promise.all(files.map(async (file) => (await compared(file)).own));
    expect(own).toEqual(outside('log_conform.py', files));
    expect(
      own.some((one) => one?.cases.some(([, found]) => found.some(([kind]) => kind === 'missing'))),
    ).toBe(true);
  });
});

const name = (value: string): string => `<string key="concept:name" value="${value}"/>`;
const traceXml = (activities: readonly string[], index: number): string =>
  `<trace>${name(`h${index}`)}${activities.map((each) => `<event>${name(each)}</event>`).join('')}</trace>`;
