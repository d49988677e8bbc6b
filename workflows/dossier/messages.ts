/** What goes between the relay, the workflow and its activities. No personal data: the ledger keeps none in an event's body. */
import type { Instant } from '#libs/calendar';
import type { DossierCommand, DossierId, DossierState, RecordedDossierEvent } from '#libs/dossier';
import type { Edition } from '#libs/procedure';
import { defineQuery, defineSignal } from '@temporalio/workflow';

/**
 * One recorded event as the ledger has it. `hash` (hex) chains all that came before it in the stream,
 * so two histories that agree on one version's hash agree on everything up to it.
 */
export interface Told {
  readonly version: number;
  readonly hash: string;
  /** Absent: too large to send, or not at hand; the workflow reads it from the ledger. */
  readonly event?: RecordedDossierEvent;
}

/** Arguments of a dossier's workflow, small for ever: the ledger has the rest. */
export interface DossierStart {
  readonly stream: DossierId;
  /** The ledger is known to reach at least this version, and it is to be read from there; 0: signals will tell. */
  readonly version: number;
  /** At hand when it was started: saves asking for it. Never carried over to a next run. */
  readonly edition?: Edition;
  /** For the child of another agency's part: its key. */
  readonly part?: string;
}

/** A run that fails is started again by the server, and reads the ledger: always safe. */
export const RESTARTS = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;

/** Workflow id of another agency's part. */
export const partId = (stream: DossierId, part: string): string => `${stream}/${part}`;

/** What a workflow leaves behind in Temporal when its dossier is closed. */
export interface DossierSummary {
  readonly stream: DossierId;
  readonly status: DossierState['status'];
  readonly version: number;
  readonly part?: string;
  readonly code?: string;
  readonly closedAt?: Instant;
  /** Due moment of the dossier as last set. */
  readonly dueAt?: Instant;
  readonly stepsDone?: number;
}

export const eventsSignal = defineSignal<[readonly Told[]]>('events');
export const stateQuery = defineQuery<DossierState>('state');

/** One page of a stream; `more`: ask again from the next version. */
export interface StreamPage {
  readonly events: readonly Required<Told>[];
  readonly more: boolean;
}

/** A command's way back: what it reached, or the code it was refused with. */
export type Answer =
  { readonly ok: true; readonly version: number } | { readonly ok: false; readonly code: string };

/** An automatic step to be done by its system. */
export interface AutomaticTask {
  readonly dossier: DossierId;
  readonly procedure: string;
  readonly edition: number;
  readonly step: string;
  readonly run: number;
  readonly role: string;
}

export interface AutomaticResult {
  readonly system: string;
  readonly outcome: string;
  readonly results: readonly string[];
}

/** The workflow's only effects (design: activities act). */
export interface DossierActivities {
  /** Page of the stream from `from` (1 is its first event). */
  loadEvents(dossier: DossierId, from: number): Promise<StreamPage>;
  loadEdition(procedure: string, edition: number): Promise<Edition>;
  /** What fell due, decided by the core. `key` makes the command's id: the same moment is noticed once. */
  clockCommand(dossier: DossierId, command: DossierCommand, key: string): Promise<Answer>;
  performAutomatic(task: AutomaticTask): Promise<AutomaticResult>;
  /** Records what an automatic step's system answered, as `complete` by that system. */
  completeAutomatic(task: AutomaticTask, result: AutomaticResult): Promise<Answer>;
  /** Counts and alarms a run that failed and was started again from the ledger. */
  noticeRestart(dossier: DossierId, reason: string): Promise<void>;
}
