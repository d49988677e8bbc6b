/** What a simulation is asked for, and what it gives. */
import type { CalendarData, Instant } from '#libs/calendar';
import type { RecordedDossierEvent } from '#libs/dossier';
import type { OfficerSubstitution, OrganisationSnapshot } from '#libs/organisation';
import type { Edition } from '#libs/procedure';

export interface SimulationOptions {
  readonly dossiers: number;
  readonly year: number;
  readonly seed: number;
  readonly organisation: OrganisationSnapshot;
  readonly editions: readonly Edition[];
  readonly calendar: CalendarData;
  /**
   * Nothing happens from this moment on; what is open then stays open. Default: the end of the year. Later: what came
   * within the year is played on to its end.
   */
  readonly until?: Instant;
  /** How many deviations of each kind to plant, and as many near misses. Default none. */
  readonly plants?: number;
  /** Part of the work: the parts together give what the whole would. Not with plants, which look at all dossiers. */
  readonly slice?: Slice;
  /** What an event keeps of a dossier's secret; the ledger's loader derives it from its keys. */
  readonly lookupHash?: (dossier: string) => string;
}

/** One of `of` parts, from 0. An agency's dossiers are all in one part. */
export interface Slice {
  readonly index: number;
  readonly of: number;
}

/** The kinds of deviation, in the generator's own words; the detectors are told by these names when they are compared. */
export const PLANT_KINDS = [
  'step-late',
  'dossier-late',
  'late-without-apology',
  'second-re-promise',
  'second-supplement',
  'role-missing',
  'substitution-invalid',
  'step-skipped',
  'out-of-order',
  'same-person',
  'back-dated',
  'issued-before-approval',
  'form-missing',
  'document-missing',
  'assigned-late',
  'edition-not-in-force',
  'for-show',
] as const;
export type PlantKind = (typeof PLANT_KINDS)[number];

export interface Plant {
  readonly kind: PlantKind;
  readonly dossier: string;
  readonly step?: string;
  readonly run?: number;
  /** For a habit: whose. */
  readonly officer?: string;
  readonly procedure?: string;
  /** It looks like a deviation and is none. */
  readonly nearMiss: boolean;
  /** It came of itself (a busy week), not by plan. */
  readonly natural?: true;
}

export interface SimulatedApplicant {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
}

export interface SimulatedDossier {
  readonly id: string;
  readonly applicant: SimulatedApplicant;
  readonly events: readonly RecordedDossierEvent[];
  readonly plants: readonly Plant[];
}

export interface Simulation {
  /** The editions the dossiers are pinned to: those given, and with plants one that succeeds another in the year. */
  readonly editions: readonly Edition[];
  /** With plants: who stood in for whom, to be recorded in the organisation. */
  readonly substitutions: readonly OfficerSubstitution[];
  /** Each dossier with its whole history, in the order of their arrival; the same for the same options. */
  readonly dossiers: Iterable<SimulatedDossier>;
}
