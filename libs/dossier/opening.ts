/** Steps open: each with its part, agency and unit, its start, and the deadline that follows from it. */
import { parseTerm, type CountingProfile, type Instant } from '#libs/calendar';
import type { Edition, Step, StepNo } from '#libs/procedure';
import { sharedGroup } from '#libs/procedure';
import { countExpiry, countPart, countStep, startOf, type Counter } from './counting.ts';
import type { PartOpening, Placement, StepOpening } from './events.ts';
import { allow, deny, type Outcome } from './outcome.ts';
import { stopsTheClock } from './policies/waits.ts';
import { mustStep } from './situation.ts';
import type { Handled } from './state.ts';

export interface Opener {
  readonly edition: Edition;
  readonly placements: Readonly<Record<string, Placement>>;
  readonly counter: Counter;
  readonly now: Instant;
  /** What stood before, for runs, shared times and parts. Absent: nothing did. */
  readonly before?: Pick<Handled, 'runs' | 'shared' | 'parts'>;
}

export interface OpeningChoice {
  readonly officer?: string | null;
  /** Started by the receipt: it starts when the receipt counts. */
  readonly startsAt?: Instant;
  /** The step's time, and its group's, begins anew. */
  readonly anew?: boolean;
}

export interface Openings {
  readonly opens: readonly StepOpening[];
  readonly opensParts: readonly PartOpening[];
}

export function openSteps(
  opener: Opener,
  nos: readonly StepNo[],
  choice: OpeningChoice = {},
): Outcome<Openings> {
  const opens: StepOpening[] = [];
  const opensParts: PartOpening[] = [];
  for (const no of nos) {
    const opening = openStep(opener, mustStep(opener.edition, no), choice);
    if (!opening.ok) return opening;
    opens.push(opening.value);
    const { part, agency, startsAt } = opening.value;
    if (!isClosedPart(opener, part) || opensParts.some((other) => other.part === part)) continue;
    const partOpening = openPart(opener, part, agency, startsAt);
    if (!partOpening.ok) return partOpening;
    opensParts.push(partOpening.value);
  }
  return allow({ opens, opensParts });
}

function openStep(opener: Opener, step: Step, choice: OpeningChoice): Outcome<StepOpening> {
  const { counter, now, before } = opener;
  const placed = placeOf(opener, step);
  if (!placed.ok) return placed;
  const { agency } = placed.value;
  const start = choice.startsAt ? allow(choice.startsAt) : startOf(counter, agency, now);
  if (!start.ok) return start;
  const startsAt = start.value;
  const timed = timeOf(opener, step, agency, startsAt, choice.anew ?? false);
  if (!timed.ok) return timed;
  const expires = countExpiry(counter, agency, step.kind === 'applicant' ? step.expiry : null, now);
  if (!expires.ok) return expires;
  return allow({
    step: step.no,
    run: (before?.runs[step.no] ?? 0) + 1,
    kind: step.kind,
    part: step.part,
    ...placed.value,
    startsAt,
    ...timed.value,
    ...(expires.value && { expiresAt: expires.value }),
    ...(choice.officer && { officer: choice.officer }),
    ...(waitsUncounted(step, counter.profile) && { pauses: true as const }),
  });
}

/** A step of the applicant has no unit of its own: the one-stop section stands behind it. */
function placeOf(
  { edition, placements }: Opener,
  step: Step,
): Outcome<{ role: string; agency: string; unit: string }> {
  const placement = placements[step.part];
  const first = mustStep(edition, edition.firstStep);
  const unit =
    placement?.units[step.unit] ?? (step.kind === 'applicant' ? placement?.units[first.unit] : undefined);
  if (!placement || unit === undefined) {
    return deny('placement-missing', `no unit stands behind ${step.part}/${step.unit}`, { step: step.no });
  }
  return allow({ role: step.role, agency: placement.agency, unit });
}

/** Waiting for the citizen's explanation is not counted, where the table says so (CNT-09). */
function waitsUncounted(step: Step, profile: CountingProfile): boolean {
  const uncounted = step.kind === 'applicant' && parseTerm(step.time).kind === 'not-counted';
  return uncounted && stopsTheClock(profile, 'supplement');
}

type Timed = Pick<StepOpening, 'deadline' | 'warnAt' | 'sharedTime'>;

/** Several steps that share one time: it runs from the first of them, and the later ones inherit it (CNT-10). */
function timeOf(
  { edition, counter, before }: Opener,
  step: Step,
  agency: string,
  startsAt: Instant,
  anew: boolean,
): Outcome<Timed> {
  const key = step.sharedTime;
  const group = key === undefined || anew ? undefined : before?.shared[key];
  if (key !== undefined && group) {
    const { since, deadline, warnAt } = group;
    return allow({ ...(deadline && { deadline }), ...(warnAt && { warnAt }), sharedTime: { key, since } });
  }
  const due = countStep(counter, agency, printedTimeOf(edition, step), startsAt);
  if (!due.ok) return due;
  return allow({ ...due.value, ...(key !== undefined && { sharedTime: { key, since: startsAt } }) });
}

/** A shared time is stated on the first step of its group. */
export function printedTimeOf(edition: Edition, step: Step): string {
  return sharedGroup(edition, step)[0]?.time ?? step.time;
}

function isClosedPart({ before }: Opener, part: string): boolean {
  return !before?.parts.some((other) => other.part === part && other.closedAt === null);
}

function openPart(
  { edition, counter }: Opener,
  part: string,
  agency: string,
  startsAt: Instant,
): Outcome<PartOpening> {
  const total = edition.parts.find((other) => other.key === part)?.total ?? null;
  const due = countPart(counter, agency, total, startsAt);
  if (!due.ok) return due;
  return allow({ part, agency, startsAt, ...(due.value && { deadline: due.value.deadline }) });
}
