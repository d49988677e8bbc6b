/** The classes of timeliness, as the control sheet's receiver enters them (rules.md OS-07) and decision 766 counts them. */
import type { Instant } from '#libs/calendar';
import type { DossierFacts, Span } from './facts.ts';
import { timelinessAt, type Timeliness } from './timeliness.ts';

/** As told to the applicant (receipt, apology), or as counted again after pauses and changed calendars. */
export type Reading = 'promised' | 'recalculated';
export type OpenClass = 'in-time' | 'near' | 'late' | 'paused' | 'no-deadline';

/** The appointment that counts at a moment; null: none. */
export function dueOn(facts: DossierFacts, at: Instant, reading: Reading) {
  const known = facts.dues.filter(
    ({ since, promised }) => since <= at && (reading === 'recalculated' || promised),
  );
  return known.at(-1) ?? null;
}

/** The class of a dossier that had ended by then; null: it had no appointment. */
export function classOfEnded(facts: DossierFacts, reading: Reading): Timeliness | null {
  if (facts.endedAt === null) return null;
  return timelinessAt(facts.endedAt, dueOn(facts, facts.endedAt, reading)?.dueAt ?? null, facts.stops);
}

/** The class at a moment of a dossier that was open then. */
export function classOfOpen(facts: DossierFacts, at: Instant, reading: Reading): OpenClass {
  const due = dueOn(facts, at, reading);
  if (!due) return 'no-deadline';
  const stop = facts.stops.find((span) => holds(span, at));
  if (due.dueAt < (stop?.from ?? at)) return 'late';
  if (stop) return 'paused';
  return due.warnAt !== null && due.warnAt <= at ? 'near' : 'in-time';
}

/**
 * Decision 766/QĐ-TTg, 2.1: on time when it ended no later than its appointment. One request for supplements still
 * unanswered ends it at the request; a second request makes it late; what is not done ends with the period. Without an
 * appointment nothing was promised that could be broken.
 */
export function onTime766(facts: DossierFacts, until: Instant, reading: Reading): boolean {
  const requests = facts.supplements.filter(({ from }) => from < until);
  if (requests.length > 1) return false;
  const waiting = requests.find((span) => holds(span, until));
  const ended = facts.endedAt !== null && facts.endedAt < until ? facts.endedAt : null;
  const end = ended ?? waiting?.from ?? until;
  const due = dueOn(facts, until, reading);
  return due === null || timelinessAt(end, due.dueAt, facts.stops) !== 'late';
}

const holds = ({ from, to }: Span, at: Instant): boolean => from <= at && (to === null || at < to);
