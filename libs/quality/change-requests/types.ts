/** Requests to change an ISO procedure: why, who looks at it, and which edition answered it (7.5.2, 8.2.4, 10.2). */
import type { LocalDate } from '#libs/calendar';

export const CHANGE_SOURCES = ['law', 'catalogue', 'audit', 'log', 'manual'] as const;
export type ChangeSource = (typeof CHANGE_SOURCES)[number];

/** What is known of it when it is opened. */
export interface ChangeAsked {
  readonly source: ChangeSource;
  /** The change of law, revision of the catalogue, finding or comparison behind it; null: none. */
  readonly ref: string | null;
  /** The ISO procedure's code; null: the administrative procedure has none yet. */
  readonly procedure: string | null;
  /** The administrative procedure (TTHC) that a revision of the catalogue touches. */
  readonly tthc: string | null;
  /** The procedure's title, or the administrative procedure's name. */
  readonly title: string;
  readonly what: string;
  /** A newer edition answers it; 0: any. */
  readonly above: number;
  /** When what changed began to hold; an edition from before that day doesn't answer it. Null: any newer one does. */
  readonly since: LocalDate | null;
  /** By when the procedure shall follow. */
  readonly followBy: LocalDate;
}

export type ChangeStatus = 'opened' | 'assigned' | 'amending' | 'unneeded' | 'followed' | 'dismissed';

export interface ChangeRequest extends ChangeAsked {
  readonly status: ChangeStatus;
  readonly openedOn: LocalDate;
  readonly owner: string | null;
  readonly assignBy: LocalDate;
  readonly assignedOn: LocalDate | null;
  readonly assessBy: LocalDate | null;
  readonly assessed: {
    readonly needed: boolean;
    readonly reason: string;
    readonly by: string;
    readonly on: LocalDate;
  } | null;
  /** The draft that is made for it. */
  readonly linked: { readonly procedure: string; readonly edition: number } | null;
  readonly followed: {
    readonly procedure: string;
    readonly edition: number;
    readonly from: LocalDate;
    readonly on: LocalDate;
  } | null;
  readonly dismissed: { readonly reason: string; readonly by: string; readonly on: LocalDate } | null;
}

export type ChangeCommand =
  | ({ readonly type: 'open' } & ChangeAsked)
  | { readonly type: 'assign'; readonly owner: string; readonly note: string }
  | { readonly type: 'assess'; readonly needed: boolean; readonly reason: string }
  | { readonly type: 'link'; readonly procedure: string; readonly edition: number }
  | { readonly type: 'move-due'; readonly followBy: LocalDate; readonly reason: string }
  /** Asked by the system, when the edition takes effect. */
  | {
      readonly type: 'note-edition';
      readonly procedure: string;
      readonly edition: number;
      readonly from: LocalDate;
    }
  | { readonly type: 'dismiss'; readonly reason: string };

export type ChangeEvent =
  | ({ readonly type: 'ChangeRequested'; readonly on: LocalDate; readonly assignBy: LocalDate } & ChangeAsked)
  | {
      readonly type: 'ChangeAssigned';
      readonly on: LocalDate;
      readonly owner: string;
      readonly note: string;
      readonly assessBy: LocalDate;
    }
  | {
      readonly type: 'ChangeAssessed';
      readonly on: LocalDate;
      readonly needed: boolean;
      readonly reason: string;
    }
  | {
      readonly type: 'AmendmentLinked';
      readonly on: LocalDate;
      readonly procedure: string;
      readonly edition: number;
    }
  | { readonly type: 'ChangeDueMoved'; readonly followBy: LocalDate; readonly reason: string }
  | {
      readonly type: 'ChangeFollowed';
      readonly on: LocalDate;
      readonly procedure: string;
      readonly edition: number;
      readonly from: LocalDate;
    }
  | { readonly type: 'ChangeDismissed'; readonly on: LocalDate; readonly reason: string };
