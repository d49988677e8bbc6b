/** Who was told of what, when and how: events of a stream of kind `notice`, one for each dossier or nonconformity, one for each reader of digests. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { StepNo } from '#libs/procedure';

export type NoticeKind =
  | 'assigned'
  | 'reassigned'
  | 'substituted'
  | 'supplement-received'
  | 'step-warned'
  | 'step-overdue'
  | 'dossier-warned'
  | 'dossier-overdue'
  | NonconformityNotice
  | YearlyNotice
  | QualityNotice;

/** About a nonconformity: it is the recipient's turn, the stage is nearly or wholly overdue, it came to its end. */
export type NonconformityNotice =
  'nonconformity-turn' | 'nonconformity-reminded' | 'nonconformity-overdue' | 'nonconformity-closed';

/** About a year of scoring, or an agency's quality management system: a date comes near, or has passed. */
export type YearlyNotice = 'scoring-reminded' | 'scoring-overdue' | 'qms-reminded' | 'qms-overdue';

/** About a record of the quality system: a duty of its comes near, or is over. */
export type QualityNotice = 'quality-reminded' | 'quality-overdue';

export const isAboutQuality = (kind: NoticeKind): boolean => kind.startsWith('quality-');
export const isAboutYear = (kind: NoticeKind): boolean => kind.startsWith('scoring-');
export const isAboutQms = (kind: NoticeKind): boolean => kind.startsWith('qms-');

export const isAboutNonconformity = (kind: NoticeKind): kind is NonconformityNotice =>
  kind.startsWith('nonconformity-');

/** What there is to tell. The same key is told to the same person once by each channel. */
export interface Cause {
  readonly kind: NoticeKind;
  /** `step-overdue B3#1 2026-05-11T10:00:00.000Z`: a due moment counted again is another cause. */
  readonly key: string;
  readonly step?: StepNo;
  readonly run?: number;
  readonly dueAt?: Instant;
  /** Which of a quality record's duties, by its key. */
  readonly duty?: string;
}

export type Channel = 'portal' | 'email';

/** No name, address or anything else of an applicant; officers by their id. */
export interface Notice extends Cause {
  /** What it is about: a dossier, or by its kind a nonconformity, a year of scoring, an agency's system or a record of it. */
  readonly dossier: string;
  readonly recipient: string;
  readonly channel: Channel;
}

export type NoticeEvent =
  | { readonly type: 'NoticeSent'; readonly body: Notice }
  /** The recipient's mail server refused it for good, or too often; `code` is SMTP's. */
  | { readonly type: 'NoticeRefused'; readonly body: Notice & { readonly code: number } }
  | {
      readonly type: 'DigestSent';
      readonly body: {
        readonly recipient: string;
        readonly channel: 'email';
        readonly date: LocalDate;
        readonly late: number;
        readonly dueToday: number;
      };
    };

export const NOTICE_SCHEMA_VERSION = 1;

/** What is never done twice within a stream. */
export const onceKey = ({ type, body }: NoticeEvent): string =>
  type === 'DigestSent'
    ? `digest ${body.recipient} ${body.date}`
    : `${body.channel} ${body.recipient} ${body.key}`;
