/** Agencies' quality management systems, folded into `read.qms` and `read.qms_programme`. */
import { programmeEventOf, QMS, QMS_PROGRAMME, qmsEventOf } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import { foldProgramme, foldQms } from '#libs/qms';
import type { PoolClient } from 'pg';
import { upsertStream } from './upsert.ts';

export async function projectQms(
  ledger: Pick<Ledger, 'load'>,
  events: readonly RecordedEvent[],
  client: PoolClient,
): Promise<void> {
  const ours = events.filter(({ kind }) => kind === QMS || kind === QMS_PROGRAMME);
  for (const [stream, news] of Map.groupBy(ours, ({ streamId }) => streamId)) {
    const first = news[0]!.version;
    const before = first === 1 ? [] : await ledger.load(stream, { to: first - 1 });
    const all = [...before, ...news];
    const columns =
      news[0]!.kind === QMS
        ? { agency: (news[0]!.body as { agency: string }).agency, record: foldQms(all.map(qmsEventOf)) }
        : { programme: foldProgramme(all.map(programmeEventOf)) };
    await upsertStream(client, news[0]!.kind === QMS ? 'qms' : 'qms_programme', {
      stream_id: stream,
      version: all.length,
      ...columns,
    });
  }
}
