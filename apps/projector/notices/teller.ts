/** Follows dossiers, nonconformities, years of scoring, agencies' systems and their records, and tells whom it concerns: each cause once, in the ledger before anywhere else. */
import {
  DOSSIER,
  foldRecordedNc,
  fromRecorded,
  ncEventOf,
  NONCONFORMITY,
  noticeStream,
  QMS,
  qmsEventOf,
  qualityEventOf,
  qualityKindOf,
  recordNotices,
  SCORING_YEAR,
  yearEventOf,
} from '#libs/commands';
import { fold } from '#libs/dossier';
import { commandIdOf } from '#libs/ledger';
import type { RecordedEvent } from '#libs/ledger';
import {
  mayBeNews,
  ncNewsOf,
  ncRecipientsOf,
  newsOf,
  qmsNewsOf,
  qualityNewsOf,
  qualityRecipientsOf,
  recipientsOf,
  yearlyRecipientsOf,
  yearNewsOf,
} from '#libs/notices';
import type { Cause, NoticeEvent, YearlyNews } from '#libs/notices';
import type { Runtime } from '#libs/runtime';

export const TELLER = 'notices';

export async function tell(runtime: Runtime, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    // What was imported is no news to anybody: a year of it is passed over without loading its dossiers.
    if (event.kind === DOSSIER && !event.imported && mayBeNews(event.type)) await tellOf(runtime, event);
    if (event.kind === NONCONFORMITY) await tellOfNonconformity(runtime, event);
    if (event.kind === SCORING_YEAR) await tellOfYear(runtime, event);
    if (event.kind === QMS) await tellOfDuty(runtime, event);
    if (qualityKindOf(event.kind) !== undefined) await tellOfQuality(runtime, event);
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

/** Who has not acted is in the event; the year says whose turn it is. */
async function tellOfYear(runtime: Runtime, recorded: RecordedEvent): Promise<void> {
  const { year } = recorded.body as { readonly year: string };
  const { state } = await runtime.scoring.loadYear(year);
  if (state.status === 'none') return;
  await tellNews(runtime, recorded, yearNewsOf(yearEventOf(recorded), state));
}

function tellOfDuty(runtime: Runtime, recorded: RecordedEvent): Promise<void> {
  const { agency } = recorded.body as { readonly agency: string };
  return tellNews(runtime, recorded, qmsNewsOf(qmsEventOf(recorded), agency));
}

/** As it stands by now: what was done meanwhile is no news. */
async function tellOfQuality(runtime: Runtime, recorded: RecordedEvent): Promise<void> {
  if (recorded.type !== 'DutyReminded' && recorded.type !== 'AuditEscalated') return;
  const known = await runtime.quality.load(recorded.streamId);
  const news = known && qualityNewsOf(qualityEventOf(recorded).event, known);
  if (!news) return;
  const told = qualityRecipientsOf(news, await runtime.organisation(), runtime.now());
  await record(
    runtime,
    recorded,
    told.map((recipient) => [news.cause, recipient] as const),
  );
}

async function tellNews(
  runtime: Runtime,
  recorded: RecordedEvent,
  news: YearlyNews | undefined,
): Promise<void> {
  if (!news) return;
  const told = yearlyRecipientsOf(news, await runtime.organisation());
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
