/** Checks a sequence of steps against an automaton, each as it comes; what deviates is named, and the check goes on. */
import type { StepNo } from '#libs/procedure';
import { distinct, type OrderAutomaton, type OrderState, type StepDone } from './automaton.ts';

export type OrderDeviation = {
  /** Of the event in the sequence, from 0; the sequence's length for what its end shows. */
  readonly at: number;
  readonly step: StepNo;
} & (
  | { readonly kind: 'unknown-step' }
  /** Done while these, which lead to it, were not. */
  | { readonly kind: 'skipped'; readonly skipped: readonly StepNo[] }
  /** Done when nothing led to it any more: done before, on another branch, or earlier in the procedure. */
  | { readonly kind: 'out-of-order'; readonly expected: readonly StepNo[] }
  /** The procedure knows no such outcome, or no such return, of this step. */
  | { readonly kind: 'unknown-outcome'; readonly outcome: string }
  /** The case was closed while this step was open. */
  | { readonly kind: 'unfinished' }
);

/** All states the dossier may be in: several only where outcomes were not recorded. */
export interface OrderCheck {
  readonly states: readonly OrderState[];
  readonly seen: number;
}

/** Unrecorded outcomes multiply the states; more than this are never all alive in a procedure that people follow. */
const MAX_STATES = 256;

export function beginCheck(automaton: OrderAutomaton): OrderCheck {
  return { states: [automaton.start], seen: 0 };
}

export function advance(
  automaton: OrderAutomaton,
  { states, seen }: OrderCheck,
  event: StepDone,
): { readonly check: OrderCheck; readonly deviation: OrderDeviation | null } {
  const at = seen;
  const { step } = event;
  const go = (to: readonly OrderState[], deviation: OrderDeviation | null) => ({
    check: { states: distinct(to).slice(0, MAX_STATES), seen: seen + 1 },
    deviation,
  });
  if (!automaton.graph.steps.has(step)) return go(states, { at, step, kind: 'unknown-step' });
  const opened = states.filter(({ open }) => open.includes(step));
  if (opened.length > 0) {
    const next = opened.flatMap((state) => automaton.next(state, event));
    if (next.length > 0) return go(next, null);
    const outcome = event.returnedTo ?? event.outcome ?? '';
    return go(afterAny(automaton, opened, step), { at, step, kind: 'unknown-outcome', outcome });
  }
  const jump = shortestJump(automaton, states, step);
  if (jump === null) {
    const expected = [...new Set(states.flatMap(({ open }) => open))].sort();
    return go(states, { at, step, kind: 'out-of-order', expected });
  }
  const next = automaton.next(jump.state, event);
  const onward = next.length > 0 ? next : afterAny(automaton, [jump.state], step);
  return go(onward, { at, step, kind: 'skipped', skipped: jump.skipped });
}

/** The steps still open when the case was closed; none when some state had come to its end. */
export function endCheck(automaton: OrderAutomaton, { states, seen }: OrderCheck): readonly OrderDeviation[] {
  if (states.some((state) => automaton.isEnd(state))) return [];
  const open = [...new Set(states.flatMap((state) => [...state.open, ...state.joins]))].sort();
  return open.map((step) => ({ at: seen, step, kind: 'unfinished' }));
}

/** The whole sequence at once; `closed`: nothing more will come. */
export function checkOrder(
  automaton: OrderAutomaton,
  events: readonly StepDone[],
  closed: boolean,
): readonly OrderDeviation[] {
  const deviations: OrderDeviation[] = [];
  let check = beginCheck(automaton);
  for (const event of events) {
    const step = advance(automaton, check, event);
    check = step.check;
    if (step.deviation !== null) deviations.push(step.deviation);
  }
  return closed ? [...deviations, ...endCheck(automaton, check)] : deviations;
}

function afterAny(
  automaton: OrderAutomaton,
  states: readonly OrderState[],
  step: StepNo,
): readonly OrderState[] {
  return states.flatMap((state) => automaton.next(state, { step, outcome: null }));
}

interface Jump {
  readonly state: OrderState;
  readonly skipped: readonly StepNo[];
}

/** The state in which the step would be open had the fewest steps been done that were not. */
function shortestJump(automaton: OrderAutomaton, states: readonly OrderState[], step: StepNo): Jump | null {
  const jumps = states.flatMap((state) => jumpFrom(automaton, state, step) ?? []);
  const [shortest] = jumps.sort((a, b) => a.skipped.length - b.skipped.length);
  return shortest ?? null;
}

/** Carries the missing steps out, each towards the step, so that the branches they open are open too. */
function jumpFrom(automaton: OrderAutomaton, from: OrderState, step: StepNo): Jump | null {
  const skipped: StepNo[] = [];
  let state = from;
  // Each round does one step that was not done; no way is longer than all steps.
  for (let round = 0; round <= automaton.graph.steps.size; round += 1) {
    if (state.open.includes(step)) return { state, skipped };
    const way = shortestWay(automaton, state.open, step);
    const [first, second] = way ?? [];
    if (first === undefined || second === undefined) break;
    const transition = automaton.graph.steps.get(first)?.transitions.find(({ to }) => to.includes(second));
    if (transition === undefined) break;
    skipped.push(first);
    state = automaton.fire(state, first, transition.to);
  }
  return skipped.length > 0 || from.joins.includes(step)
    ? { state: automaton.forced(state, step), skipped }
    : null;
}

/** From one of the open steps to the step, both included. */
function shortestWay(
  automaton: OrderAutomaton,
  open: readonly StepNo[],
  to: StepNo,
): readonly StepNo[] | null {
  const cameFrom = new Map<StepNo, StepNo | null>(open.map((no) => [no, null]));
  for (const no of cameFrom.keys()) {
    for (const target of automaton.graph.successors.get(no) ?? []) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, no);
      if (target === to) return walkBack(cameFrom, to);
    }
  }
  return null;
}

function walkBack(cameFrom: ReadonlyMap<StepNo, StepNo | null>, end: StepNo): readonly StepNo[] {
  const way: StepNo[] = [];
  for (let no: StepNo | null = end; no !== null; no = cameFrom.get(no) ?? null) way.unshift(no);
  return way;
}
