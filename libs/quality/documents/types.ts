/** Documents under control (TCVN ISO 9001:2015, 7.5): one record a document, in it all its editions. */
import type { LocalDate } from '#libs/calendar';

export const DOCUMENT_CLASSES = [
  'policy',
  'system-procedure',
  'operational-procedure',
  'form',
  'decision',
  'external',
] as const;
export type DocumentClass = (typeof DOCUMENT_CLASSES)[number];

/** What becomes of a copy when its time is over. */
export const FATES = ['destroy', 'transfer'] as const;
export type Fate = (typeof FATES)[number];

/** A file kept under its hash. */
export interface DocumentFile {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** How long an edition is kept after it is no longer in force (hồ sơ lưu), and what becomes of it then. */
export interface Retention {
  readonly years: number;
  readonly fate: Fate;
}

/** Where an edition stands before it is issued, and what became of it. */
export type EditionStage = 'draft' | 'review' | 'reviewed' | 'approved' | 'issued' | 'discarded';

/** An officer who is to read an edition. */
export interface Reader {
  readonly officer: string;
  readonly due: LocalDate;
  readonly read: LocalDate | null;
}

interface Done {
  readonly by: string;
  readonly on: LocalDate;
}

export interface DocumentEdition {
  readonly edition: number;
  readonly stage: EditionStage;
  /** Null: an ISO procedure's edition, which has its own page. */
  readonly file: DocumentFile | null;
  /** What is new in it. */
  readonly changes: string;
  /** Everybody who wrote at it; the first one began it. */
  readonly authors: readonly [string, ...string[]];
  readonly begun: LocalDate;
  /** Named when it is sent for review. */
  readonly reviewer: string | null;
  readonly reviewBy: LocalDate | null;
  readonly reviewed: (Done & { readonly note: string }) | null;
  readonly approveBy: LocalDate | null;
  readonly approved: Done | null;
  readonly issued: Done | null;
  /** In force from that day. */
  readonly from: LocalDate | null;
  /** The first day on which it no longer is; null while it is. */
  readonly until: LocalDate | null;
  readonly readers: readonly Reader[];
  /** By when the copies of an edition that is over are to be taken back. */
  readonly recallBy: LocalDate | null;
  readonly recalled: (Done & { readonly copies: number; readonly note: string }) | null;
  readonly disposed: (Done & { readonly fate: Fate; readonly note: string }) | null;
}

export interface ControlledDocument {
  readonly code: string;
  readonly title: string;
  readonly documentClass: DocumentClass;
  /** Of an external document: who issued it, and under which number. */
  readonly origin: string | null;
  /** Null: an ISO procedure's; the ISO secretary has it. */
  readonly owner: string | null;
  /** Null: an ISO procedure's editions are kept for good, in the ledger. */
  readonly retention: Retention | null;
  /** An ISO procedure: written and published elsewhere (`#libs/procedure`); here is who is to read it and has. */
  readonly procedure?: true;
  readonly editions: readonly DocumentEdition[];
  readonly withdrawn: { readonly on: LocalDate; readonly reason: string } | null;
}

/** What is sent of an edition that somebody wrote. */
export interface Written {
  readonly file: DocumentFile;
  readonly changes: string;
}

export interface NewDocument extends Written {
  readonly code: string;
  readonly title: string;
  readonly documentClass: DocumentClass;
  readonly origin: string | null;
  readonly retention: Retention;
}

/** Who is to read, and within how many working days. */
export interface Distribution {
  readonly readers: readonly string[];
  readonly withinWorkingDays: number;
}

/** An edition of an ISO procedure that the agency handles, as it was published. */
export interface PublishedProcedure {
  readonly code: string;
  readonly title: string;
  readonly edition: number;
  readonly author: string;
  readonly from: LocalDate;
}

export type DocumentCommand =
  | ({ readonly type: 'adopt' } & PublishedProcedure & Distribution)
  | ({ readonly type: 'draft' } & NewDocument)
  | ({ readonly type: 'rewrite' } & Written)
  | { readonly type: 'submit'; readonly reviewer: string }
  | { readonly type: 'review'; readonly note: string }
  /** The reviewer's and the leader's ways back to the author. */
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'approve' }
  | ({ readonly type: 'issue'; readonly from: LocalDate } & Distribution)
  | ({ readonly type: 'distribute' } & Distribution)
  | { readonly type: 'acknowledge'; readonly edition: number }
  | ({ readonly type: 'revise' } & Written)
  | { readonly type: 'discard'; readonly reason: string }
  | { readonly type: 'withdraw'; readonly reason: string }
  | {
      readonly type: 'note-recall';
      readonly edition: number;
      readonly copies: number;
      readonly note: string;
    }
  | { readonly type: 'dispose'; readonly edition: number; readonly note: string }
  | ({ readonly type: 'set-retention'; readonly reason: string } & Retention)
  | { readonly type: 'hand-over'; readonly owner: string; readonly reason: string };

interface OfEdition {
  readonly edition: number;
  readonly on: LocalDate;
}

export type DocumentEvent =
  | ({
      readonly type: 'ProcedureAdopted';
      readonly readers: readonly string[];
      readonly readBy: LocalDate;
      readonly recallBy: LocalDate | null;
    } & PublishedProcedure &
      OfEdition)
  | ({ readonly type: 'DocumentDrafted' } & NewDocument & OfEdition)
  | ({ readonly type: 'DocumentRewritten' } & Written & OfEdition)
  | ({ readonly type: 'DocumentRevised' } & Written & OfEdition)
  | ({
      readonly type: 'DocumentSubmitted';
      readonly reviewer: string;
      readonly reviewBy: LocalDate;
    } & OfEdition)
  | ({ readonly type: 'DocumentReviewed'; readonly note: string; readonly approveBy: LocalDate } & OfEdition)
  | ({ readonly type: 'DocumentReturned'; readonly reason: string } & OfEdition)
  | ({ readonly type: 'DocumentApproved' } & OfEdition)
  /** The edition before it ends on the day on which this one begins. */
  | ({
      readonly type: 'DocumentIssued';
      readonly from: LocalDate;
      readonly readers: readonly string[];
      readonly readBy: LocalDate;
      /** Of the edition before; null: there is none. */
      readonly recallBy: LocalDate | null;
    } & OfEdition)
  | ({
      readonly type: 'DocumentDistributed';
      readonly readers: readonly string[];
      readonly readBy: LocalDate;
    } & OfEdition)
  | ({ readonly type: 'DocumentRead'; readonly officer: string } & OfEdition)
  | ({ readonly type: 'DocumentDiscarded'; readonly reason: string } & OfEdition)
  | {
      readonly type: 'DocumentWithdrawn';
      readonly on: LocalDate;
      readonly reason: string;
      readonly recallBy: LocalDate;
    }
  | ({ readonly type: 'OldCopiesRecalled'; readonly copies: number; readonly note: string } & OfEdition)
  | ({ readonly type: 'DocumentDisposed'; readonly fate: Fate; readonly note: string } & OfEdition)
  | ({ readonly type: 'RetentionSet'; readonly reason: string } & Retention)
  | { readonly type: 'DocumentHandedOver'; readonly owner: string; readonly reason: string };
