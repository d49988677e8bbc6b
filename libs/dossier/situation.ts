/** What a policy may look at: the dossier, its edition, who asks and when. */
import type { Actor, Authorities } from '#libs/access';
import type { Instant } from '#libs/calendar';
import type { Edition, Step, StepNo } from '#libs/procedure';
import { compileGraph, reachableFrom, type StepGraph } from '#libs/procedure';
import type { CommandType } from './commands.ts';
import type { Placement, StepRun } from './events.ts';
import type { Active, Closed, DossierState, OpenStep } from './state.ts';

export interface Situation<State extends DossierState = DossierState> {
  readonly state: State;
  readonly edition: Edition;
  readonly actor: Actor;
  readonly now: Instant;
  /** Before the receipt only; from then on they are pinned. */
  readonly placements?: Readonly<Record<string, Placement>>;
}

/** What a command is aimed at; every command is one. */
export interface Target {
  readonly type: CommandType;
  readonly step?: StepNo;
  readonly run?: number;
  readonly agency?: string;
  readonly request?: number;
}

export type Officer = Extract<Actor, { kind: 'officer' }> & Authorities;

export function hasSteps(state: DossierState): state is Active | Closed {
  return 'open' in state;
}

export function openStep(state: Active | Closed, no: StepNo | undefined, run?: number): OpenStep | undefined {
  return state.open.find((open) => open.step === no && (run === undefined || open.run === run));
}

export const sameRun =
  (one: StepRun) =>
  (other: StepRun): boolean =>
    one.step === other.step && one.run === other.run;

/** Editions are immutable, and few. */
const GRAPHS = new WeakMap<Edition, { graph: StepGraph; reach: Map<StepNo, ReadonlySet<StepNo>> }>();

function compiled(edition: Edition) {
  let known = GRAPHS.get(edition);
  if (!known) GRAPHS.set(edition, (known = { graph: compileGraph(edition), reach: new Map() }));
  return known;
}

export function stepIn(edition: Edition, no: StepNo | undefined): Step | undefined {
  return no === undefined ? undefined : compiled(edition).graph.steps.get(no);
}

/** A step of the pinned edition; its absence is a bug, for the state was made by this edition. */
export function mustStep(edition: Edition, no: StepNo): Step {
  const step = stepIn(edition, no);
  if (!step) throw new RangeError(`edition ${edition.code}/${edition.edition} has no step ${no}`);
  return step;
}

/** May one step, by whatever outcomes, still lead to another? Itself only around a loop of the graph. */
export function leadsTo(edition: Edition, from: StepNo, to: StepNo): boolean {
  const { graph, reach } = compiled(edition);
  let reached = reach.get(from);
  if (!reached) {
    const next = graph.successors.get(from) ?? [];
    reached = new Set(next.flatMap((no) => [...reachableFrom(graph, no)]));
    reach.set(from, reached);
  }
  return reached.has(to);
}
