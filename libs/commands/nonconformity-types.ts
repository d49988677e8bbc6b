/** What is asked of the command side of nonconformities, and what it answers. */
import type { Actor, UsedAuthority } from '#libs/access';
import type { Instant, WorkCalendar } from '#libs/calendar';
import type { Json, Ledger, Position } from '#libs/ledger';
import type { Settings } from '#libs/nonconformity';
import type {
  EffectFigures,
  Found,
  NcCommand,
  NcDue,
  NcRefusal,
  NcState,
  KnownNc,
  SimilarCases,
  Terms,
} from '#libs/nonconformity/corrective-action';
import type { CauseOf, SettingsDecision } from './nonconformity-streams.ts';

/** What a decision must know of the figures and of other records; read where lists are read. */
export interface NcFigures {
  /** The records of a cause, the oldest first. */
  recordsOf(cause: CauseOf): Promise<readonly { readonly id: string; readonly isOpen: boolean }[]>;
  /** How many dossiers that went through the step deviate: before, and among those that began it later. */
  effectOn(
    cause: CauseOf & { readonly threshold: number | null },
    windows: EffectWindows,
  ): Promise<EffectFigures>;
  similarTo(cause: CauseOf, from: Instant, to: Instant): Promise<SimilarCases>;
  /** The highest number of the procedure's published editions; 0: there is none. */
  latestEdition(procedure: string): Promise<number>;
}

/** `[from, split)` is before, `[split, to)` after. */
export interface EffectWindows {
  readonly from: Instant;
  readonly split: Instant;
  readonly to: Instant;
}

export interface NcParts {
  readonly ledger: Ledger;
  readonly figures: NcFigures;
  readonly calendarOf: (agency: string) => WorkCalendar;
  /** Officers of agencies, as they are today. */
  readonly worksIn: (officer: string, agency: string) => boolean;
  /** Makes sure that what calendars and officers answer from is fresh. */
  readonly refresh: () => Promise<unknown>;
  readonly now: () => Instant;
}

interface Asked {
  readonly actor: Actor;
  readonly commandId: string;
  readonly requestHash: Buffer;
}

/** What figures add is added here. */
export type NcWish =
  | Exclude<NcCommand, { type: 'find' | 'raise' | 'analyse' | 'propose' | 'check' }>
  | Omit<Extract<NcCommand, { type: 'analyse' }>, 'similar'>
  | (Omit<Extract<NcCommand, { type: 'propose' }>, 'amendment'> & { readonly amends: string | null })
  | Pick<Extract<NcCommand, { type: 'check' }>, 'type'>;

export interface NcRequest extends Asked {
  readonly id: string;
  readonly command: NcWish;
}

/** What is found, its number and the record before it left to the command side. */
export type RaiseRequest = Asked & Omit<Found, 'number' | 'year' | 'previous'>;

export type NcOutcome =
  | {
      readonly kind: 'recorded' | 'repeated';
      readonly id: string;
      readonly position: Position;
      readonly state: KnownNc;
    }
  | { readonly kind: 'refused'; readonly id: string; readonly refusal: NcRefusal }
  /** The same cause has a record that is open: it gathers there. */
  | { readonly kind: 'already-open'; readonly id: string }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'busy' };

export interface SettingsRequest {
  readonly agency: string;
  readonly settings: Settings;
  readonly terms: Partial<Terms>;
  readonly validFrom: Instant;
  readonly reason: string;
  readonly by: UsedAuthority;
  readonly commandId: string;
  /** As it was sent, without what was completed: tells a repetition from another request. */
  readonly asked: Json;
}

export type SettingsOutcome =
  | {
      readonly kind: 'recorded';
      readonly stream: string;
      readonly version: number;
      readonly position: Position;
    }
  | { readonly kind: 'other-request' | 'busy' };

export interface NonconformityCommands {
  raise(request: RaiseRequest): Promise<NcOutcome>;
  act(request: NcRequest): Promise<NcOutcome>;
  /** What has fallen due, by the clock: asked again it has its effect once. */
  onDue(id: string, version: number, due: NcDue): Promise<NcOutcome>;
  load(id: string): Promise<{ readonly state: NcState; readonly version: number }>;
  /** Before and after as they are now; null: no detector counts it, or nothing was done yet. */
  effectOf(nc: KnownNc['nc']): Promise<EffectFigures | null>;
  settingsOf(agency: string): Promise<readonly SettingsDecision[]>;
  changeSettings(request: SettingsRequest): Promise<SettingsOutcome>;
}
