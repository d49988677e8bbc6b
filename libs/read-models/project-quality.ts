/** The quality system's records, folded into `read.quality_record`; what they owe, into `read.quality_duty`. */
import { foldRecordedQuality, qualityKindOf } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import { kindOf, type QualityRecord } from '#libs/quality';
import type { PoolClient } from 'pg';
import { upsertStream } from './upsert.ts';

export async function projectQuality(
  ledger: Pick<Ledger, 'load'>,
  events: readonly RecordedEvent[],
  client: PoolClient,
): Promise<void> {
  const ours = events.filter(({ kind }) => qualityKindOf(kind) !== undefined);
  for (const [id, news] of Map.groupBy(ours, ({ streamId }) => streamId)) {
    const first = news[0]!;
    const before = first.version === 1 ? [] : await ledger.load(id, { to: first.version - 1 });
    const record = foldRecordedQuality(qualityKindOf(first.kind)!, [...before, ...news]);
    if (record) await write(client, id, record);
  }
}

async function write(client: PoolClient, id: string, record: QualityRecord): Promise<void> {
  const { kind, agency, version, openedAt, body } = record;
  const about = kindOf(kind);
  await upsertStream(client, 'quality_record', {
    id,
    version,
    kind,
    agency,
    status: about.statusOf(body),
    owner: about.ownerOf(body),
    title: about.titleOf(body),
    opened_at: openedAt,
    body: JSON.stringify(body),
  });
  await client.query({
    name: 'read-quality-undue',
    text: 'delete from read.quality_duty where record = $1',
    values: [id],
  });
  await client.query({
    name: 'read-quality-duties',
    text: `insert into read.quality_duty (record, key, agency, kind, what, about, owner, due, done)
           select $1, key, $2, $3, what, about, owner, due, done
           from jsonb_to_recordset($4) as d(key text, what text, about text, owner text, due date, done date)`,
    values: [id, agency, kind, JSON.stringify(about.dutiesOf(body))],
  });
}
