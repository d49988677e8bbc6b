/** Whether the steps of an edition hold together as a graph: every target exists, every step is reached and ends. */
import { compileGraph, endingSteps, isJoin, mayEnd, reachableFrom, type StepGraph } from '../graph.ts';
import type { Edition, Finding, Step, StepNo } from '../types.ts';
import { error } from './finding.ts';

export function checkGraph(edition: Edition): Finding[] {
  const graph = compileGraph(edition);
  return [
    ...checkFirst(edition, graph),
    ...edition.steps.flatMap((step) => [
      ...checkOutcomes(step),
      ...checkTargets(step, graph),
      ...checkReturns(step, graph),
    ]),
    ...checkReach(edition, graph),
    ...checkJoins(edition, graph),
    ...checkResults(edition, graph),
  ];
}

function checkFirst(edition: Edition, graph: StepGraph): Finding[] {
  if (graph.steps.has(edition.firstStep)) return [];
  return [error('branch-target-missing', `Bước đầu ${edition.firstStep} không có trong các bước.`)];
}

function checkOutcomes(step: Step): Finding[] {
  const seen = new Set<string>();
  return step.transitions.flatMap(({ outcome }) => {
    if (!seen.has(outcome)) return (seen.add(outcome), []);
    return [error('outcome-doubled', `Kết quả “${outcome}” của bước ${step.no} ghi hai lần.`, step.no)];
  });
}

function checkTargets(step: Step, graph: StepGraph): Finding[] {
  const lost = new Set(step.transitions.flatMap(({ to }) => to.filter((no) => !graph.steps.has(no))));
  return [...lost].map((no) =>
    error('branch-target-missing', `Bước ${step.no} chuyển đến ${no}, nhưng không có bước này.`, step.no),
  );
}

function checkReturns(step: Step, graph: StepGraph): Finding[] {
  const returns = step.returnsTo.flatMap((no) => {
    if (!graph.steps.has(no)) {
      return [error('reference-missing', `Bước ${step.no} trả lại ${no}, nhưng không có bước này.`, step.no)];
    }
    const earlier = no !== step.no && reachableFrom(graph, no).has(step.no);
    return earlier
      ? []
      : [error('return-not-earlier', `Bước ${step.no} trả lại ${no}, không phải bước đứng trước.`, step.no)];
  });
  const others = (step.otherPersonThan ?? [])
    .filter((no) => !graph.steps.has(no))
    .map((no) =>
      error(
        'reference-missing',
        `Bước ${step.no} phải khác người làm ${no}, nhưng không có bước này.`,
        step.no,
      ),
    );
  return [...returns, ...others];
}

function checkReach(edition: Edition, graph: StepGraph): Finding[] {
  const reached = reachableFrom(graph, edition.firstStep);
  const ending = endingSteps(graph);
  return [...graph.steps.keys()].flatMap((no) => [
    ...(reached.has(no) ? [] : [error('step-unreachable', `Không có đường nào đến bước ${no}.`, no)]),
    ...(ending.has(no) ? [] : [error('never-ends', `Từ bước ${no} không đi đến kết thúc được.`, no)]),
  ]);
}

/** Without an issued result nothing can be handed over; without a hand-over the dossier never closes. */
function checkResults(edition: Edition, graph: StepGraph): Finding[] {
  const unissued = reachedWithoutResult(edition, graph);
  const parallel = edition.steps.some((step) => step.transitions.some(({ to }) => to.length > 1));
  return edition.steps.flatMap((step) => {
    if (step.handsOver && !step.issuesResult && unissued.has(step.no)) {
      const message = `Có đường đến bước trả kết quả ${step.no} mà chưa bước nào ban hành kết quả (issues-result).`;
      return [error('result-never-issued', message, step.no)];
    }
    // A parallel branch may end by itself while another hands over.
    if (parallel || step.handsOver || !mayEnd(step)) return [];
    const message = `Thủ tục có thể kết thúc ở bước ${step.no} mà không trả kết quả (hands-over).`;
    return [error('result-never-handed-over', message, step.no)];
  });
}

/** The steps that some way reaches with no issuing step before them. */
function reachedWithoutResult(edition: Edition, graph: StepGraph): ReadonlySet<StepNo> {
  const found = new Set<StepNo>(graph.steps.has(edition.firstStep) ? [edition.firstStep] : []);
  for (const no of found) {
    if (graph.steps.get(no)?.issuesResult) continue;
    for (const next of graph.successors.get(no) ?? []) found.add(next);
  }
  return found;
}

/** Where parallel branches meet, the step must wait for them, or it would be opened once by each. */
function checkJoins(edition: Edition, graph: StepGraph): Finding[] {
  const missing = new Set<StepNo>();
  for (const step of edition.steps) {
    for (const { to } of step.transitions) {
      for (const [a, b] of pairs(to)) for (const no of meetings(graph, a, b)) missing.add(no);
    }
  }
  return [...missing].map((no) =>
    error(
      'join-missing',
      `Các nhánh song song gặp nhau ở bước ${no}, nhưng bước này không ghi chờ đủ nhánh (joins).`,
      no,
    ),
  );
}

/** The steps where two branches first come together and that don't wait. */
function meetings(graph: StepGraph, a: StepNo, b: StepNo): StepNo[] {
  const left = branchOf(graph, a);
  const right = branchOf(graph, b);
  return [...left].filter((no) => right.has(no) && !waits(graph, no));
}

/** What a branch reaches before a join; the join itself belongs to it. */
function branchOf(graph: StepGraph, from: StepNo): ReadonlySet<StepNo> {
  const found = new Set<StepNo>(graph.steps.has(from) ? [from] : []);
  for (const no of found) {
    if (waits(graph, no)) continue;
    for (const next of graph.successors.get(no) ?? []) found.add(next);
  }
  return found;
}

function waits(graph: StepGraph, no: StepNo): boolean {
  const step = graph.steps.get(no);
  return step !== undefined && isJoin(step);
}

function pairs<T>(values: readonly T[]): [T, T][] {
  return values.flatMap((a, i) => values.slice(i + 1).map((b): [T, T] => [a, b]));
}
