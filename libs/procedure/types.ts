/** An ISO procedure's edition: versioned data (design decision 5). Plain JSON, so that it can be stored, hashed and pinned. */
import type { CountingProfile, LocalDate } from '#libs/calendar';

/** e.g. `QT.TDC.01`: the ISO procedure's code and the name of its Temporal workflow type. */
export type ProcedureCode = string;
/** A step's number as printed, `B3`, `Bước 2.1`, normalised to `B3`, `B2.1`. */
export type StepNo = string;
export type RoleCode = string;

/** A document of the dossier (thành phần hồ sơ). */
export interface RequiredDocument {
  readonly code: string;
  readonly name: string;
  readonly form: 'original' | 'copy' | 'certified-copy' | 'electronic';
  readonly copies: number;
  readonly required: boolean;
}

/** Where the path goes after a step, for one outcome. Several targets open parallel branches; none ends the procedure. */
export interface Transition {
  /** Stable code, e.g. `done`, `eligible`, `not-eligible`, `with-council`. */
  readonly outcome: string;
  readonly label: string;
  readonly to: readonly StepNo[];
}

export type StepKind =
  /** Done by an officer of the procedure's agency. */
  | 'officer'
  /** Waits for the applicant; may expire. */
  | 'applicant'
  /** Done by a system: notify, call another system, wait for its answer. */
  | 'automatic';

export interface Step {
  readonly no: StepNo;
  readonly content: string;
  readonly kind: StepKind;
  /** One responsible role per step (facts.md). */
  readonly role: RoleCode;
  /** Key of the unit that does it within the part's agency, resolved by the procedure's assignment: `one-stop`, `professional`, `leadership`, `clerical`, … */
  readonly unit: string;
  /** Key of the part it belongs to; `main` is the agency that received the procedure. */
  readonly part: string;
  /** As printed: `0,5 ngày`, `Giờ hành chính`, `Không tính thời gian`, … */
  readonly time: string;
  /** Steps with the same key share one time, stated on the first of them. */
  readonly sharedTime?: string;
  /** For an applicant's step: after this printed time it expires and the dossier is stopped. */
  readonly expiry?: string;
  /** Keys such as `tt03-2025/control-sheet`, or codes of the edition's own forms. */
  readonly forms: readonly string[];
  readonly results: readonly string[];
  readonly transitions: readonly Transition[];
  /** Earlier steps to which it may be returned. */
  readonly returnsTo: readonly StepNo[];
  /** Waits for all open branches that lead to it (a join). */
  readonly joins?: boolean;
  /** The step may not be done by the person who did these (ISO 9001 8.6: another pair of eyes). */
  readonly otherPersonThan?: readonly StepNo[];
  /** Completing it issues the result: the dossier's clock ends here. */
  readonly issuesResult?: boolean;
  /** Completing it hands the result over: the dossier is closed. */
  readonly handsOver?: boolean;
}

/** A part of the procedure done by one agency, with its own total (a commune part and a province part). */
export interface Part {
  readonly key: string;
  readonly name: string;
  /** As printed; null when the part has no total of its own. */
  readonly total: string | null;
  /** The part runs outside the procedure's total (`tổng thời gian ở cấp xã`); it is not added up with the rest. */
  readonly outsideTotal?: boolean;
}

/** A form of the procedure itself; the one-stop forms have keys of their own (vocabulary.ts). */
export interface OwnForm {
  readonly code: string;
  readonly name: string;
}

export interface Edition {
  readonly code: ProcedureCode;
  /** Lần ban hành. */
  readonly edition: number;
  readonly title: string;
  readonly field: string;
  readonly agency: string;
  readonly tthcCodes: readonly string[];
  readonly effectiveFrom: LocalDate;
  readonly legalBasis: readonly string[];
  readonly serviceLevel?: 'full-online' | 'partly-online';
  readonly feeVnd?: number;
  readonly documents: readonly RequiredDocument[];
  readonly profile: CountingProfile;
  /** As printed: `10 ngày làm việc`; null when the procedure states none. */
  readonly total: string | null;
  /** Share of a deadline after which a warning is due, 0 < x < 1. */
  readonly warnAtShare: number;
  readonly parts: readonly Part[];
  readonly ownForms?: readonly OwnForm[];
  readonly steps: readonly Step[];
  /** The step that receipt starts. */
  readonly firstStep: StepNo;
}

export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly step?: StepNo;
  readonly message: string;
}
