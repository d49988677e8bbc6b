/** Follows what was told in the portal and sends it by e-mail, once; who got it, or refused it, is recorded. */
import {
  foldRecordedNc,
  fromRecorded,
  NOTICE,
  noticeEventOf,
  noticeStream,
  recordNotices,
} from '#libs/commands';
import { fold } from '#libs/dossier';
import { commandIdOf } from '#libs/ledger';
import type { RecordedEvent } from '#libs/ledger';
import { codeOf } from '#libs/nonconformity/corrective-action';
import { isAboutNonconformity, isAboutQms, isAboutQuality, isAboutYear, noticeMail } from '#libs/notices';
import type { Notice, NoticeEvent, Told } from '#libs/notices';
import { kindOf } from '#libs/quality';
import type { Runtime } from '#libs/runtime';
import { PERMANENT } from './mail.ts';
import type { Mailer } from './mail.ts';

export const POSTMAN = 'notice-mail';
/** Older news (the mail server was away, or is new) is in the portal and in the morning digest. */
const NEWS_MS = 24 * 3_600_000;
/** "Later" (4xx) about one mailbox holds nobody else up: so many tries, then it is recorded as refused. */
const MAX_TRIES = 5;

export interface PostmanParts {
  readonly runtime: Runtime;
  readonly mailer: Mailer;
  readonly publicUrl?: string | undefined;
}

export function createPostman(parts: PostmanParts) {
  const tries = new Map<string, number>();

  /** Throws when some letters must be tried again; those that went are known by their records. */
  return async function deliver(events: readonly RecordedEvent[]): Promise<void> {
    let later = 0;
    for (const event of events) {
      if (event.kind !== NOTICE || isOld(event, parts.runtime)) continue;
      const notice = noticeEventOf(event);
      if (notice.type !== 'NoticeSent' || notice.body.channel !== 'portal') continue;
      if (!(await post(parts, event, notice.body, tries))) later += 1;
    }
    if (later > 0) throw new Error(`${later} letters are to be sent later`);
  };
}

const isOld = ({ recordedAt }: RecordedEvent, { now }: Runtime): boolean =>
  Date.parse(now()) - Date.parse(recordedAt) > NEWS_MS;

/** False: later. */
async function post(
  { runtime, mailer, publicUrl }: PostmanParts,
  event: RecordedEvent,
  notice: Notice,
  tries: Map<string, number>,
): Promise<boolean> {
  const commandId = commandIdOf(POSTMAN, event.eventId);
  const organisation = await runtime.organisation();
  const to = organisation.officers.get(notice.recipient)?.email;
  if (!to || (await runtime.ledger.findCommand(commandId))) return true;
  const told = await toldOf(runtime, notice, publicUrl);
  if (!told) return true;
  const delivery = await mailer.send({ to, id: event.eventId, ...noticeMail(notice, told) });
  const sent: NoticeEvent = { type: 'NoticeSent', body: { ...notice, channel: 'email' } };
  if (delivery.sent) return record(runtime, commandId, sent);
  const tried = (tries.get(event.eventId) ?? 0) + 1;
  if (delivery.code < PERMANENT && tried < MAX_TRIES) {
    tries.set(event.eventId, tried);
    return false;
  }
  tries.delete(event.eventId);
  const { code } = delivery;
  return record(runtime, commandId, { type: 'NoticeRefused', body: { ...notice, channel: 'email', code } });
}

async function record(
  { ledger, now }: Runtime,
  commandId: string,
  event: Exclude<NoticeEvent, { type: 'DigestSent' }>,
): Promise<true> {
  const stream = noticeStream(event.body.dossier);
  await recordNotices(ledger, { stream, commandId, at: now(), events: [event] });
  return true;
}

async function toldOf(
  { ledger, editions, organisation, scoring, quality }: Runtime,
  { dossier, step, kind, duty: key }: Notice,
  publicUrl: string | undefined,
): Promise<Told | undefined> {
  if (isAboutQuality(kind)) {
    const known = await quality.load(dossier);
    if (known === undefined) return undefined;
    const code = (await organisation()).agencies.get(known.agency)?.name ?? known.agency;
    const link =
      publicUrl === undefined ? undefined : new URL(`/chat-luong/ban-ghi/${dossier}`, publicUrl).href;
    const recordKind = kindOf(known.kind);
    const duty = recordKind.dutiesOf(known.body).find((one) => one.key === key);
    return { code, procedure: recordKind.titleOf(known.body), duty, link };
  }
  const recorded = await ledger.load(dossier);
  if (isAboutNonconformity(kind)) {
    const state = foldRecordedNc(recorded);
    if (state.status === 'none') return undefined;
    const link = publicUrl === undefined ? undefined : new URL(`/khong-phu-hop/${dossier}`, publicUrl).href;
    return { code: `${codeOf(state.nc)}/${state.nc.year}`, procedure: state.nc.title, link };
  }
  if (isAboutYear(kind)) {
    const { year } = recorded[0]!.body as { readonly year: string };
    const { state } = await scoring.loadYear(year);
    return { code: year, procedure: state.status === 'none' ? '' : state.plan.title };
  }
  if (isAboutQms(kind)) {
    const { agency } = recorded[0]!.body as { readonly agency: string };
    return { code: agency, procedure: (await organisation()).agencies.get(agency)?.name ?? agency };
  }
  const state = fold(recorded.map(fromRecorded));
  if (!('open' in state)) return undefined;
  const { procedure, edition: number } = state.pinned;
  const edition = await editions.edition(procedure, number);
  return {
    code: state.code,
    procedure: edition?.title ?? procedure,
    content: edition?.steps.find(({ no }) => no === step)?.content,
    link: publicUrl === undefined ? undefined : new URL(`/ho-so/${dossier}`, publicUrl).href,
  };
}
