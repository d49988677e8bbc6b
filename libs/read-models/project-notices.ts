/** Who was told, folded into `read.notice`. */
import { NOTICE, noticeEventOf } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import type { PoolClient } from 'pg';
import { CHANGES_CHANNEL } from './project.ts';

/** NOTIFY carries at most 8,000 bytes; a batch that tells more people only says that much changed. */
const MAX_NAMED = 100;

export async function projectNotices(events: readonly RecordedEvent[], client: PoolClient): Promise<void> {
  const told = new Set<string>();
  for (const event of events) {
    if (event.kind !== NOTICE) continue;
    const notice = noticeEventOf(event);
    if (notice.type === 'DigestSent') continue;
    const { dossier, recipient, kind, key, step, run, dueAt, channel } = notice.body;
    if (channel === 'portal') {
      await client.query({
        name: 'read-notice',
        text: `insert into read.notice (id, dossier, recipient, kind, key, step, run, due_at, at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               on conflict do nothing`,
        values: [
          event.eventId,
          dossier,
          recipient,
          kind,
          key,
          step ?? null,
          run ?? null,
          dueAt ?? null,
          event.occurredAt,
        ],
      });
    } else {
      await client.query({
        name: 'read-notice-mail',
        text: `update read.notice set emailed_at = $4, refused = $5
               where dossier = $1 and recipient = $2 and key = $3`,
        values: [
          dossier,
          recipient,
          key,
          notice.type === 'NoticeSent' ? event.occurredAt : null,
          notice.type === 'NoticeRefused' ? notice.body.code : null,
        ],
      });
    }
    told.add(recipient);
  }
  if (told.size === 0) return;
  const touched = told.size > MAX_NAMED ? null : { officers: [...told], units: [] };
  await client.query('select pg_notify($1, $2)', [CHANGES_CHANNEL, JSON.stringify(touched)]);
}
