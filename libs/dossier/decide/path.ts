/** Where the path goes when a step ends: what opens, what waits at a join, which part ends, whether all is done. */
import type { StepNo } from '#libs/procedure';
import type { EventOf, Recount } from '../events.ts';
import { openSteps, type OpeningChoice } from '../opening.ts';
import { allow, type Outcome } from '../outcome.ts';
import { isAsked } from '../evolve/waiting.ts';
import { leadsTo, mustStep, sameRun } from '../situation.ts';
import type { Active, OpenStep } from '../state.ts';
import { openerOf, type Case } from './case.ts';
import { recountAfterWait } from './recounting.ts';

type Way = Pick<
  EventOf<'StepCompleted'>['body'],
  'opens' | 'opensParts' | 'closesParts' | 'awaitsJoins' | 'finishes' | 'recount'
>;

export function wayOn(one: Case<Active>, ending: OpenStep, targets: readonly StepNo[]): Outcome<Way> {
  const { state } = one;
  const { opens: nos, awaits } = arrivals(one, ending, targets);
  const openings = openSteps(openerOf(one), nos);
  if (!openings.ok) return openings;
  const recount = recountAfterStep(one, ending);
  if (!recount.ok) return recount;
  const { opens, opensParts } = openings.value;
  const pending = new Set([...Object.keys(state.joins), ...awaits].filter((join) => !nos.includes(join)));
  const left = [...state.open.filter((other) => other !== ending), ...opens].map(({ part }) => part);
  const parts = new Set([...left, ...[...pending].map((join) => mustStep(one.edition, join).part)]);
  return allow({
    opens,
    ...(opensParts.length > 0 && { opensParts }),
    ...(!parts.has(ending.part) && { closesParts: [ending.part] }),
    ...(awaits.length > 0 && { awaitsJoins: awaits }),
    ...(parts.size === 0 && { finishes: true as const }),
    ...(recount.value && { recount: recount.value }),
  });
}

/** A step is returned: its run ends, and another opens anew. */
export function wayBack(
  one: Case<Active>,
  ending: OpenStep,
  to: StepNo,
  choice: OpeningChoice,
): Outcome<Omit<Way, 'awaitsJoins' | 'finishes'>> {
  const openings = openSteps(openerOf(one), [to], { ...choice, anew: true });
  if (!openings.ok) return openings;
  const recount = recountAfterStep(one, ending);
  if (!recount.ok) return recount;
  const { opens, opensParts } = openings.value;
  const left = [...one.state.open.filter((other) => other !== ending), ...opens];
  return allow({
    opens,
    ...(opensParts.length > 0 && { opensParts }),
    ...(!left.some(({ part }) => part === ending.part) && { closesParts: [ending.part] }),
    ...(recount.value && { recount: recount.value }),
  });
}

/** A step of the applicant's that stopped the clock ends, and the clock runs on. */
function recountAfterStep(one: Case<Active>, ending: OpenStep): Outcome<Recount | undefined> {
  const waiting = one.state.waiting.find((other) => !isAsked(other) && sameRun(ending)(other));
  if (!waiting) return allow(undefined);
  const state = { ...one.state, open: one.state.open.filter((other) => other !== ending) };
  return recountAfterWait({ ...one, state }, waiting);
}

/**
 * A join opens when no step that is open can still lead to it, whichever branch comes last, also when that branch
 * ended elsewhere. A step that is open already takes the newcomer in.
 */
function arrivals(
  { state, edition }: Case<Active>,
  ending: OpenStep,
  targets: readonly StepNo[],
): { readonly opens: readonly StepNo[]; readonly awaits: readonly StepNo[] } {
  const others = state.open.filter((other) => other !== ending).map(({ step }) => step);
  const fresh = [...new Set(targets)].filter((no) => !others.includes(no));
  const joining = fresh.filter((no) => mustStep(edition, no).joins);
  const plain = fresh.filter((no) => !joining.includes(no));
  const candidates = [...new Set([...joining, ...Object.keys(state.joins)])];
  const active = [...others, ...plain];
  const mayStillCome = (join: StepNo): boolean =>
    [...active, ...candidates].some((no) => no !== join && leadsTo(edition, no, join));
  const ready = candidates.filter((join) => !mayStillCome(join));
  // Joins that wait for each other alone would wait for ever.
  const opening = active.length === 0 && ready.length === 0 ? candidates : ready;
  return { opens: [...plain, ...opening], awaits: joining.filter((join) => !opening.includes(join)) };
}
