/**
 * What readers miss while 12 writers commit, some slow, some rolled back: ours, which reads only what is settled, beside
 * polling on the sequence, which is what one writes first.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { newStreamId, START } from '#libs/ledger';
import { numberAsked, openBenchLedger } from './support/bench-ledger.ts';

const WRITERS = 12;
const BATCH = 200;
const COMMITS = numberAsked('commits', 30_000);

const bench = await openBenchLedger(WRITERS + 4);
const { pool, ledger } = bench;
const committed = new Set<string>();
let writing = true;

async function write(writer: number): Promise<void> {
  const client = await pool.connect();
  for (let turn = 0; committed.size < COMMITS; turn++) {
    const id = randomUUID();
    await client.query('begin');
    await client.query(
      `select ledger.append($1, 'dossier', 0, gen_random_uuid(), sha256('r'), array[$2::uuid], '{StepCompleted}', '{1}',
        array[now()], '{f}', '{null}', '{"{}"}', '{"{}"}', null, null, null, null)`,
      [newStreamId(), id],
    );
    // Every third writer thinks a while between its number and its commit; every fifth turn fails.
    if (writer % 3 === 0) await sleep(turn % 7);
    const fails = (writer + turn) % 5 === 0;
    await client.query(fails ? 'rollback' : 'commit');
    if (!fails) committed.add(id);
  }
  client.release();
}

async function follow(): Promise<string[]> {
  const seen: string[] = [];
  let position = START;
  for (let last = false; ; last = !writing) {
    const batch = await ledger.readAfter(position, { limit: BATCH });
    seen.push(...batch.events.map(({ eventId }) => eventId));
    position = batch.position;
    if (last && !batch.more) return seen;
  }
}

async function followNaively(): Promise<string[]> {
  const seen: string[] = [];
  let gpos = '0';
  for (let last = false; ; last = !writing) {
    const { rows } = await pool.query<{ event_id: string; gpos: string }>(
      'select event_id, gpos from ledger.event where gpos > $1 order by gpos limit $2',
      [gpos, BATCH],
    );
    seen.push(...rows.map((row) => row.event_id));
    gpos = rows.at(-1)?.gpos ?? gpos;
    if (last && rows.length < BATCH) return seen;
  }
}

const missedBy = (seen: readonly string[]): number => {
  const known = new Set(seen);
  return [...committed].filter((id) => !known.has(id)).length;
};

try {
  // Without it the naive reader would read the whole table at every poll.
  await bench.owner.query('create index naive on ledger.event (gpos)');
  const readers = Promise.all([follow(), followNaively()]);
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  while (await ledger.heldSince()) await sleep(5);
  writing = false;
  const [ours, naive] = await readers;
  const figures = {
    commits: committed.size,
    naiveMissed: missedBy(naive),
    missed: missedBy(ours),
    repeated: ours.length - new Set(ours).size,
  };
  console.log(JSON.stringify({ readers: figures }));
} finally {
  await bench.close();
}
