/** The kinds of streams and the actors of events: neither ever changes, so a process that follows looks each up once. */
import type { Pool } from 'pg';
import type { UsedAuthority } from '#libs/access';
import { actorOf, AT, eventOf, nameOf, textQuery, type TextRow } from './rows.ts';
import type { RecordedEvent } from './types.ts';

/** A stream takes some hundred bytes. */
const MAX_KEPT = 50_000;

interface Belongings {
  /** By stream. */
  readonly kinds: Map<string, string>;
  /** By number, which follows from what the actor is. */
  readonly actors: Map<string, UsedAuthority>;
}
const nothing = (): Belongings => ({ kinds: new Map(), actors: new Map() });
let kept = nothing();

/** Events of rows with BARE_COLUMNS, in the rows' order. */
export async function bareEventsFrom(pool: Pool, rows: readonly TextRow[]): Promise<RecordedEvent[]> {
  // Whoever is at it keeps what it has.
  if (kept.kinds.size + kept.actors.size > MAX_KEPT) kept = nothing();
  const belongings = kept;
  await learn(pool, rows, belongings);
  const { kinds, actors } = belongings;
  return rows.map((row) => {
    const text = row[AT.actor];
    const actor = typeof text === 'string' ? actorOf(text) : actors.get(row[AT.actorId]!);
    return eventOf(row, kinds.get(row[AT.stream]!)!, actor!);
  });
}

// By a join of each: the planner would read all of a young ledger's streams to find a few.
const LOOK_UP = `select s.stream_id::text, s.kind from unnest($1::uuid[]) asked (id),
    lateral (select * from ledger.stream s where s.stream_id = asked.id offset 0) s
  union all select a.id::text, a.ref from unnest($2::bigint[]) asked (id),
    lateral (select * from ledger.actor a where a.id = asked.id offset 0) a`;

async function learn(pool: Pool, rows: readonly TextRow[], { kinds, actors }: Belongings): Promise<void> {
  const streams = new Set<string>();
  const numbers = new Set<string>();
  let last: string | undefined;
  for (const row of rows) {
    const [stream, kind, number] = [row[AT.stream]!, row[AT.kind], row[AT.actorId]];
    if (kind) kinds.set(stream, nameOf(kind));
    else if (stream !== last && !kinds.has(stream)) streams.add(stream);
    if (number && !actors.has(number)) numbers.add(number);
    last = stream;
  }
  if (streams.size + numbers.size === 0) return;
  const asked = textQuery('ledger-belongings', LOOK_UP, [[...streams], [...numbers]]);
  for (const row of (await pool.query(asked)).rows as [string, string][]) {
    const [id, found] = row;
    if (streams.has(id)) kinds.set(id, nameOf(found));
    else actors.set(id, actorOf(found));
  }
}
