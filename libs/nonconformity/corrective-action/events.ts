/** What can happen to a nonconformity: one stream each. Who did it is in the ledger's envelope. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { PolicyCode, Severity } from '../catalogue.ts';
import type { EffectFigures, Verdict } from './effect.ts';
import type { Stage } from './stages.ts';

export const SOURCES = ['detector', 'complaint', 'audit', 'management'] as const;
export type Source = (typeof SOURCES)[number];

/** What repeats: one rule, at one step of one procedure. `step` empty: about dossiers as a whole. */
export interface Cause {
  readonly policy: PolicyCode;
  readonly procedure: string;
  readonly step: string;
}

/** A dossier's event that shows it. */
export interface Evidence {
  readonly dossier: string;
  readonly event: number;
}

/** A file by its hash; its name is what its owner called it. */
export interface EvidenceFile {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** When a stage is to be done, and when the clock speaks before and after. All counted in working days. */
export interface StageDue {
  /** Null: the stage is too short to be reminded of. */
  readonly remindAt: Instant | null;
  readonly dueAt: Instant;
  readonly escalateAt: Instant;
}

/** What an event opens: the next stage with its dates. */
export interface Opens {
  readonly stage: Stage;
  readonly due: StageDue;
}

/** One measure of the plan: what, who, by when (“rõ người, rõ việc”). */
export interface Measure {
  readonly what: string;
  readonly officer: string;
  readonly by: LocalDate;
}

/** The procedure that shall be amended; done by an edition with a higher number than `above`. */
export interface Amendment {
  readonly procedure: string;
  readonly above: number;
}

/** How often the same happens elsewhere (10.2.1 b 3), from the figures of the year before. */
export interface SimilarCases {
  readonly from: Instant;
  readonly to: Instant;
  /** In the agency itself, at other steps or procedures. */
  readonly here: readonly (Pick<Cause, 'procedure' | 'step'> & {
    readonly occurrences: number;
    readonly dossiers: number;
  })[];
  /** At the same step of the same procedure, in other agencies together. */
  readonly elsewhere: { readonly agencies: number; readonly dossiers: number };
}

export interface Found {
  /** Running number in the agency's year. */
  readonly number: number;
  readonly year: number;
  readonly agency: string;
  readonly source: Source;
  readonly severity: Severity;
  readonly title: string;
  readonly description: string;
  /** Null: nothing that a detector counts; a person will say whether the action worked. */
  readonly cause: Cause | null;
  /** The agency's threshold when it was found, in the policy's unit. */
  readonly threshold: number | null;
  /** Occurrences count from here on. */
  readonly since: Instant;
  readonly evidence: readonly Evidence[];
  /** The record before it of the same cause: it came back. */
  readonly previous: string | null;
}

interface Shape<Type extends string, Body> {
  readonly type: Type;
  readonly body: Body;
}

export type NcEvent =
  | Shape<'NonconformityFound', Found & { readonly opens: Opens }>
  | Shape<
      'NonconformityReviewed',
      {
        readonly owner: string;
        readonly severity: Severity;
        readonly note: string;
        readonly opens: Opens;
      }
    >
  | Shape<'NonconformityDismissed', { readonly reason: string }>
  | Shape<'NonconformityTakenUpAgain', { readonly reason: string; readonly opens: Opens }>
  | Shape<
      'NonconformityContained',
      { readonly what: string; readonly files: readonly EvidenceFile[]; readonly opens: Opens }
    >
  | Shape<
      'CauseAnalysed',
      {
        readonly whys: readonly string[];
        readonly rootCause: string;
        readonly similar: SimilarCases | null;
        readonly opens: Opens;
      }
    >
  | Shape<
      'ActionProposed',
      {
        readonly measures: readonly Measure[];
        readonly amendment: Amendment | null;
        readonly risks: readonly string[];
        readonly opens: Opens;
      }
    >
  | Shape<'ActionApproved', { readonly note: string; readonly opens: Opens }>
  | Shape<'ActionSentBack', { readonly reason: string; readonly opens: Opens }>
  | Shape<
      'AmendedEditionPublished',
      { readonly procedure: string; readonly edition: number; readonly effectiveFrom: LocalDate }
    >
  | Shape<
      'ActionDone',
      {
        readonly what: string;
        readonly files: readonly EvidenceFile[];
        /** Later dossiers are those from here on. */
        readonly countsFrom: Instant;
        readonly opens: Opens;
      }
    >
  | Shape<
      'EffectivenessChecked',
      {
        /** Null: no detector counts it. */
        readonly figures: EffectFigures | null;
        readonly verdict: Verdict;
        /** Absent: the nonconformity was closed or opened again, as the next event says. */
        readonly opens?: Opens;
      }
    >
  | Shape<'EffectivenessJudged', { readonly effective: boolean; readonly reason: string }>
  | Shape<'NonconformityClosed', { readonly by: 'figures' | 'judgement' }>
  | Shape<'NonconformityOpenedAgain', { readonly reason: string; readonly opens: Opens }>
  | Shape<'OwnerChanged', { readonly from: string; readonly owner: string; readonly reason: string }>
  | Shape<'StageDueMoved', { readonly reason: string; readonly opens: Opens }>
  | Shape<'StageReminded', { readonly stage: Stage; readonly dueAt: Instant }>
  | Shape<
      'StageEscalated',
      { readonly stage: Stage; readonly dueAt: Instant; readonly level: EscalationLevel }
    >;

/** 1: overdue, told to its own and their leaders. 2: still so, told to the auditors too. */
export type EscalationLevel = 1 | 2;
export type NcEventType = NcEvent['type'];
export const NC_SCHEMA_VERSION = 1;
