/** Follows the dossiers and nonconformities, and tells whom it concerns: each cause once, in the ledger before anywhere else. */
import {
  DOSSIER,
  foldRecordedNc,
  fromRecorded,
  ncEventOf,
  NONCONFORMITY,
  noticeStream,
  recordNotices,
} from '#libs/commands';
import { fold } from '#libs/dossier';
import { commandIdOf } from '#libs/ledger';
import type { RecordedEvent } from '#libs/ledger';
import { mayBeNews, ncNewsOf, ncRecipientsOf, newsOf, recipientsOf } from '#libs/notices';
import type { Cause, NoticeEvent } from '#libs/notices';
import type { Runtime } from '#libs/runtime';

export const TELLER = 'notices';

export async function tell(runtime: Runtime, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    if (event.kind === DOSSIER && mayBeNews(event.type)) await tellOf(runtime, event);
    if (event.kind === NONCONFORMITY) await tellOfNonconformity(runtime, event);
  }
}

async function tellOf(runtime: Runtime, recorded: RecordedEvent): Promise<void> {
  const { ledger } = runtime;
  const dossier = recorded.streamId;
  const state = fold((await ledger.load(dossier)).map(fromRecorded));
  const news = newsOf(fromRecorded(recorded), state);
  if (news.length === 0) return;
  const organisation = await runtime.organisation();
  const at = runtime.now();
  await record(
    runtime,
    recorded,
    news.flatMap((one) =>
      recipientsOf(one, organisation, at).map((recipient) => [one.cause, recipient] as const),
    ),
  );
}

/** As it stands by now: what has been settled meanwhile is no news. */
async function tellOfNonconformity(runtime: Runtime, recorded: RecordedEvent): Promise<void> {
  const state = foldRecordedNc(await runtime.ledger.load(recorded.streamId));
  if (state.status === 'none') return;
  const news = ncNewsOf(ncEventOf(recorded), recorded.version, state);
  if (!news) return;
  const told = ncRecipientsOf(news, await runtime.organisation(), runtime.now());
  await record(
    runtime,
    recorded,
    told.map((recipient) => [news.cause, recipient] as const),
  );
}

async function record(
  { ledger, now }: Runtime,
  { streamId, eventId }: RecordedEvent,
  told: readonly (readonly [Cause, string])[],
): Promise<void> {
  if (told.length === 0) return;
  const events = told.map(([cause, recipient]): NoticeEvent => {
    const body = { ...cause, dossier: streamId, recipient, channel: 'portal' } as const;
    return { type: 'NoticeSent', body };
  });
  const commandId = commandIdOf(TELLER, `portal ${eventId}`);
  await recordNotices(ledger, { stream: noticeStream(streamId), commandId, at: now(), events });
}
