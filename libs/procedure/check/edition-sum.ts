/** An edition's times: what its longest way adds up to, against the stated totals of the whole and of each part. */
import { parseTerm, type Unit } from '#libs/calendar';
import { compileGraph, reachableFrom, sharedGroup, successors, type StepGraph } from '../graph.ts';
import type { Edition, Finding, Step, StepNo } from '../types.ts';
import { add, equal, inWords, max, minutesOf, NOTHING, type Exact } from './exact.ts';
import { error, warning } from './finding.ts';

export interface EditionSum {
  readonly unit: Unit;
  readonly steps: Exact;
}

/**
 * The stated total must hold whatever the outcomes: it equals the longest way through the steps. Alternatives count
 * once, parallel branches as long as the longest of them, a time shared by several steps once.
 */
export function sumOfEdition(edition: Edition): EditionSum {
  const outside = new Set(edition.parts.filter((part) => part.outsideTotal).map((part) => part.key));
  const steps = longestWay(edition, (step) => !outside.has(step.part));
  return { unit: edition.profile.unit, steps };
}

/** A way that breaks off or is never reached says nothing about the total; then the graph is at fault, not the sum. */
export function checkEditionSums(edition: Edition): Finding[] {
  if (!holdsTogether(edition)) return [];
  const whole = against(edition, edition.total, sumOfEdition(edition).steps, 'Các bước');
  const parts = edition.parts.flatMap((part) =>
    against(
      edition,
      part.total,
      longestWay(edition, (step) => step.part === part.key),
      `Các bước của phần “${part.name}”`,
    ),
  );
  return [...whole, ...parts];
}

function holdsTogether(edition: Edition): boolean {
  const graph = compileGraph(edition);
  const reached = reachableFrom(graph, edition.firstStep);
  const targets = edition.steps.flatMap(successors);
  return reached.size === edition.steps.length && targets.every((no) => graph.steps.has(no));
}

function against(edition: Edition, stated: string | null, steps: Exact, what: string): Finding[] {
  const total = parseTerm(stated ?? '');
  switch (total.kind) {
    case 'unspecified':
    case 'not-counted':
      return [];
    case 'text':
    case 'office-hours':
      return [
        error(
          'unreadable-time',
          `Không đọc được tổng thời gian “${total.printed}”; ghi ví dụ “10 ngày làm việc”.`,
        ),
      ];
    case 'amount':
      break;
    default:
      return total satisfies never;
  }
  const { unit } = edition.profile;
  const wanted = minutesOf(total, unit);
  if (equal(wanted, steps)) return [];
  if (!edition.steps.some((step) => parseTerm(step.time).kind === 'amount')) {
    return [
      warning(
        'composite-total',
        'Tổng thời gian nêu một lần cho cả thủ tục, các bước không có thời gian riêng.',
      ),
    ];
  }
  const message = `${what} cộng lại ${inWords(steps, unit)}, khác tổng ${inWords(wanted, unit)}.`;
  return [error('sum-differs-from-total', message)];
}

function longestWay(edition: Edition, counts: (step: Step) => boolean): Exact {
  const graph = compileGraph(edition);
  const weights = new Map<StepNo, Exact>();
  for (const step of graph.steps.values())
    weights.set(step.no, counts(step) ? ownTime(edition, step) : NOTHING);
  return longestFrom(edition.firstStep, graph, weights, new Map(), new Set());
}

/** Only the first of the steps that share a time adds it. */
function ownTime(edition: Edition, step: Step): Exact {
  if (sharedGroup(edition, step)[0]?.no !== step.no) return NOTHING;
  const term = parseTerm(step.time);
  return term.kind === 'amount' ? minutesOf(term, edition.profile.unit) : NOTHING;
}

/** A way back to a step already on the way is a repetition, not a longer way. */
function longestFrom(
  no: StepNo,
  graph: StepGraph,
  weights: ReadonlyMap<StepNo, Exact>,
  known: Map<StepNo, Exact>,
  onTheWay: Set<StepNo>,
): Exact {
  const before = known.get(no);
  if (before) return before;
  onTheWay.add(no);
  let rest = NOTHING;
  for (const target of graph.successors.get(no) ?? []) {
    if (!onTheWay.has(target)) rest = max(rest, longestFrom(target, graph, weights, known, onTheWay));
  }
  onTheWay.delete(no);
  const longest = add(weights.get(no) ?? NOTHING, rest);
  known.set(no, longest);
  return longest;
}
