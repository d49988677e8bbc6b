/**
 * The steps of an edition as a graph: transitions are its edges, returns are not.
 * Unknown step numbers give nothing here; `checkEdition` reports them.
 */
import type { Edition, Part, Step, StepNo, Transition } from './types.ts';

export interface StepGraph {
  readonly first: StepNo;
  readonly steps: ReadonlyMap<StepNo, Step>;
  /** Only steps that exist, each once, in the order of the outcomes. */
  readonly successors: ReadonlyMap<StepNo, readonly StepNo[]>;
  readonly predecessors: ReadonlyMap<StepNo, readonly StepNo[]>;
}

export function stepOf(edition: Edition, no: StepNo): Step | undefined {
  return edition.steps.find((step) => step.no === no);
}

export function transitionOf(step: Step, outcome: string): Transition | undefined {
  return step.transitions.find((transition) => transition.outcome === outcome);
}

/** The steps that an outcome opens; none when it ends the branch; undefined for an unknown outcome. */
export function targetsOf(step: Step, outcome: string): readonly StepNo[] | undefined {
  return transitionOf(step, outcome)?.to;
}

/** Every step that may come next, whatever the outcome. */
export function successors(step: Step): readonly StepNo[] {
  return [...new Set(step.transitions.flatMap((transition) => transition.to))];
}

/** One of its outcomes ends the branch. */
export function mayEnd(step: Step): boolean {
  return step.transitions.some((transition) => transition.to.length === 0);
}

export function isJoin(step: Step): boolean {
  return step.joins === true;
}

/** The steps that share this step's time, in order; the step alone when it shares none. The first states the time. */
export function sharedGroup(edition: Edition, step: Step): readonly Step[] {
  if (step.sharedTime === undefined) return [step];
  return edition.steps.filter((other) => other.sharedTime === step.sharedTime);
}

export function partOf(edition: Edition, step: Step): Part | undefined {
  return edition.parts.find((part) => part.key === step.part);
}

export function compileGraph(edition: Edition): StepGraph {
  const steps = new Map<StepNo, Step>();
  for (const step of edition.steps) if (!steps.has(step.no)) steps.set(step.no, step);
  const next = new Map<StepNo, readonly StepNo[]>();
  const previous = new Map<StepNo, StepNo[]>([...steps.keys()].map((no) => [no, []]));
  for (const [no, step] of steps) {
    const targets = successors(step).filter((target) => steps.has(target));
    next.set(no, targets);
    for (const target of targets) previous.get(target)?.push(no);
  }
  return { first: edition.firstStep, steps, successors: next, predecessors: previous };
}

/** The steps that can be reached from one, itself included. */
export function reachableFrom(graph: StepGraph, from: StepNo): ReadonlySet<StepNo> {
  return flood(from, graph.steps, graph.successors);
}

/** The steps from which an end of the procedure can be reached. */
export function endingSteps(graph: StepGraph): ReadonlySet<StepNo> {
  const found = new Set<StepNo>();
  for (const [no, step] of graph.steps) {
    if (mayEnd(step)) for (const before of flood(no, graph.steps, graph.predecessors)) found.add(before);
  }
  return found;
}

/** The shortest way from a step to an end, both included; null when there is none. */
export function pathToEnd(edition: Edition, from: StepNo): readonly StepNo[] | null {
  const graph = compileGraph(edition);
  if (!graph.steps.has(from)) return null;
  const cameFrom = new Map<StepNo, StepNo | null>([[from, null]]);
  for (const no of cameFrom.keys()) {
    const step = graph.steps.get(no);
    if (step && mayEnd(step)) return trace(cameFrom, no);
    for (const target of graph.successors.get(no) ?? []) if (!cameFrom.has(target)) cameFrom.set(target, no);
  }
  return null;
}

function trace(cameFrom: ReadonlyMap<StepNo, StepNo | null>, end: StepNo): StepNo[] {
  const path: StepNo[] = [];
  for (let no: StepNo | null = end; no !== null; no = cameFrom.get(no) ?? null) path.unshift(no);
  return path;
}

/** A Map and a Set iterate over what is added meanwhile, so each step is met once. */
function flood(
  from: StepNo,
  steps: ReadonlyMap<StepNo, Step>,
  edges: ReadonlyMap<StepNo, readonly StepNo[]>,
): ReadonlySet<StepNo> {
  const found = new Set<StepNo>(steps.has(from) ? [from] : []);
  for (const no of found) for (const other of edges.get(no) ?? []) found.add(other);
  return found;
}
