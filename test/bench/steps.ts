/**
 * Dossier steps over HTTP, beside bare Temporal updates (one update a step), in interleaved rounds in one run.
 * Two figures: the API with nothing following it, and with relay, workflows and projector running.
 * `--json`: one line `{"steps":{…}}`, taken at 20 callers. `--seconds N`: the length of a round.
 */
import { startBareTemporal } from './steps/bare-temporal.ts';
import { startProduct } from './steps/product.ts';
import { median, measure, type Figures } from './steps/measure.ts';

const ROUNDS = 3;
const CALLERS = [1, 20, 100] as const;
const COMPARED = 20;
const DEFAULT_SECONDS = 4;

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
  await product.followEverything();
  for (let round = 0; round < ROUNDS; round++) {
    await product.prepare(COMPARED, seconds);
    rowOf('api, everything running', COMPARED).rounds.push(await measure(COMPARED, seconds, product.caller));
  }
} finally {
  await bare.stop();
  await product.stop();
}

const figure = (what: string, callers: number, of: keyof Figures): number =>
  median(rowOf(what, callers).rounds.map((round) => round[of]));
const perSecond = figure('api', COMPARED, 'perSecond');
const bareperSecond = figure('bare temporal', COMPARED, 'perSecond');

if (json) {
  const steps = {
    perSecond,
    vsBareTemporal: Number((perSecond / bareperSecond).toFixed(2)),
    p50Ms: figure('api', COMPARED, 'p50Ms'),
    p99Ms: figure('api', COMPARED, 'p99Ms'),
    bareTemporalPerSecond: bareperSecond,
    everythingRunning: {
      perSecond: figure('api, everything running', COMPARED, 'perSecond'),
      p50Ms: figure('api, everything running', COMPARED, 'p50Ms'),
      p99Ms: figure('api, everything running', COMPARED, 'p99Ms'),
    },
    byCallers: Object.fromEntries(
      CALLERS.map((callers) => [
        callers,
        {
          perSecond: figure('api', callers, 'perSecond'),
          p50Ms: figure('api', callers, 'p50Ms'),
          p99Ms: figure('api', callers, 'p99Ms'),
        },
      ]),
    ),
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
  console.log(
    `API beside bare Temporal updates at ${COMPARED} callers: ${(perSecond / bareperSecond).toFixed(2)} ×`,
  );
}
