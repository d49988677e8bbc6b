/** Steps and parts open. */
import type { Instant } from '#libs/calendar';
import type { StepNo } from '#libs/procedure';
import type { PartOpening, StepOpening } from '../events.ts';
import type { Handled, OpenStep, PartState } from '../state.ts';

export function opened(opening: StepOpening, at: Instant): OpenStep {
  return {
    step: opening.step,
    run: opening.run,
    kind: opening.kind,
    part: opening.part,
    role: opening.role,
    agency: opening.agency,
    unit: opening.unit,
    openedAt: at,
    startsAt: opening.startsAt,
    officer: opening.officer ?? null,
    deadline: opening.deadline ?? null,
    warnAt: opening.warnAt ?? null,
    expiresAt: opening.expiresAt ?? null,
    sharedTime: opening.sharedTime ?? null,
    warned: false,
    overdue: false,
  };
}

export function runsOf(runs: Handled['runs'], openings: readonly StepOpening[]): Handled['runs'] {
  if (openings.length === 0) return runs;
  const next: Record<StepNo, number> = { ...runs };
  for (const { step, run } of openings) next[step] = Math.max(run, next[step] ?? 0);
  return next;
}

/** The first step of a group sets the time that the later ones inherit. */
export function sharedOf(shared: Handled['shared'], openings: readonly StepOpening[]): Handled['shared'] {
  let next = shared;
  for (const { sharedTime, deadline, warnAt } of openings) {
    if (!sharedTime) continue;
    const { key, since } = sharedTime;
    next = { ...next, [key]: { since, deadline: deadline ?? null, warnAt: warnAt ?? null } };
  }
  return next;
}

/** A part that begins again keeps the deadline it had: its total never moves because a step was returned. */
export function partsOpened(
  parts: readonly PartState[],
  openings: readonly PartOpening[],
  at: Instant,
): readonly PartState[] {
  let next = parts;
  for (const { part, agency, startsAt, deadline } of openings) {
    const before = next.find((other) => other.part === part);
    const opening: PartState = before
      ? { ...before, closedAt: null }
      : { part, agency, openedAt: at, startsAt, deadline: deadline ?? null, closedAt: null };
    next = [...next.filter((other) => other.part !== part), opening];
  }
  return next;
}

export function partsClosed(
  parts: readonly PartState[],
  closes: readonly string[],
  at: Instant,
): readonly PartState[] {
  if (closes.length === 0) return parts;
  return parts.map((part) => (closes.includes(part.part) ? { ...part, closedAt: at } : part));
}
