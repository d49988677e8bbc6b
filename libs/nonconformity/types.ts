/** What a detector finds, and what it may look at. */
import type { Instant, LocalDate, WorkCalendar } from '#libs/calendar';
import type { OrderAutomaton } from '#libs/conformance';
import type { Active, Closed, DossierState, RecordedDossierEvent } from '#libs/dossier';
import type { Edition } from '#libs/procedure';
import type { PolicyCode } from './catalogue.ts';

export interface Finding {
  readonly policy: PolicyCode;
  /** Tells two findings of one policy in one dossier apart: `B3#1`, a request's number, or nothing. */
  readonly place: string;
  /** Version of the event that showed it: the evidence. */
  readonly version: number;
  readonly at: Instant;
  readonly agency: string;
  readonly unit: string;
  /** Empty: nobody's. */
  readonly officer: string;
  readonly step: string;
  /** In the policy's unit, for agencies that set a threshold of their own; null where the policy has none. */
  readonly measure: number | null;
  readonly detail: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface KnownSubstitution {
  readonly officer: string;
  readonly substitute: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface DetectionContext {
  /** The edition the dossier is pinned to. */
  readonly edition: Edition;
  readonly automaton: OrderAutomaton;
  readonly calendarOf: (agency: string) => WorkCalendar;
  /** Number of the edition in force on a day; undefined: none is known to have been. */
  readonly inForceOn: (procedure: string, on: LocalDate) => number | undefined;
  readonly substitution: (id: string) => KnownSubstitution | undefined;
}

/** One event between two states, as a policy sees it. */
export interface Scene {
  readonly event: RecordedDossierEvent;
  readonly before: DossierState;
  readonly after: Active | Closed;
  readonly context: DetectionContext;
}

/** A policy of one rule: what deviates in this event, if anything does. */
export type Policy = (scene: Scene) => Finding | undefined;
