/**
 * An edition as an automaton over completed steps (ISO 9001 8.1, 8.5.1: work goes as the procedure says). A state is
 * which steps are open and which joins have been reached but wait; states are built when they are first met.
 */
import {
  compileGraph,
  isJoin,
  reachableFrom,
  type Edition,
  type StepGraph,
  type StepNo,
} from '#libs/procedure';

/** One step was done, or returned to an earlier one. */
export interface StepDone {
  readonly step: StepNo;
  /** Null: not recorded; any outcome, or a return, may have happened. */
  readonly outcome: string | null;
  readonly returnedTo?: StepNo;
}

export interface OrderState {
  readonly key: string;
  /** Sorted. */
  readonly open: readonly StepNo[];
  /** Joins reached by some branch that wait for the others; sorted. */
  readonly joins: readonly StepNo[];
}

export class OrderAutomaton {
  readonly graph: StepGraph;
  readonly start: OrderState;
  readonly #states = new Map<string, OrderState>();
  readonly #moves = new Map<string, readonly OrderState[]>();
  readonly #reach = new Map<StepNo, ReadonlySet<StepNo>>();

  constructor(edition: Edition) {
    this.graph = compileGraph(edition);
    this.start = this.#state([edition.firstStep], []);
  }

  /** Where the step leads from a state in which it is open; none when it may not end so. */
  next(state: OrderState, { step, outcome, returnedTo }: StepDone): readonly OrderState[] {
    const move = JSON.stringify([state.key, step, outcome, returnedTo]);
    let states = this.#moves.get(move);
    if (states === undefined) {
      states = this.#compute(state, step, outcome, returnedTo);
      this.#moves.set(move, states);
    }
    return states;
  }

  /** Nothing is left to do. */
  isEnd({ open, joins }: OrderState): boolean {
    return open.length === 0 && joins.length === 0;
  }

  /** Whether one step can come after another, through any number of steps. */
  leadsTo(from: StepNo, to: StepNo): boolean {
    let reached = this.#reach.get(from);
    if (reached === undefined) {
      const after = this.graph.successors.get(from) ?? [];
      reached = new Set(after.flatMap((no) => [...reachableFrom(this.graph, no)]));
      this.#reach.set(from, reached);
    }
    return reached.has(to);
  }

  /** The step is open, whatever branch was to bring it. */
  forced(state: OrderState, step: StepNo): OrderState {
    if (state.open.includes(step)) return state;
    return this.#state(
      [...state.open, step],
      state.joins.filter((join) => join !== step),
    );
  }

  /** Ends the step towards these targets. */
  fire(state: OrderState, step: StepNo, targets: readonly StepNo[]): OrderState {
    const others = state.open.filter((other) => other !== step);
    const fresh = targets.filter((target) => this.graph.steps.has(target) && !others.includes(target));
    const plain = fresh.filter((target) => !this.#joins(target));
    const open = [...others, ...plain];
    const waiting = [...new Set([...state.joins, ...fresh.filter((target) => this.#joins(target))])];
    const stillComing = (join: StepNo): boolean =>
      [...open, ...waiting].some((other) => other !== join && this.leadsTo(other, join));
    const ready = waiting.filter((join) => !stillComing(join));
    // Joins that wait for each other alone would wait for ever.
    const opening = open.length === 0 && ready.length === 0 ? waiting : ready;
    return this.#state(
      [...open, ...opening],
      waiting.filter((join) => !opening.includes(join)),
    );
  }

  #compute(
    state: OrderState,
    no: StepNo,
    outcome: string | null,
    returnedTo: StepNo | undefined,
  ): readonly OrderState[] {
    const step = this.graph.steps.get(no);
    if (step === undefined || !state.open.includes(no)) return [];
    const back = (to: StepNo): OrderState =>
      this.#state([...state.open.filter((other) => other !== no), to], state.joins);
    if (returnedTo !== undefined) return step.returnsTo.includes(returnedTo) ? [back(returnedTo)] : [];
    const taken = step.transitions.filter((each) => outcome === null || each.outcome === outcome);
    const forward = taken.map(({ to }) => this.fire(state, no, to));
    return distinct(outcome === null ? [...forward, ...step.returnsTo.map(back)] : forward);
  }

  #joins(no: StepNo): boolean {
    const step = this.graph.steps.get(no);
    return step !== undefined && isJoin(step);
  }

  #state(open: readonly StepNo[], joins: readonly StepNo[]): OrderState {
    const sorted = { open: [...new Set(open)].sort(), joins: [...new Set(joins)].sort() };
    const key = JSON.stringify([sorted.open, sorted.joins]);
    const known = this.#states.get(key) ?? { key, ...sorted };
    this.#states.set(key, known);
    return known;
  }
}

export function distinct(states: readonly OrderState[]): readonly OrderState[] {
  return [...new Map(states.map((state) => [state.key, state])).values()];
}
