/**
 * How long an event waits for a signed head while events are recorded at a steady rate: from the answer to its append
 * until the head that covers it is stored, and written down outside the database. The aim is a p99 of 2 s at 1,000 a second.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { headsFileAt, keepSealing, newSealKey, newStreamId, signingKey, type Position } from '#libs/ledger';
import { newRequest, numberAsked, openBenchLedger } from './support/bench-ledger.ts';

const CONNECTIONS = 16;
const PER_SECOND = numberAsked('rate', 1_000);
const SECONDS = numberAsked('seconds', 20);
const EVENTS_A_CALL = 2;

interface Recorded {
  readonly position: Position;
  readonly at: number;
}

const bench = await openBenchLedger(CONNECTIONS + 2);
const folder = await mkdtemp(join(tmpdir(), 'dunghan-seal-'));
const ending = new AbortController();
const lags: number[] = [];
let waiting: Recorded[] = [];
const failures: unknown[] = [];

const sealing = keepSealing({
  pool: bench.pool,
  privateKey: signingKey(newSealKey()),
  headsFile: headsFileAt(join(folder, 'heads.jsonl')),
  signal: ending.signal,
  onHead({ position }) {
    const now = performance.now();
    for (const one of waiting) if (one.position <= position) lags.push(now - one.at);
    waiting = waiting.filter((one) => one.position > position);
  },
  onError: (error) => failures.push(error),
});

/** Not ahead of the rate asked for; behind it where the machine gives no more. */
async function record(calls: number): Promise<number> {
  const begun = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < calls) {
      const due = (next++ * EVENTS_A_CALL * 1_000) / PER_SECOND;
      const early = due - (performance.now() - begun);
      if (early > 1) await sleep(early);
      const result = await bench.ledger.append(newRequest(newStreamId(), 0, EVENTS_A_CALL));
      if (result.status !== 'recorded') throw new Error(result.status);
      waiting.push({ position: result.position, at: performance.now() });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return (performance.now() - begun) / 1_000;
}

try {
  const calls = (PER_SECOND * SECONDS) / EVENTS_A_CALL;
  const seconds = await record(calls);
  while (waiting.length > 0 && failures.length === 0) await sleep(50);
  if (failures.length > 0) throw failures[0];
  lags.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? 0);
  const seal = {
    perSecond: Math.round((calls * EVENTS_A_CALL) / seconds),
    askedPerSecond: PER_SECOND,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    mostMs: at(1),
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify({ seal }));
  else console.table(seal);
} finally {
  ending.abort();
  await sealing;
  await bench.close();
  await rm(folder, { recursive: true });
}
