/**
 * What happens to an agency's quality management system under TCVN ISO 9001 (decision 19/2014/QĐ-TTg, rules.md ISO-06).
 * An entry is a fact with its document; who wrote it down and when is in the ledger's envelope.
 */
import type { LocalDate } from '#libs/calendar';

/** The decision, plan, minutes or contract that an entry rests on. */
export interface Basis {
  readonly number: string;
  readonly date: LocalDate;
  readonly title?: string;
}

/** A file kept under its hash. */
export interface QmsFile {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

interface Dated {
  /** When it happened, or from when it holds. */
  readonly on: LocalDate;
  readonly basis: Basis;
  readonly files?: readonly QmsFile[];
}

/** Yearly facts that stand for one year. */
interface OfYear extends Dated {
  readonly year: number;
}

/** What a revision of the catalogue of administrative procedures says of one of them. */
export interface CatalogueLine {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly fate: 'new' | 'amended' | 'abolished';
}

export type QmsEntry =
  | (Dated & { readonly type: 'SystemBuildingBegun' })
  /** Its documents are issued. */
  | (Dated & { readonly type: 'SystemBuilt' })
  | (Dated & { readonly type: 'SystemApplied' })
  /** ISO 9001 9.2. Scopes are procedures and units; `independent`: nobody audited their own work. */
  | (Dated & {
      readonly type: 'InternalAuditHeld';
      readonly scopes: number;
      readonly scopesCovered: number;
      readonly independent: boolean;
      readonly findings: number;
    })
  /** ISO 9001 9.3. Inputs of 9.3.2, decisions of 9.3.3 and those of them with an owner and a date. */
  | (Dated & {
      readonly type: 'ManagementReviewHeld';
      readonly inputsRequired: number;
      readonly inputsGiven: number;
      readonly decisions: number;
      readonly decisionsAssigned: number;
    })
  /** Công bố: the head of the agency declares conformity. */
  | (Dated & { readonly type: 'ConformityDeclared'; readonly standard: string; readonly scope: string })
  | (Dated & { readonly type: 'SystemMaintained' })
  | (Dated & { readonly type: 'SystemExtended'; readonly scope: string })
  | (Dated & { readonly type: 'SystemUpgraded'; readonly standard: string })
  | (Dated & { readonly type: 'SystemRecognised'; readonly recogniser: string })
  | (Dated & { readonly type: 'PilotNamed' })
  | (Dated & { readonly type: 'ConsultantEngaged'; readonly name: string; readonly until: LocalDate | null })
  | (Dated & {
      readonly type: 'CertificateIssued';
      readonly certificate: string;
      readonly body: string;
      readonly standard: string;
      readonly until: LocalDate;
    })
  /** Giám sát: a certificate is surveyed every twelve months. */
  | (Dated & {
      readonly type: 'CertificateSurveyed';
      readonly certificate: string;
      readonly outcome: 'kept' | 'suspended' | 'withdrawn';
    })
  /** Each revision says what became of every procedure that it touches. */
  | (Dated & { readonly type: 'CatalogueRevised'; readonly lines: readonly CatalogueLine[] })
  /** The agency's steering committee; `until` null: until another decision. */
  | (Dated & { readonly type: 'BoardAppointed'; readonly until: LocalDate | null })
  | (OfYear & { readonly type: 'YearPlanIssued'; readonly due: LocalDate })
  /** ISO 9001 6.2; complete: with measure, owner and date. */
  | (OfYear & {
      readonly type: 'ObjectivesCounted';
      readonly objectives: number;
      readonly complete: number;
      readonly measured: number;
    })
  /** ISO 9001 9.1.2. */
  | (OfYear & {
      readonly type: 'SatisfactionSurveyed';
      readonly answersRequired: number;
      readonly answers: number;
      readonly satisfied: number;
    })
  /** ISO 9001 6.1. */
  | (OfYear & { readonly type: 'RiskRegisterKept'; readonly updated: boolean })
  /** Procedures in force beside the one-stop software's, and how many say the same. */
  | (OfYear & {
      readonly type: 'OneStopCompared';
      readonly procedures: number;
      readonly matching: number;
    })
  /** Phản ánh, kiến nghị. */
  | (OfYear & { readonly type: 'ComplaintsCounted'; readonly received: number; readonly inTime: number });

export type QmsEntryType = QmsEntry['type'];

/** A duty that was announced beforehand, or said to be overdue. */
export interface DutyReminder {
  readonly duty: 'surveillance' | 'certificate-expiry';
  /** The certificate's number. */
  readonly about: string;
  readonly due: LocalDate;
  /** Negative: overdue. */
  readonly daysBefore: number;
}

export type QmsEvent =
  | QmsEntry
  /** Written down by mistake; `entry` is the version of its event. */
  | { readonly type: 'EntryWithdrawn'; readonly entry: number; readonly reason: string }
  | ({ readonly type: 'DutyReminded' } & DutyReminder);

export type QmsEventType = QmsEvent['type'];

/** Where the roll-out shall be by a date: all of `wanted`, and of each inner list any one. */
export interface RollOutTarget {
  readonly id: string;
  readonly title: string;
  readonly by: LocalDate;
  readonly wanted: readonly (readonly Milestone[])[];
  /** The agencies that it is for, as they were when it was set. */
  readonly population: readonly string[];
  /** Per cent of them. */
  readonly share: number;
  readonly basis: Basis;
}

export type ProgrammeEvent =
  | { readonly type: 'TargetSet'; readonly target: RollOutTarget }
  | { readonly type: 'TargetWithdrawn'; readonly target: string; readonly reason: string };

/** What an agency has come to, for figures "x of y by date" (facts.md). */
export const MILESTONES = [
  'building',
  'built',
  'applied',
  'audited',
  'reviewed',
  'declared',
  'maintained',
  'extended',
  'upgraded',
  'recognised',
  'pilot',
  'certified',
] as const;
export type Milestone = (typeof MILESTONES)[number];
