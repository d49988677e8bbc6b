/** Follows the dossiers and tells whom it concerns: each cause once, in the ledger before anywhere else. */
import { DOSSIER, fromRecorded, noticeStream, recordNotices } from '#libs/commands';
import { fold } from '#libs/dossier';
import { commandIdOf } from '#libs/ledger';
import type { RecordedEvent } from '#libs/ledger';
import { mayBeNews, newsOf, recipientsOf } from '#libs/notices';
import type { NoticeEvent } from '#libs/notices';
import type { Runtime } from '#libs/runtime';

export const TELLER = 'notices';

export async function tell(runtime: Runtime, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    if (event.kind === DOSSIER && mayBeNews(event.type)) await tellOf(runtime, event);
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
  const events = news.flatMap((one) =>
    recipientsOf(one, organisation, at).map((recipient): NoticeEvent => {
      const body = { ...one.cause, dossier, recipient, channel: 'portal' } as const;
      return { type: 'NoticeSent', body };
    }),
  );
  if (events.length === 0) return;
  const commandId = commandIdOf(TELLER, `portal ${recorded.eventId}`);
  await recordNotices(ledger, { stream: noticeStream(dossier), commandId, at, events });
}
