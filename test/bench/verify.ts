/** How fast the ledger is verified: its chains, and its tree with the signed heads. And how fast it is sealed. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headsFileAt, newSealKey, openSealer, sealKeysOf, signingKey } from '#libs/ledger';
import { numberAsked, openBenchLedger } from './support/bench-ledger.ts';
import { takeTurns, tell, type Round } from './support/rounds.ts';

const ROUNDS = 3;
const STREAM_LENGTH = 10;
const EVENTS = numberAsked('events', 50_000);

async function timed(work: () => Promise<number>): Promise<Round> {
  const start = performance.now();
  const events = await work();
  const ms = performance.now() - start;
  return { perSecond: Math.round((1_000 * events) / ms), p50Ms: Math.round(ms), p99Ms: Math.round(ms) };
}

const bench = await openBenchLedger(4);
const folder = await mkdtemp(join(tmpdir(), 'dunghan-verify-'));
try {
  await bench.fill(EVENTS / STREAM_LENGTH, STREAM_LENGTH);
  await bench.owner.query('analyze');
  const pem = newSealKey();
  const headsFile = headsFileAt(join(folder, 'heads.jsonl'));
  const sealer = await openSealer({ pool: bench.pool, privateKey: signingKey(pem), headsFile });
  const seal = await timed(async () => {
    while (await sealer.sealNext());
    return EVENTS;
  });
  const keys = sealKeysOf(pem);
  const { ledger } = bench;
  const clean = (findings: readonly object[]): void => {
    if (findings.length > 0) throw new Error(JSON.stringify(findings[0]));
  };
  const figures = await takeTurns(ROUNDS, {
    chains: () =>
      timed(async () => {
        const { events, findings } = await ledger.verifyAll();
        clean(findings);
        return events;
      }),
    tree: () =>
      timed(async () => {
        const { sealed, findings } = await ledger.verifyTree({}, keys);
        clean(findings);
        return sealed;
      }),
  });
  // Both are needed: an event's time is the sum of the two.
  const both = 1 / (1 / figures.chains!.perSecond + 1 / figures.tree!.perSecond);
  const summary = { eventsPerSecond: Math.round(both), events: EVENTS, sealedPerSecond: seal.perSecond };
  tell('verify', figures, summary);
} finally {
  await bench.close();
  await rm(folder, { recursive: true });
}
