/** Editions of procedures, folded into `read.edition`. */
import { EDITION, editionEventOf } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import { evolveEdition, foldEdition } from '#libs/procedure';
import type { EditionState } from '#libs/procedure';
import type { PoolClient } from 'pg';

export async function projectEditions(
  ledger: Pick<Ledger, 'load'>,
  events: readonly RecordedEvent[],
  client: PoolClient,
): Promise<void> {
  const byStream = Map.groupBy(
    events.filter((event) => event.kind === EDITION),
    (event) => event.streamId,
  );
  for (const [stream, news] of byStream) {
    const first = news[0]!.version;
    const before = first === 1 ? [] : await ledger.load(stream, { to: first - 1 });
    const state = news.map(editionEventOf).reduce(evolveEdition, foldEdition(before.map(editionEventOf)));
    if (state.status !== 'none') await write(client, stream, news.at(-1)!.version, state);
  }
}

/**
 * Folds all editions at once, for a rebuild: dossiers go on meanwhile, and every command asks for its edition. The
 * projector then meets the same events again, and changes nothing by them.
 */
export async function refoldEditions(ledger: Pick<Ledger, 'load'>, client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ stream_id: string }>(
    'select stream_id from ledger.stream where kind = $1',
    [EDITION],
  );
  await client.query('delete from read.edition');
  for (const { stream_id: stream } of rows) {
    const events = await ledger.load(stream);
    const state = foldEdition(events.map(editionEventOf));
    if (state.status !== 'none') await write(client, stream, events.length, state);
  }
}

async function write(
  client: PoolClient,
  stream: string,
  version: number,
  state: Exclude<EditionState, { status: 'none' }>,
): Promise<void> {
  const { edition, status } = state;
  const effectiveFrom = 'effectiveFrom' in state ? state.effectiveFrom : edition.effectiveFrom;
  await client.query(
    `insert into read.edition (stream_id, version, code, edition, status, title, field, agency, effective_from, superseded_from, drafter, content)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (stream_id) do update set version = excluded.version, status = excluded.status, title = excluded.title,
       field = excluded.field, agency = excluded.agency, effective_from = excluded.effective_from,
       superseded_from = excluded.superseded_from, drafter = excluded.drafter, content = excluded.content
     where edition.version <= excluded.version`,
    [
      stream,
      version,
      edition.code,
      edition.edition,
      status,
      edition.title,
      edition.field,
      edition.agency,
      effectiveFrom,
      'until' in state ? state.until : null,
      state.drafter,
      JSON.stringify({ ...edition, effectiveFrom }),
    ],
  );
}
