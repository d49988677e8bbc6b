/** The rows that a check of the chains reads, from PostgreSQL. */
import type { Pool } from 'pg';
import { hexOf, msOf, storedFrom, STORED_COLUMNS, EVENT_WIDTH, textQuery, type TextRow } from './rows.ts';
import type { ChainRows, Checked, Finding, FindingCode } from './verify.ts';

/** Of a cohort that is away nothing can be said, but that it is. */
const isAway = (stream: string): string => `exists (select from ledger.cohort_away a
  where ${stream} >= a.from_stream and ${stream} < a.to_stream)`;

const STREAMS = `select stream_id from ledger.stream where stream_id > $1 and recorded_at >= $2
  and not ${isAway('stream_id')} order by stream_id limit $3`;

const PAGE = `select ${STORED_COLUMNS},
    s.version, s.head_hash, ${msOf('s.recorded_at')}, sha256(p.sealed), r.subject_id is not null,
    (e.epoch, e.txid) < (now.epoch, now.txid)
  from ledger.event e left join ledger.stream s using (stream_id)
  left join ledger.pii p on p.stream_id = e.stream_id and p.stream_seq = e.stream_seq
  left join ledger.erasure r on r.subject_id = e.pii_subject
  cross join (select max(epoch) as epoch, pg_snapshot_xmax(pg_current_snapshot()) as txid from ledger.epoch) now
  where e.stream_id = any ($1) and (e.stream_id, e.stream_seq) > ($2, $3)
  order by e.stream_id, e.stream_seq limit $4`;

const ORPHANS = `
  (select distinct e.stream_id, null::integer, 'stream-missing' from ledger.event e
   where not exists (select from ledger.stream s where s.stream_id = e.stream_id) limit $1)
  union all
  (select p.stream_id, p.stream_seq, 'pii-without-event' from ledger.pii p
   where not exists (select from ledger.event e where e.stream_id = p.stream_id and e.stream_seq = p.stream_seq)
   and not ${isAway('p.stream_id')} limit $1)
  union all
  (select a.from_stream, null::integer, 'cohort-away' from ledger.cohort_away a order by a.year)`;

const NIL = '00000000-0000-0000-0000-000000000000';

export function chainRowsIn(pool: Pool): ChainRows {
  return {
    async streams(after, since, limit) {
      const values = [after, since ?? '-infinity', limit];
      const { rows } = await pool.query(textQuery('ledger-verify-streams', STREAMS, values));
      return (rows as TextRow[]).map(([id]) => id!);
    },
    async events(ids, after, limit) {
      const values = [ids, after?.streamId ?? NIL, after?.version ?? 0, limit];
      const { rows } = await pool.query(textQuery('ledger-verify-page', PAGE, values));
      return (rows as TextRow[]).map(checkedFrom);
    },
    orphans: (limit) => orphansIn(pool, limit),
  };
}

function checkedFrom(row: TextRow): Checked {
  const [version, hash, recordedAtMs, sealedHash, erased, possible] = row.slice(EVENT_WIDTH);
  return {
    ...storedFrom(row),
    ...(version && {
      head: { version: Number(version), hash: hexOf(hash!), recordedAtMs: Number(recordedAtMs) },
    }),
    ...(sealedHash && { sealedHash: hexOf(sealedHash) }),
    erased: erased === 't',
    possible: possible === 't',
  };
}

async function orphansIn(pool: Pool, limit: number): Promise<readonly Finding[]> {
  const client = await pool.connect();
  try {
    // It reads every table once, which may take longer than the application otherwise has. It writes nothing, so it
    // holds no reader of the ledger back.
    await client.query('set transaction_timeout = 0');
    const { rows } = await client.query(textQuery('ledger-verify-orphans', ORPHANS, [limit]));
    return (rows as TextRow[]).map(([streamId, version, code]) => ({
      streamId: streamId!,
      ...(version && { version: Number(version) }),
      code: code as FindingCode,
    }));
  } finally {
    // Not handed back: the next user of the connection shall have the timeout again.
    client.release(true);
  }
}
