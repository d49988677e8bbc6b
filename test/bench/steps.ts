/**
 * Dossier steps over HTTP, beside bare Temporal updates (one update a step), in interleaved rounds in one run.
 * Three figures: the API with nothing following it, with the projector (read models, figures, notices, seals), and with
 * relay and workflows as well.
 * `--json`: one line `{"steps":{…}}`, taken at 20 callers. `--seconds N`: the length of a round.
 */
import { startBareTemporal } from './steps/bare-temporal.ts';
import { startProduct } from './steps/product.ts';
import { median, measure, type Figures } from './steps/measure.ts';

const ROUNDS = 3;
const CALLERS = [1, 20, 100] as const;
const COMPARED = 20;
const DEFAULT_SECONDS = 4;
const PROJECTED = 'api, projector running';
const EVERYTHING = 'api, everything running';

const args = process.argv.slice(2);
const json = args.includes('--json');
const seconds = Number(args[args.indexOf('--seconds') + 1]) || DEFAULT_SECONDS;

interface Row {
  readonly what: string;
  readonly callers: number;
  readonly rounds: Figures[];
}

const rows: Row[] = [];
const rowOf = (what: string, callers: number): Row => {
  const known = rows.find((row) => row.what === what && row.callers === callers);
  if (known) return known;
  const row = { what, callers, rounds: [] };
  rows.push(row);
  return row;
};

const product = await startProduct();
const bare = await startBareTemporal();
try {
  await measure(COMPARED, 1, product.caller);
  await measure(COMPARED, 1, bare.caller);
  for (let round = 0; round < ROUNDS; round++) {
    for (const callers of CALLERS) {
      await product.prepare(callers, seconds);
      rowOf('api', callers).rounds.push(await measure(callers, seconds, product.caller));
    }
    rowOf('bare temporal', COMPARED).rounds.push(await measure(COMPARED, seconds, bare.caller));
  }
  await bare.stop();
  for (const [what, begin] of [
    [PROJECTED, product.project],
    [EVERYTHING, product.followEverything],
  ] as const) {
    await begin();
    for (let round = 0; round < ROUNDS; round++) {
      await product.prepare(COMPARED, seconds);
      rowOf(what, COMPARED).rounds.push(await measure(COMPARED, seconds, product.caller));
    }
  }
} finally {
  await bare.stop();
  await product.stop();
}

const figure = (what: string, callers: number, of: keyof Figures): number =>
  median(rowOf(what, callers).rounds.map((round) => round[of]));
const figures = (what: string, callers: number): Figures => ({
  perSecond: figure(what, callers, 'perSecond'),
  p50Ms: figure(what, callers, 'p50Ms'),
  p99Ms: figure(what, callers, 'p99Ms'),
});
const api = figures('api', COMPARED);
const bareTemporalPerSecond = figure('bare temporal', COMPARED, 'perSecond');
const vsBareTemporal = Number((api.perSecond / bareTemporalPerSecond).toFixed(2));

if (json) {
  const steps = {
    ...api,
    vsBareTemporal,
    bareTemporalPerSecond,
    projectorRunning: figures(PROJECTED, COMPARED),
    everythingRunning: figures(EVERYTHING, COMPARED),
    byCallers: Object.fromEntries(CALLERS.map((callers) => [callers, figures('api', callers)])),
  };
  console.log(JSON.stringify({ steps }));
} else {
  console.table(
    rows.map(({ what, callers, rounds }) => ({
      what,
      callers,
      'steps/s': figure(what, callers, 'perSecond'),
      'least–most': `${Math.min(...rounds.map((r) => r.perSecond))}–${Math.max(...rounds.map((r) => r.perSecond))}`,
      'p50 ms': figure(what, callers, 'p50Ms'),
      'p99 ms': figure(what, callers, 'p99Ms'),
    })),
  );
  console.log(`API beside bare Temporal updates at ${COMPARED} callers: ${vsBareTemporal} ×`);
}
