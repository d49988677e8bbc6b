/**
 * A province's year of 2022 made up from a seed: 41 agencies under decision 19/2014 (10 of them districts), 209 communes,
 * 3 public service units; their figures, and what people put on the sheets. Late self-scores, sheets that nobody
 * reviews, communes scored too high, points against the computed ones: all occur.
 */
import { readFileSync } from 'node:fs';
import type { Instant, LocalDate } from '#libs/calendar';
import { readSet, SHIPPED_SETS, type CriteriaSet } from '#libs/scoring';
import type {
  DatedPhase,
  Entries,
  Figures,
  MetricsProvider,
  Participant,
  PhaseEnds,
  YearPlan,
} from '#libs/scoring/year';

const DAY_MS = 86_400_000;
const PHASE_DAYS: readonly (readonly [DatedPhase, number])[] = [
  ['self-scoring', 30],
  ['review', 51],
  ['verification', 72],
  ['adjustment', 79],
  ['appeals', 89],
];

export type Luck = () => number;

/** mulberry32: 0 ≤ x < 1. */
export function luckOf(seed: number): Luck {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const shipped = (id: string): CriteriaSet => {
  const { set } = readSet(readFileSync(SHIPPED_SETS.get(id)!, 'utf8'));
  if (set === null) throw new Error(id);
  return set;
};

export const PROVINCE = 'ubnd-tinh';

/** Each with its own rule for an agency that misses its date. */
function setsOfTheYear(): Record<string, CriteriaSet> {
  const proposed = shipped('proposed-100');
  const under = (id: string, missedDate: CriteriaSet['procedure']['missedDate']): CriteriaSet => ({
    ...proposed,
    id,
    procedure: { ...proposed.procedure, missedDate },
  });
  return {
    communes: under('communes', { rule: 'review-only', points: 0 }),
    departments: under('departments', { rule: 'deduct', points: 5 }),
    units: under('units', { rule: 'zero', points: 0 }),
    districts: shipped('bac-giang-2022'),
  };
}

const many = (count: number, make: (index: number) => Participant): Participant[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

function participants(): Participant[] {
  const top = { reviewer: PROVINCE };
  return [
    ...many(10, (n) => ({
      ...top,
      agency: `huyen-${n}`,
      name: `UBND huyện số ${n}`,
      level: 'district',
      set: 'districts',
    })),
    ...many(31, (n) => ({
      ...top,
      agency: `so-${n}`,
      name: `Cơ quan số ${n}`,
      level: 'department',
      set: 'departments',
    })),
    ...many(3, (n) => ({
      ...top,
      agency: `dvsn-${n}`,
      name: `Đơn vị số ${n}`,
      level: 'public-service-unit',
      set: 'units',
    })),
    ...many(209, (n) => ({
      agency: `xa-${n}`,
      name: `UBND xã số ${n}`,
      level: 'commune',
      set: 'communes',
      reviewer: `huyen-${(n % 10) + 1}`,
    })),
  ];
}

export function planFrom(opened: Instant): YearPlan {
  const after = (days: number): Instant =>
    new Date(Date.parse(opened) + days * DAY_MS).toISOString() as Instant;
  return {
    id: '2022',
    title: 'Chấm điểm năm 2022',
    period: { from: '2022-01-01' as LocalDate, to: '2022-12-31' as LocalDate },
    sets: setsOfTheYear(),
    ends: Object.fromEntries(PHASE_DAYS.map(([phase, days]) => [phase, after(days)])) as PhaseEnds,
    reminderDays: [7, 1],
    participants: participants(),
  };
}

/** A count that is known from a moment on, as if an event had brought it. */
interface Fact {
  readonly agency: string;
  readonly metric: string;
  readonly value: number | boolean;
  readonly knownFrom: Instant;
}

/** Figures folded from facts: a question about a moment never sees what came later. */
export class FactMetrics implements MetricsProvider {
  readonly #facts = new Map<string, Fact[]>();

  add(fact: Fact): void {
    this.#facts.set(fact.agency, [...(this.#facts.get(fact.agency) ?? []), fact]);
  }

  figuresOf(agencies: readonly string[], _period: YearPlan['period'], asOf: Instant) {
    return Promise.resolve(new Map(agencies.map((agency) => [agency, this.#foldOf(agency, asOf)])));
  }

  behind() {
    return Promise.resolve([]);
  }

  #foldOf(agency: string, asOf: Instant): Figures {
    const figures: Record<string, number | boolean> = {};
    for (const { metric, value, knownFrom } of this.#facts.get(agency) ?? []) {
      if (knownFrom > asOf) continue;
      const before = figures[metric];
      figures[metric] = typeof value === 'number' && typeof before === 'number' ? before + value : value;
    }
    return figures;
  }
}

/** Metrics that the product doesn't have of every agency. */
const OFTEN_UNKNOWN = new Set(['procedures_matching_one_stop', 'documents_issued', 'risk_register_updated']);

/** Counts stay under their wholes often enough to look like a year; they need not make sense. */
export function factsOf(plan: YearPlan, luck: Luck, knownFrom: Instant): Fact[] {
  return plan.participants.flatMap(({ agency, set }) =>
    Object.entries(plan.sets[set]!.metrics).flatMap(([metric, { unit }]): Fact[] => {
      if (metric.startsWith('communes')) return [];
      if (OFTEN_UNKNOWN.has(metric) && luck() < 0.5) return [];
      const value = unit === 'flag' ? luck() < 0.8 : Math.floor(luck() * luck() * 400);
      return [{ agency, metric, value, knownFrom }];
    }),
  );
}

const REASON = 'theo hồ sơ tại cơ quan';
const inCents = (points: number): number => Math.round(points * 100) / 100;

/**
 * Points for every criterion that a person scores, generous or strict, and now and then in place of what is computed.
 * @param open criteria that nothing has scored yet
 */
export function entriesFor(
  set: CriteriaSet,
  open: readonly string[],
  luck: Luck,
  generosity: number,
): Entries {
  const points: Record<string, { points: number; reason: string }> = {};
  const notApplicable: Record<string, string> = {};
  for (const key of leafKeys(set)) {
    const share = Math.min(1, generosity + luck() * (1 - generosity));
    const value = inCents(maxOf(set, key) * share);
    if (open.includes(key)) points[key] = { points: value, reason: REASON };
    else if (luck() < 0.05) points[key] = { points: value, reason: REASON };
    else if (luck() < 0.02) notApplicable[key] = 'không phát sinh';
  }
  return { evidence: {}, points, notApplicable };
}

function leafKeys(set: CriteriaSet): string[] {
  return set.criteria.flatMap(({ id, scoring }) =>
    scoring.how === 'mixed' ? scoring.parts.map((part) => `${id}/${part.id}`) : [id],
  );
}

function maxOf(set: CriteriaSet, key: string): number {
  const [id, part] = key.split('/');
  const criterion = set.criteria.find((each) => each.id === id)!;
  if (part === undefined || criterion.scoring.how !== 'mixed') return criterion.max;
  return criterion.scoring.parts.find((each) => each.id === part)!.max;
}
