/** Where a nonconformity stands: the fold of its events. Plain JSON. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { EffectFigures, Verdict } from './effect.ts';
import type {
  Amendment,
  EscalationLevel,
  EvidenceFile,
  Found,
  Measure,
  SimilarCases,
  StageDue,
} from './events.ts';
import type { Stage } from './stages.ts';

export interface Check {
  /** Null: no detector counts it. */
  readonly figures: EffectFigures | null;
  readonly verdict: Verdict;
}

export interface Plan {
  readonly measures: readonly Measure[];
  readonly amendment: Amendment | null;
  readonly risks: readonly string[];
  /** Whoever approved it; null while nobody has. */
  readonly approver: string | null;
  /** The edition that amended the procedure; null: not yet, or none was to. */
  readonly edition: { readonly edition: number; readonly effectiveFrom: LocalDate } | null;
}

export interface Analysis {
  readonly whys: readonly string[];
  readonly rootCause: string;
  readonly similar: SimilarCases | null;
}

/** What is known of it, whatever becomes of it. */
export interface Nonconformity extends Found {
  readonly foundAt: Instant;
  /** Whoever raised it by hand; a system otherwise. */
  readonly foundBy: string;
  /** Null until it was reviewed. */
  readonly owner: string | null;
  /** 1, and one more each time it is opened again. */
  readonly round: number;
  readonly containment: { readonly what: string; readonly files: readonly EvidenceFile[] } | null;
  readonly analysis: Analysis | null;
  readonly plan: Plan | null;
  readonly done: {
    readonly what: string;
    readonly files: readonly EvidenceFile[];
    /** Later dossiers are those from here on. */
    readonly countsFrom: Instant;
  } | null;
  /** Of this round. */
  readonly checks: readonly Check[];
}

export interface OpenNc {
  readonly status: 'open';
  readonly nc: Nonconformity;
  readonly stage: Stage;
  readonly due: StageDue;
  readonly reminded: boolean;
  readonly escalated: 0 | EscalationLevel;
}

export interface DismissedNc {
  readonly status: 'dismissed';
  readonly nc: Nonconformity;
  readonly reason: string;
  readonly endedAt: Instant;
}

export interface ClosedNc {
  readonly status: 'closed';
  readonly nc: Nonconformity;
  readonly by: 'figures' | 'judgement';
  readonly endedAt: Instant;
}

export type KnownNc = OpenNc | DismissedNc | ClosedNc;
export type NcState = { readonly status: 'none' } | KnownNc;

export const NO_NC: NcState = { status: 'none' };

/** `KPH-0031`: in its agency and year. */
export const codeOf = ({ number }: Pick<Found, 'number'>): string => `KPH-${String(number).padStart(4, '0')}`;

/** Does a detector count it, so that figures can show whether the action worked? */
export const isCounted = ({ cause }: Pick<Found, 'cause'>): boolean =>
  cause !== null && cause.policy !== 'for-show';
