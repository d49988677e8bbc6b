/** What the clock does next in a year, and when. The workflow asks this and waits. */
import type { Instant } from '#libs/calendar';
import { DATED_PHASES, type DatedPhase, type Phase, type SampleKind } from './plan.ts';
import type { OpenYear } from './state.ts';
import { groupsToSample, isSampled, type GroupToSample } from './who.ts';

export type Due = { readonly at: Instant } & (
  | { readonly kind: 'remind'; readonly phase: DatedPhase; readonly daysBefore: number }
  | { readonly kind: 'sample'; readonly sample: SampleKind }
  | { readonly kind: 'close'; readonly phase: DatedPhase }
  /** Every agency's score is to be written down. */
  | { readonly kind: 'settle' }
);

const DAY_MS = 86_400_000;
/** The phases in which a sample is taken, drawn or chosen. */
export const SAMPLED_IN: Readonly<Partial<Record<Phase, SampleKind>>> = {
  review: 'on-site',
  verification: 'verification',
};

/** Null: nothing until somebody acts, or for ever. */
export function nextDue(year: OpenYear): Due | null {
  const phase = DATED_PHASES.find((dated) => dated === year.phase);
  const begun = phase === undefined ? year.openedAt : beginOf(year, phase);
  if (year.phase === 'settling') return { kind: 'settle', at: year.decision?.asOf ?? begun };
  if (phase === undefined) return null;
  const sample = SAMPLED_IN[phase];
  if (sample !== undefined && groupsWanting(year, sample).length > 0) {
    return { kind: 'sample', sample, at: begun };
  }
  const end = year.ends[phase];
  const reminder = remindersOf(year, phase, begun)[0];
  return reminder ?? { kind: 'close', phase, at: end };
}

/** The groups of which a sample may be taken now. */
export function samplingNow(year: OpenYear): readonly (GroupToSample & { readonly sample: SampleKind })[] {
  const sample = SAMPLED_IN[year.phase];
  if (sample === undefined) return [];
  return groupsToSample(year.plan, sample).map((group) => ({ sample, ...group }));
}

/** Groups that still have no sample of this kind. */
export const groupsWanting = (year: OpenYear, kind: SampleKind): readonly GroupToSample[] =>
  groupsToSample(year.plan, kind).filter((group) => !isSampled(year, kind, group));

const beginOf = ({ ends, openedAt }: OpenYear, phase: DatedPhase): Instant => {
  const before = DATED_PHASES[DATED_PHASES.indexOf(phase) - 1];
  return before === undefined ? openedAt : ends[before];
};

/** Not yet sent, the earliest first. A reminder whose day lies before the phase has no sense. */
function remindersOf(year: OpenYear, phase: DatedPhase, begun: Instant): readonly Due[] {
  const end = year.ends[phase];
  return year.plan.reminderDays
    .toSorted((a, b) => b - a)
    .map((daysBefore) => ({
      kind: 'remind' as const,
      phase,
      daysBefore,
      at: new Date(Date.parse(end) - daysBefore * DAY_MS).toISOString() as Instant,
    }))
    .filter(({ at, daysBefore }) => at >= begun && !wasSent(year, phase, end, daysBefore));
}

const wasSent = ({ reminders }: OpenYear, phase: DatedPhase, end: Instant, daysBefore: number): boolean =>
  reminders.some((sent) => sent.phase === phase && sent.end === end && sent.daysBefore === daysBefore);
