/** A dossier as its events leave it: plain JSON, so that a workflow's query can be compared with the ledger's fold. */
import type { Deadline, Instant, Pause, PauseCause } from '#libs/calendar';
import type { StepKind, StepNo } from '#libs/procedure';
import type { Channel, DossierId, Pinned } from './events.ts';

/** A document as the state keeps it: nothing that people typed, so not the file's name. */
export interface HeldDocument {
  readonly code: string;
  readonly copies: number;
  readonly sha256?: string;
}

export interface OpenStep {
  readonly step: StepNo;
  readonly run: number;
  readonly kind: StepKind;
  readonly part: string;
  readonly role: string;
  readonly agency: string;
  readonly unit: string;
  readonly openedAt: Instant;
  readonly startsAt: Instant;
  readonly officer: string | null;
  readonly deadline: Deadline | null;
  readonly warnAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly sharedTime: { readonly key: string; readonly since: Instant } | null;
  readonly warned: boolean;
  readonly overdue: boolean;
}

/** A time that waited for somebody outside, ended. */
export type WaitedSpan = Required<Pause> & {
  /** The clock stood still meanwhile. */
  readonly pauses: boolean;
  readonly step: StepNo;
  readonly run: number;
};

export interface DoneStep {
  readonly step: StepNo;
  readonly run: number;
  readonly kind: StepKind;
  readonly part: string;
  readonly role: string;
  readonly agency: string;
  readonly unit: string;
  /** Who did it: an officer, an applicant's account or a system. Null: nobody had it when the edition changed. */
  readonly officer: string | null;
  readonly outcome: string;
  readonly openedAt: Instant;
  readonly startsAt: Instant;
  readonly doneAt: Instant;
  readonly dueAt: Instant | null;
  /** True when it came to no end of its own: returned, or moved to another edition. */
  readonly returned: boolean;
  /** Waits that lay within the step's time, so that its own minutes can be told apart. */
  readonly pauses: readonly WaitedSpan[];
}

/** An agency's part of the procedure. */
export interface PartState {
  readonly part: string;
  readonly agency: string;
  readonly openedAt: Instant;
  readonly startsAt: Instant;
  readonly deadline: Deadline | null;
  readonly closedAt: Instant | null;
}

/** Something the dossier waits for from outside. */
export interface Waiting {
  readonly cause: PauseCause;
  readonly since: Instant;
  /** The clock stands still meanwhile, if the profile says so. */
  readonly pauses: boolean;
  readonly step: StepNo;
  readonly run: number;
  readonly expiresAt: Instant | null;
  /** The agency consulted. */
  readonly agency?: string;
  /** The supplement request's number. A supplement without one is a step of the applicant's, and ends with it. */
  readonly request?: number;
  readonly amountVnd?: number;
}

export interface Appointment {
  readonly deadline: Deadline;
  readonly warnAt: Instant | null;
  /** As printed on the receipt; never changes. */
  readonly promisedAt: Instant;
  readonly extensions: number;
  readonly warned: boolean;
  readonly overdue: boolean;
}

interface Known {
  readonly id: DossierId;
  /** Version of the last event folded; also the ledger's stream version. */
  readonly version: number;
  readonly agency: string;
  readonly channel: Channel;
  readonly procedure: string;
  /** When somebody (not the clock) last did something. */
  readonly lastActedAt: Instant;
}

export interface Submitted extends Known {
  readonly status: 'submitted';
  readonly documents: readonly HeldDocument[];
  readonly lookupHash: string;
  readonly submittedAt: Instant;
  /** Since when it waits for what lacks, where the counter asked for it. */
  readonly incompleteSince?: Instant;
}

/** It came to its end before any receipt. */
export interface Unreceived extends Known {
  readonly status: 'refused' | 'withdrawn';
}

export interface Handled extends Known {
  readonly pinned: Pinned;
  readonly code: string;
  readonly lookupHash: string;
  readonly documents: readonly HeldDocument[];
  readonly receivedAt: Instant;
  readonly countsFrom: Instant;
  readonly appointment: Appointment | null;
  readonly open: readonly OpenStep[];
  readonly done: readonly DoneStep[];
  /** Highest run of each step that ever opened; an annulment takes none back, so a run is never met twice. */
  readonly runs: Readonly<Record<StepNo, number>>;
  readonly parts: readonly PartState[];
  /** The time that a group of steps shares, from the first of them on. */
  readonly shared: Readonly<
    Record<
      string,
      { readonly since: Instant; readonly deadline: Deadline | null; readonly warnAt: Instant | null }
    >
  >;
  /** Branches that arrived at a join and wait for the others: the join's step → the steps that came. */
  readonly joins: Readonly<Record<StepNo, readonly StepNo[]>>;
  readonly waiting: readonly Waiting[];
  /** Waits that have ended. */
  readonly pauses: readonly WaitedSpan[];
  /** Requests for supplements that stand. */
  readonly supplements: number;
  /** Number of the last request, annulled ones included. */
  readonly requests: number;
  readonly result: { readonly issuedAt: Instant; readonly number: string; readonly positive: boolean } | null;
  /** The last officer's action, the only one that can still be annulled, with what stood before it. */
  readonly undo: {
    readonly commandId: string;
    readonly by: string;
    /** Never holds an undo of its own. */
    readonly before: (Active | Closed) & { readonly undo: null };
  } | null;
}

export type Active = Handled & { readonly status: 'open' };
export type Closed = Handled & {
  /** `finished`: its last step was done, and there was nothing to hand over. */
  readonly status: 'handed-over' | 'finished' | 'withdrawn' | 'stopped' | 'expired';
  readonly closedAt: Instant;
};
export type DossierState = { readonly status: 'none' } | Submitted | Unreceived | Active | Closed;
export type DossierStatus = DossierState['status'];

/** National dossier statuses (rules.md OS-14). */
export type NationalStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
