/** A dossier as its events leave it: plain JSON, so that a workflow's query can be compared with the ledger's fold. */
import type { Deadline, Instant, Pause, PauseCause } from '#libs/calendar';
import type { StepNo } from '#libs/procedure';
import type { Channel, DossierId, Pinned, SubmittedDocument } from './events.ts';

export interface OpenStep {
  readonly step: StepNo;
  readonly run: number;
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
  readonly warned: boolean;
  readonly overdue: boolean;
}

export interface DoneStep {
  readonly step: StepNo;
  readonly run: number;
  readonly part: string;
  readonly role: string;
  readonly agency: string;
  readonly unit: string;
  readonly officer: string;
  readonly outcome: string;
  readonly openedAt: Instant;
  readonly startsAt: Instant;
  readonly doneAt: Instant;
  readonly dueAt: Instant | null;
  readonly returned: boolean;
  /** Pauses that lay within the step's time, so that its own minutes can be told apart. */
  readonly pauses: readonly (Pause & { readonly cause: PauseCause })[];
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
  /** The agency consulted, or the supplement request's number. */
  readonly agency?: string;
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
}

export interface Submitted extends Known {
  readonly status: 'submitted';
  readonly documents: readonly SubmittedDocument[];
  readonly lookupHash: string;
  readonly submittedAt: Instant;
}

export interface RefusedDossier extends Known {
  readonly status: 'refused';
  readonly reason: string;
}

export interface Handled extends Known {
  readonly pinned: Pinned;
  readonly code: string;
  readonly lookupHash: string;
  readonly documents: readonly SubmittedDocument[];
  readonly receivedAt: Instant;
  readonly countsFrom: Instant;
  readonly appointment: Appointment | null;
  readonly open: readonly OpenStep[];
  readonly done: readonly DoneStep[];
  /** Branches that arrived at a join and wait for the others: the join's step → the steps that came. */
  readonly joins: Readonly<Record<StepNo, readonly StepNo[]>>;
  readonly waiting: readonly Waiting[];
  readonly pauses: readonly (Pause & { readonly cause: PauseCause })[];
  readonly supplements: number;
  readonly result: { readonly issuedAt: Instant; readonly number: string; readonly positive: boolean } | null;
  /** The last officer's action, the only one that can still be annulled, with what stood before it. */
  readonly undo: {
    readonly commandId: string;
    readonly by: string;
    readonly before: Omit<Handled, 'undo'> & { readonly status: DossierStatus };
  } | null;
}

export type Active = Handled & { readonly status: 'open' };
export type Closed = Handled & {
  readonly status: 'handed-over' | 'withdrawn' | 'stopped' | 'expired';
  readonly closedAt: Instant;
  readonly reason: string | null;
};
export type DossierState = { readonly status: 'none' } | Submitted | RefusedDossier | Active | Closed;
export type DossierStatus = DossierState['status'];

/** National dossier statuses (rules.md OS-14). */
export type NationalStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
