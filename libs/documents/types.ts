/** What the forms are filled with. Everything is already in words for people, except moments. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { Timeliness } from '#libs/dossier';
import type { createPdf } from 'pdfmake';
import type { FormInForce } from './circular.ts';

/** A form laid out, not yet a PDF. */
export type Layout = Parameters<typeof createPdf>[0];

/** The head of a sheet: who issues it, where and when. */
export interface Head {
  /** A report follows no circular's form: it has a name alone. */
  readonly form: FormInForce | { readonly name: string };
  /** Cơ quan chủ quản; absent at the top. */
  readonly parent?: string;
  readonly agency: string;
  /** The one-stop unit: `Bộ phận Tiếp nhận và Trả kết quả`, or a centre. */
  readonly unit: string;
  /** The locality: `Minh Giang`. */
  readonly place: string;
  /** The document's moment; also the PDF's creation date, so that the same sheet prints the same bytes. */
  readonly at: Instant;
}

/** Null throughout once the person's data were erased. */
export interface Person {
  readonly name: string;
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
  readonly proxy?: string | undefined;
}

interface AboutDossier {
  readonly head: Head;
  readonly person: Person | null;
  /** Nội dung yêu cầu giải quyết: the procedure's title. */
  readonly request: string;
  readonly code: string | null;
}

export interface ReceiptSheet extends AboutDossier {
  readonly documents: readonly { readonly name: string; readonly copies: number; readonly form: string }[];
  /** As printed in the procedure: `10 ngày làm việc`. */
  readonly term: string | null;
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  readonly collectAt: string;
  readonly receiver: string;
  /** The public page with code and secret after `#`, for the QR. */
  readonly lookupUrl: string;
  readonly secret: string;
  /** The dossier's survey form, open once, for a QR of its own. */
  readonly surveyUrl: string;
}

export interface ResultSheet extends AboutDossier {
  /** Of the result's own paper. */
  readonly number: string;
  readonly positive: boolean;
  readonly surveyUrl: string;
}

export interface SupplementSheet extends AboutDossier {
  readonly items: readonly string[];
  readonly reason: string;
  readonly contact: { readonly name: string; readonly phone?: string | undefined };
  readonly guide: string;
}

export interface RefusalSheet extends AboutDossier {
  readonly reason: string;
  readonly receiver: string;
}

export interface ApologySheet extends AboutDossier {
  readonly receivedAt: Instant;
  readonly promisedAt: Instant;
  readonly newDueAt: Instant;
  readonly reason: string;
  readonly signer: string;
}

export interface StopSheet extends AboutDossier {
  readonly receivedAt: Instant;
  readonly cause: 'withdrawn' | 'stopped' | 'expired';
  readonly reason: string;
  readonly signer: string;
}

/** A hand-over as the control sheet lists it. */
export interface ControlRow {
  readonly from: string;
  readonly to: string;
  readonly handedAt: Instant;
  /** Null: nobody has taken it yet. */
  readonly takenAt: Instant | null;
  readonly result: Timeliness | null;
  readonly note: string;
  readonly giver: string;
  readonly taker: string;
}

export interface ControlSheet extends AboutDossier {
  readonly solves: string;
  readonly cooperates: readonly string[];
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  readonly rows: readonly ControlRow[];
}

export interface RegisterRow {
  readonly code: string;
  readonly procedure: string;
  readonly person: Pick<Person, 'name' | 'address' | 'phone'> | null;
  readonly solves: string;
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  readonly returnedAt: Instant | null;
  /** How the result was received: `Tại quầy`, … */
  readonly manner: string;
}

export interface RegisterSheet {
  readonly head: Head;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly rows: readonly RegisterRow[];
}

/** One stage of corrective action as its slip prints it. */
export interface SlipPart {
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly words: string | null }[];
  /** Who did it and when; null: nobody has yet. */
  readonly signed: { readonly name: string; readonly at: Instant } | null;
}

/** Phiếu yêu cầu hành động khắc phục (ISO 9001 10.2.2). */
export interface CorrectiveActionSlip {
  readonly head: Head;
  /** `KPH-0031/2026`. */
  readonly code: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly words: string | null }[];
  readonly dossiers: readonly { readonly code: string; readonly at: Instant; readonly place: string }[];
  readonly parts: readonly SlipPart[];
}

/** Báo cáo đánh giá nội bộ (ISO 9001 9.2.2 f). */
export interface AuditReport {
  readonly head: Head;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly words: string | null }[];
  /** A sentence for each procedure, with the seed that it is drawn again from. */
  readonly sample: readonly string[];
  readonly counts: readonly {
    readonly scope: string;
    readonly lines: number;
    readonly conforms: number;
    readonly observations: number;
    readonly nonconformities: number;
  }[];
  readonly findings: readonly {
    readonly clause: string;
    readonly words: string;
    readonly grade: string;
    /** The dossier and the nonconformity, by their codes. */
    readonly evidence: string;
  }[];
  readonly strengths: string | null;
  readonly independence: string;
  readonly meeting: string | null;
  readonly conclusion: string | null;
  readonly lead: string;
  readonly approvedBy: string | null;
}

export interface ReviewMinutesInput {
  /** `9.3.2 a`. */
  readonly clause: string;
  readonly title: string;
  /** On one line: what is on record, or that nothing is. */
  readonly figures: string;
  readonly said: readonly string[];
}

/** Biên bản xem xét của lãnh đạo (ISO 9001 9.3). */
export interface ReviewMinutes {
  readonly head: Head;
  readonly facts: readonly { readonly label: string; readonly words: string | null }[];
  readonly inputs: readonly ReviewMinutesInput[];
  readonly decisions: readonly {
    readonly what: string;
    readonly kind: string;
    readonly owner: string;
    readonly due: string;
    readonly result: string;
  }[];
  readonly conclusion: string;
  /** Null: the meeting has not been held. */
  readonly signer: string | null;
}
