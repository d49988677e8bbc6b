/**
 * What can happen to a dossier, in the past tense. An event carries every due moment it sets, with its lines,
 * so that whoever follows the events (the workflow, a read model, an auditor) computes no deadline.
 */
import type { UsedAuthority } from '#libs/access';
import type { CountingProfile, Deadline, Instant, PauseCause } from '#libs/calendar';
import type { ProcedureCode, StepKind, StepNo } from '#libs/procedure';

export type DossierId = string;
/** 1 trực tiếp, 2 trực tuyến, 3 bưu chính công ích (rules.md OS-14). */
export type Channel = 'counter' | 'online' | 'postal';

/** The part of the agency that received the dossier. */
export const MAIN_PART = 'main';

/** A file, known by what it contains. The bytes are kept elsewhere, under this hash. */
export interface FileRef {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export interface SubmittedDocument {
  readonly code: string;
  readonly copies: number;
  readonly file?: FileRef;
}

/** Which agency does a part, and which of its units stand behind the step's unit keys. */
export interface Placement {
  readonly agency: string;
  readonly units: Readonly<Record<string, string>>;
}

/** The procedure's total as counted for this dossier, pinned at receipt. */
export interface Pinned {
  readonly procedure: ProcedureCode;
  readonly edition: number;
  readonly calendarVersion: string;
  readonly profile: CountingProfile;
  /** By part key; `main` is always there. */
  readonly placements: Readonly<Record<string, Placement>>;
}

/** One visit to a step: B3 returned to and done again is run 2 of B3. */
export interface StepRun {
  readonly step: StepNo;
  readonly run: number;
}

/** A step opens: from now on it is somebody's. */
export interface StepOpening extends StepRun {
  readonly kind: StepKind;
  readonly part: string;
  readonly role: string;
  readonly agency: string;
  readonly unit: string;
  readonly startsAt: Instant;
  /** Absent: the step has no deadline of its own. */
  readonly deadline?: Deadline;
  readonly warnAt?: Instant;
  /** An applicant's step: when it expires. */
  readonly expiresAt?: Instant;
  /** Assigned at once, e.g. back to whoever had it before. */
  readonly officer?: string;
  /** Steps that share one time share its start: that of the first of them. */
  readonly sharedTime?: { readonly key: string; readonly since: Instant };
  /** An applicant's step that is not counted stops the dossier's clock while it is open (CNT-09). */
  readonly pauses?: true;
}

/** An agency's part of the procedure opens, with the total it has of its own. */
export interface PartOpening {
  readonly part: string;
  readonly agency: string;
  readonly startsAt: Instant;
  readonly deadline?: Deadline;
}

/** The deadlines in force after a change; what was promised stays in the events before. */
export interface Recount {
  readonly dossier?: { readonly deadline: Deadline; readonly warnAt?: Instant };
  readonly steps: readonly (StepRun & { readonly deadline: Deadline; readonly warnAt?: Instant })[];
  readonly parts?: readonly { readonly part: string; readonly deadline: Deadline }[];
  /** When an applicant's step expires, or a request for supplements, counted again. */
  readonly expiries?: readonly (StepRun & { readonly request?: number; readonly expiresAt: Instant })[];
}

interface Shape<Type extends string, Body> {
  readonly type: Type;
  readonly body: Body;
}

export type DossierEvent =
  | Shape<
      'DossierSubmitted',
      {
        procedure: ProcedureCode;
        agency: string;
        channel: Channel;
        documents: readonly SubmittedDocument[];
        lookupHash: string;
      }
    >
  | Shape<
      'DossierReceived',
      Pinned & {
        code: string;
        channel: Channel;
        documents: readonly SubmittedDocument[];
        /** The receipt as it counts: after a cut-off, the next working day's opening. */
        countsFrom: Instant;
        /** Absent: the procedure states no total. */
        appointment?: Deadline;
        warnAt?: Instant;
        /** SHA-256 of the secret printed on the receipt; with the code it opens the public page. */
        lookupHash: string;
        opens: readonly StepOpening[];
        opensParts: readonly PartOpening[];
      }
    >
  /**
   * Before the receipt: what lacks is asked for on paper (OS-05, form 02), and the dossier waits for it at the counter.
   * What was brought so far is in it where it opens the dossier.
   */
  | Shape<
      'CompletionRequested',
      {
        procedure: ProcedureCode;
        agency: string;
        channel: Channel;
        documents: readonly SubmittedDocument[];
        lookupHash: string;
        items: readonly string[];
        reason: string;
      }
    >
  | Shape<'DossierRefused', { procedure: ProcedureCode; agency: string; reason: string; channel: Channel }>
  | Shape<
      'StepAssigned',
      StepRun & {
        officer: string;
        unit: string;
        manner: 'assigned' | 'claimed' | 'reassigned' | 'substituted';
        from?: string;
        reason?: string;
      }
    >
  | Shape<'StepUnclaimed', StepRun & { officer: string }>
  | Shape<
      'StepCompleted',
      StepRun & {
        officer: string;
        outcome: string;
        forms: readonly string[];
        results: readonly string[];
        files: readonly FileRef[];
        note?: string;
        opens: readonly StepOpening[];
        /** Parts that this completion begins, or begins again. */
        opensParts?: readonly PartOpening[];
        /** Parts that this completion ends. */
        closesParts?: readonly string[];
        /** Joins at which this branch waits for the others: one opens when the last of them arrives. */
        awaitsJoins?: readonly StepNo[];
        /** Nothing is left to do, and nothing is handed over: the dossier is finished. */
        finishes?: true;
        /** An applicant's step that stopped the clock: the deadlines once it runs on. */
        recount?: Recount;
      }
    >
  | Shape<
      'StepReturned',
      StepRun & {
        officer: string;
        reason: string;
        opens: readonly StepOpening[];
        opensParts?: readonly PartOpening[];
        closesParts?: readonly string[];
        recount?: Recount;
      }
    >
  | Shape<
      'SupplementRequested',
      StepRun & {
        items: readonly string[];
        reason: string;
        request: number;
        pauses: boolean;
        expiresAt?: Instant;
      }
    >
  | Shape<
      'SupplementReceived',
      { request: number; documents: readonly SubmittedDocument[]; recount: Recount }
    >
  | Shape<'PaymentRequested', StepRun & { amountVnd: number; what: string; pauses: boolean }>
  | Shape<'PaymentConfirmed', { amountVnd: number; reference: string; recount: Recount }>
  | Shape<
      'ConsultationRequested',
      StepRun & { agency: string; question: string; pauses: boolean; answerBy?: Instant }
    >
  | Shape<
      'ConsultationAnswered',
      { agency: string; answer: string; files: readonly FileRef[]; recount: Recount }
    >
  | Shape<
      'AppointmentExtended',
      { number: number; from: Instant; to: Instant; reason: string; apologyInTime: boolean; recount: Recount }
    >
  | Shape<'DossierWithdrawn', { reason: string }>
  | Shape<'ProcessingStopped', { reason: string }>
  | Shape<'ResultIssued', StepRun & { number: string; files: readonly FileRef[]; positive: boolean }>
  | Shape<'ResultHandedOver', { channel: Channel; receivedBy?: 'applicant' | 'proxy' | 'post' }>
  | Shape<'ActionAnnulled', { commandId: string; reason: string }>
  /** Every open step ends as `moved` and opens again under the new edition; `steps` says which became which. */
  | Shape<
      'EditionChanged',
      Pinned & {
        reason: string;
        steps: Readonly<Record<StepNo, StepNo>>;
        opens: readonly StepOpening[];
        recount: Recount;
      }
    >
  | Shape<'DeadlinesRecounted', { cause: 'calendar-changed'; calendarVersion: string; recount: Recount }>
  | Shape<'StepWarned', StepRun & { dueAt: Instant; officer?: string }>
  | Shape<'StepOverdue', StepRun & { dueAt: Instant; officer?: string }>
  | Shape<'DossierWarned', { dueAt: Instant }>
  | Shape<'DossierOverdue', { dueAt: Instant }>
  | Shape<'SupplementExpired', { request: number; expiresAt: Instant }>
  | Shape<'ApplicantStepExpired', StepRun & { expiresAt: Instant }>;

export type DossierEventType = DossierEvent['type'];
export type EventOf<Type extends DossierEventType> = Extract<DossierEvent, { type: Type }>;
export const SCHEMA_VERSION = 1;

/** What the ledger adds to an event. */
export interface Recorded {
  readonly dossier: DossierId;
  /** 1 for the first event of the dossier. */
  readonly version: number;
  readonly eventId: string;
  readonly commandId: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly by: UsedAuthority;
  readonly imported?: boolean;
}

export type RecordedDossierEvent = DossierEvent & Recorded;
export type { PauseCause };
