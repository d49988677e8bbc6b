/** What may be asked of a nonconformity, what the decision needs to know, and what it comes to. */
import type { Actor, UsedAuthority } from '#libs/access';
import type { Instant, LocalDate, WorkCalendar } from '#libs/calendar';
import type { Severity } from '../catalogue.ts';
import type { EffectFigures } from './effect.ts';
import type {
  Amendment,
  EscalationLevel,
  EvidenceFile,
  Found,
  Measure,
  NcEvent,
  SimilarCases,
  Source,
} from './events.ts';
import type { Stage, Terms } from './stages.ts';

export type NcCommand =
  /** By a detector. */
  | { readonly type: 'find'; readonly found: Found & { readonly source: 'detector' } }
  /** By hand: a complaint, an audit, management. */
  | { readonly type: 'raise'; readonly found: Found & { readonly source: Exclude<Source, 'detector'> } }
  | {
      readonly type: 'review';
      readonly owner: string;
      readonly severity: Severity;
      readonly note: string;
    }
  | { readonly type: 'dismiss'; readonly reason: string }
  | { readonly type: 'take-up-again'; readonly reason: string }
  | { readonly type: 'contain'; readonly what: string; readonly files: readonly EvidenceFile[] }
  | {
      readonly type: 'analyse';
      readonly whys: readonly string[];
      readonly rootCause: string;
      readonly similar: SimilarCases | null;
    }
  | {
      readonly type: 'propose';
      readonly measures: readonly Measure[];
      readonly amendment: Amendment | null;
      readonly risks: readonly string[];
    }
  | { readonly type: 'approve'; readonly note: string }
  | { readonly type: 'send-back'; readonly reason: string }
  | { readonly type: 'complete'; readonly what: string; readonly files: readonly EvidenceFile[] }
  | { readonly type: 'judge'; readonly effective: boolean; readonly reason: string }
  | { readonly type: 'open-again'; readonly reason: string }
  | { readonly type: 'change-owner'; readonly owner: string; readonly reason: string }
  | { readonly type: 'move-due'; readonly dueAt: Instant; readonly reason: string }
  /** An edition that amends the procedure was published. */
  | { readonly type: 'note-edition'; readonly edition: number; readonly effectiveFrom: LocalDate }
  | { readonly type: 'remind' }
  | { readonly type: 'escalate'; readonly level: EscalationLevel }
  /** `figures` null: no detector counts it. */
  | { readonly type: 'check'; readonly figures: EffectFigures | null };

export type NcCommandType = NcCommand['type'];

/** By people, in the order in which a page offers them. */
export const PEOPLES_COMMANDS = [
  'review',
  'dismiss',
  'take-up-again',
  'contain',
  'analyse',
  'propose',
  'approve',
  'send-back',
  'complete',
  'judge',
  'open-again',
  'change-owner',
  'move-due',
] as const satisfies readonly NcCommandType[];
export type PeoplesCommand = (typeof PEOPLES_COMMANDS)[number];

export interface NcContext {
  readonly now: Instant;
  readonly actor: Actor;
  /** The agency's. */
  readonly calendar: WorkCalendar;
  /** The agency's, as valid now. */
  readonly terms: Terms;
  /** Is that an officer of the agency today? */
  readonly isOfficer: (officer: string) => boolean;
}

export type NcRefusalCode =
  | 'already-found'
  | 'not-found-yet'
  | 'wrong-stage'
  | 'not-your-part'
  | 'own-case'
  | 'not-an-officer'
  | 'owner-reviews'
  | 'owner-unchanged'
  | 'too-few-whys'
  | 'no-measure'
  | 'measure-too-late'
  | 'no-evidence'
  | 'edition-not-published'
  | 'not-amending'
  | 'not-due'
  | 'date-passed'
  | 'no-calendar-data';

export interface NcRefusal {
  readonly code: NcRefusalCode;
  /** Vietnamese. */
  readonly message: string;
  readonly stage: Stage | null;
  /** What the actor may do now. */
  readonly allowed: readonly PeoplesCommand[];
}

export type NcDecision =
  | {
      readonly ok: true;
      readonly events: readonly NcEvent[];
      readonly by: UsedAuthority;
      /** The clock's reminders stand at the moment that fell due, however late the clock was. */
      readonly at: Instant;
    }
  | { readonly ok: false; readonly refusal: NcRefusal };
