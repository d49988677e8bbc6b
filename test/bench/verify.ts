/**
 * How fast the ledger is verified: its chains, its tree with the signed heads, each by one thread; and both together, as
 * `dunghan ledger verify` does it. And how fast it is sealed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headsFileAt, newSealKey, openSealer, sealKeysOf, signingKey, type VerifyScope } from '#libs/ledger';
import type * as Threads from '../../apps/cli/verify/chains-in-threads.ts';
import { numberAsked, openBenchLedger } from './support/bench-ledger.ts';
import { takeTurns, tell, type Round } from './support/rounds.ts';

/** The build's, whose threads are programs of the build. */
const { inThreads, threadsHere } = (await import(
  new URL('../../dist/apps/cli/verify/chains-in-threads.js', import.meta.url).href
)) as typeof Threads;

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
  const chains = async (scope?: VerifyScope): Promise<number> => {
    const { events, findings } = await ledger.verifyAll(scope);
    clean(findings);
    return events;
  };
  const tree = async (): Promise<number> => {
    const { sealed, findings } = await ledger.verifyTree({}, keys);
    clean(findings);
    return sealed;
  };
  const threads = threadsHere();
  // Their start is no part of it: it is the same for fifty thousand events and for a province's year.
  const figures = await inThreads(bench.scratch.appUrl, threads, (checkers) =>
    takeTurns(ROUNDS, {
      together: () =>
        timed(async () => {
          await Promise.all([chains({ checkers }), tree()]);
          return EVENTS;
        }),
      chains: () => timed(() => chains()),
      tree: () => timed(tree),
    }),
  );
  const summary = {
    eventsPerSecond: figures.together!.perSecond,
    events: EVENTS,
    threads: threads + 1,
    sealedPerSecond: seal.perSecond,
  };
  tell('verify', figures, summary);
} finally {
  await bench.close();
  await rm(folder, { recursive: true });
}
