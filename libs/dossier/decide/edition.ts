/** A dossier moves to another edition of its procedure: a command with a reason (design decision 5). */
import type { Edition, StepNo } from '#libs/procedure';
import { countStep, countTotal, type Counter, type Due } from '../counting.ts';
import { MAIN_PART, type Recount, type StepOpening } from '../events.ts';
import { openSteps, printedTimeOf, type Opener } from '../opening.ts';
import { allow, deny, type Outcome } from '../outcome.ts';
import { textIsGiven } from '../policies/input.ts';
import { inForceToday } from '../policies/reception.ts';
import { mustStep, stepIn } from '../situation.ts';
import type { Active, OpenStep } from '../state.ts';
import { activeCase, counterOf, type Case, type CommandOf, type Happened } from './case.ts';

/**
 * Every open step goes on as the step it is mapped to (unnamed: the same number), counted by the new edition from
 * when it started; so is the appointment, from the receipt. What was promised stays on record.
 */
export function changeEdition(given: Case, { reason, steps }: CommandOf<'change-edition'>): Happened {
  const one = activeCase(given);
  const { state, context, now } = one;
  const { toEdition, placements } = context;
  const said = textIsGiven('reason', reason);
  if (!said.ok) return said;
  if (toEdition?.code !== state.procedure) return deny('edition-mismatch', 'no edition of this procedure');
  if (toEdition.edition === state.pinned.edition) return deny('nothing-changed', 'already in this edition');
  const inForce = inForceToday(toEdition, now);
  if (!inForce.ok) return inForce;

  const { profile } = toEdition;
  const counter: Counter = { ...counterOf(one), profile, warnAtShare: toEdition.warnAtShare };
  const opener: Opener = { edition: toEdition, placements, counter, now, before: { ...state, shared: {} } };
  const opens: StepOpening[] = [];
  for (const open of state.open) {
    const opening = carried(opener, open, steps[open.step] ?? open.step);
    if (!opening.ok) return opening;
    if (!opens.some((other) => other.step === opening.value.step)) opens.push(opening.value);
  }
  const unknown = Object.keys(state.joins).find((join) => !stepIn(toEdition, steps[join] ?? join)?.joins);
  if (unknown !== undefined)
    return deny('edition-mismatch', `branches wait at ${unknown}`, { step: unknown });
  const dossier = recountTotal(state, toEdition, counter, placements[MAIN_PART]?.agency ?? state.agency);
  if (!dossier.ok) return dossier;
  const recount: Recount = { ...(dossier.value && { dossier: dossier.value }), steps: [] };
  const calendarVersion = context.calendarOf(placements[MAIN_PART]?.agency ?? state.agency).data.version;
  const pinned = {
    procedure: state.procedure,
    edition: toEdition.edition,
    calendarVersion,
    profile,
    placements,
  };
  return allow([{ type: 'EditionChanged', body: { ...pinned, reason, steps, opens, recount } }]);
}

/** Its officer keeps it where role and unit are the same. */
function carried(opener: Opener, open: OpenStep, to: StepNo): Outcome<StepOpening> {
  const { edition, counter } = opener;
  if (!stepIn(edition, to)) return deny('edition-mismatch', `no step ${to}`, { step: open.step });
  const openings = openSteps(opener, [to], { startsAt: open.startsAt });
  if (!openings.ok) return openings;
  const opening = openings.value.opens[0];
  if (!opening) throw new RangeError('a step that opened is missing');
  const since = open.sharedTime?.since ?? open.startsAt;
  const due = countStep(counter, opening.agency, printedTimeOf(edition, mustStep(edition, to)), since);
  if (!due.ok) return due;
  if (opening.kind !== open.kind) {
    return deny('edition-mismatch', `step ${to} is not of the same kind`, { step: open.step });
  }
  const same = open.role === opening.role && open.unit === opening.unit;
  return allow({
    ...opening,
    ...due.value,
    ...(opening.sharedTime && { sharedTime: { ...opening.sharedTime, since } }),
    ...(same && open.officer !== null && { officer: open.officer }),
  });
}

function recountTotal(
  state: Active,
  edition: Edition,
  counter: Counter,
  agency: string,
): Outcome<Due | undefined> {
  const extended = (state.appointment?.extensions ?? 0) > 0;
  if (extended) return allow(undefined);
  const due = countTotal(counter, agency, edition.total, state.receivedAt);
  if (!due.ok || due.value?.deadline.dueAt !== state.appointment?.deadline.dueAt) return due;
  return allow(undefined);
}
