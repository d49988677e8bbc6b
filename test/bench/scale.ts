/**
 * A province's year: how fast it is loaded and folded, what it weighs, how fast it answers, and whether appending to it
 * is slower than to a small one. `--dossiers N`; `--data FOLDER` keeps the data and comes back to them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createKeyring, createLedger, newStreamId } from '#libs/ledger';
import { freePort } from '#libs/platform/process';
import { FIGURES_CONSUMER, FIGURES_SHARDS, READ_CONSUMER, READ_SHARDS } from '#libs/read-models';
import { memoryOf, watchMemory } from './scale/memory.ts';
import { askAll } from './scale/queries.ts';
import { openWorld, type Province } from './scale/world.ts';
import { newRequest, numberAsked } from './support/bench-ledger.ts';
import { run, serving, stopped } from './support/processes.ts';
import { ratio, runRound, takeTurns, type Round } from './support/rounds.ts';

const DOSSIERS = numberAsked('dossiers', 10_000);
const SMALL = 10_000;
const CONNECTIONS = 16;
const ROUNDS = 5;
const ROUND_MS = 2_000;
/** Until most pages of the large year's indexes were written since the checkpoint. */
const SETTLE_MS = 120_000;
const POLL_MS = 200;
/** No dossiers: no projector folds what the appends leave. */
const BENCH = 'bench';
const CONSUMERS = [
  [READ_CONSUMER, READ_SHARDS],
  [FIGURES_CONSUMER, FIGURES_SHARDS],
] as const;

const at = process.argv.indexOf('--data');
const json = process.argv.includes('--json');

function ledgerOf({ environment }: Province, connections: number) {
  const pool = new pg.Pool({ connectionString: environment['DATABASE_URL']!, max: connections });
  const [masterKey, searchKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  return {
    pool,
    ledger: createLedger({ pool, keyring: createKeyring({ pool, masterKeys: [masterKey] }), searchKey }),
  };
}

/** Events a second until all read models have every event; nothing when they had them already. */
async function fold(province: Province): Promise<Record<string, number>> {
  const { pool, ledger } = ledgerOf(province, 2);
  const head = await ledger.headPosition();
  const isThere = async (consumer: string, shard: number, shards: number): Promise<boolean> => {
    const position = await ledger.checkpoint(consumer, shard);
    return (
      position >= head || (await ledger.readAfter(position, { limit: 1, shard, shards })).events.length === 0
    );
  };
  const start = performance.now();
  const before = await foldedBefore(pool);
  const projector = run('projector', province.environment);
  const memory = watchMemory(() => [projector.pid!]);
  const rates: Record<string, number> = {};
  for (const [consumer, shards] of CONSUMERS) {
    for (let shard = 0; shard < shards; shard++)
      while (!(await isThere(consumer, shard, shards))) await sleep(POLL_MS);
    rates[`${consumer}PerSecond`] = Math.round((1_000 * province.events) / (performance.now() - start));
  }
  const seconds = Math.round((performance.now() - start) / 1_000);
  await stopped([projector]);
  await pool.end();
  await province.admin.query('vacuum (analyze)');
  return before ? {} : { ...rates, seconds, projectorMb: memory.mostMb() };
}

const foldedBefore = async (pool: pg.Pool): Promise<boolean> =>
  ((await pool.query(`select from ledger.checkpoint where consumer = '${READ_CONSUMER}'`)).rowCount ?? 0) > 0;

/** Disk, with indexes, an event. */
async function weigh({ admin, events }: Province): Promise<Record<string, number>> {
  const { rows } = await admin.query<{ name: string; bytes: string }>(
    `select n.nspname || '.' || case when c.relispartition then 'event' else c.relname end as name,
       sum(pg_total_relation_size(c.oid)) as bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('ledger', 'keyring', 'read') and c.relkind = 'r' group by 1 order by 2 desc`,
  );
  const each = (of: (name: string) => boolean): number =>
    Math.round(rows.filter(({ name }) => of(name)).reduce((sum, row) => sum + Number(row.bytes), 0) / events);
  return {
    ledgerBytes: each((name) => !name.startsWith('read.')),
    eventTableBytes: each((name) => name === 'ledger.event'),
    readModelBytes: each((name) => name.startsWith('read.')),
  };
}

async function answers(province: Province, serverPid: number): Promise<Record<string, unknown>> {
  const port = await freePort();
  const api = run('api', { ...province.environment, PORT: String(port) });
  const base = `http://127.0.0.1:${port}`;
  await serving(base);
  const asked = await askAll(base, province.admin, api.pid!);
  const { rows } = await province.admin.query<{ pid: number }>('select pid from pg_stat_activity');
  const backends = [serverPid, ...rows.map(({ pid }) => pid)].map((pid) => memoryOf(pid)?.mostMb ?? 0);
  const memory = { apiMb: memoryOf(api.pid!)?.mostMb, largestPostgresMb: Math.max(...backends) };
  await stopped([api]);
  return { asked, memory };
}

/**
 * Rounds in the small year and in the large one take turns: from a checkpoint on, when a page goes whole into the log as it
 * is first written to, and once most pages have gone there, as it is until the next checkpoint.
 */
async function appends(small: Province, large: Province) {
  const [few, many] = [ledgerOf(small, CONNECTIONS), ledgerOf(large, CONNECTIONS)];
  const round = ({ ledger }: typeof few, ms: number): Promise<Round> =>
    runRound({ connections: CONNECTIONS, ms }, 1, async () => {
      const { status } = await ledger.append({ ...newRequest(newStreamId(), 0, 1), kind: BENCH });
      if (status !== 'recorded') throw new Error(status);
    });
  const inTurn = async () => {
    const figures = await takeTurns(ROUNDS, {
      small: () => round(few, ROUND_MS),
      large: () => round(many, ROUND_MS),
    });
    return { ...figures, ratio: ratio(figures.large!, figures.small!) };
  };
  await large.admin.query('checkpoint');
  const afterCheckpoint = await inTurn();
  await round(many, SETTLE_MS);
  const settled = await inTurn();
  await few.pool.end();
  await many.pool.end();
  return { ...settled, afterCheckpoint };
}

const world = await openWorld(at < 0 ? undefined : process.argv[at + 1]);
try {
  const small = await world.province('small', SMALL);
  const large = await world.province('large', DOSSIERS);
  const scale = {
    dossiers: large.dossiers,
    events: large.events,
    ...(large.load && { load: large.load }),
    fold: await fold(large),
    weight: await weigh(large),
    ...(await answers(large, world.server.pid)),
    append: await appends(small, large),
  };
  console.log(json ? JSON.stringify({ scale }) : JSON.stringify(scale, null, 2));
} finally {
  await world.close();
}
