/** Quality objectives: what people send, and what they are shown. */
import {
  courseOf,
  DIRECTIONS,
  expectedBy,
  isOffCourse,
  isReached,
  mayComplete,
  monthOf,
  type Objective,
  type ObjectiveCommand,
} from '#libs/quality';
import { KNOWN_METRICS } from '#libs/scoring';
import { z } from 'zod';
import { officerActor } from '../http/actor.ts';
import { reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import type { KindApi } from './kind.ts';
import { day, longText, wish } from './wishes.ts';

const MAX_FORMULA = 500;
const MAX_UNIT = 30;
const MAX_VALUE = 1_000_000_000;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

const value = z.number().min(0).max(MAX_VALUE);
const plan = {
  title: shortText,
  why: longText,
  formula: z.string().trim().min(1).max(MAX_FORMULA),
  unit: z.string().trim().min(1).max(MAX_UNIT),
  direction: z.enum(DIRECTIONS),
  target: value,
  baseline: value.nullable().default(null),
  year: z.number().int().min(2000).max(2100),
  owner: shortText,
  actions: z
    .array(
      z.strictObject({
        what: longText,
        why: longText,
        who: shortText,
        where: shortText,
        when: day,
        how: longText,
      }),
    )
    .min(1),
};

const view = z.object({
  why: z.string(),
  formula: z.string(),
  unit: z.string(),
  direction: z.enum(DIRECTIONS),
  target: z.number(),
  baseline: z.number().nullable(),
  year: z.number().int(),
  approvedBy: named.nullable(),
  approvedOn: z.string().nullable(),
  actions: z.array(
    z.object({
      what: z.string(),
      why: z.string(),
      who: named,
      where: z.string(),
      when: z.string(),
      how: z.string(),
      /** May the one who asks say that it is done? */
      mine: z.boolean(),
      done: z.string().nullable(),
      result: z.string().nullable(),
    }),
  ),
  /** How a month is held against the target. */
  course: z.enum(['linear-from-zero', 'linear', 'direct']),
  offCourse: z.boolean(),
  /** The twelve of its year. */
  months: z.array(
    z.object({
      month: z.string(),
      expected: z.number(),
      /** Null: not measured, or not measurable. */
      value: z.number().nullable(),
      /** Why it could not be measured: the metric that nobody had, or `divided-by-zero`. */
      lacks: z.string().nullable(),
      measuredOn: z.string().nullable(),
      onCourse: z.boolean().nullable(),
    }),
  ),
  corrections: z.array(z.object({ on: z.string(), month: z.string(), note: z.string(), by: named })),
});

const brief = view
  .pick({ direction: true, target: true, unit: true, year: true, offCourse: true })
  .extend({ value: z.number().nullable(), month: z.string().nullable() });

/** A system measures; nobody sends it. */
type Wish = Exclude<ObjectiveCommand, { type: 'measure' }>;

export const OBJECTIVES: KindApi<Wish, z.infer<typeof view>> = {
  kind: 'objective',
  wish: z.discriminatedUnion('type', [
    wish('draft', plan),
    wish('revise', plan),
    wish('approve', {}),
    wish('send-back', { reason }),
    wish('complete', { action: z.number().int().min(0), result: longText }),
    wish('correct', { note: longText }),
    wish('hand-over', { owner: shortText, reason }),
    wish('conclude', { met: z.boolean(), reason }),
    wish('drop', { reason }),
  ]),
  view,
  brief: {
    view: brief,
    of(body) {
      const objective = body as Objective;
      const { direction, target, unit, year, measurements } = objective;
      const last = measurements.findLast((one) => one.value !== null);
      return {
        direction,
        target,
        unit,
        year,
        offCourse: isOffCourse(objective),
        value: last?.value ?? null,
        month: last?.month ?? null,
      };
    },
  },
  show({ body, agency }, _id, { names, me, runtime }) {
    const objective = body as Objective;
    const actor = officerActor(me.authorities);
    const { why, formula, unit, direction, target, baseline, year, approvedBy, approvedOn } = objective;
    return {
      why,
      formula,
      unit,
      direction,
      target,
      baseline,
      year,
      approvedOn,
      approvedBy: approvedBy === null ? null : names.officer(approvedBy),
      actions: objective.actions.map(({ who, ...action }) => ({
        ...action,
        who: names.officer(who),
        mine: mayComplete(objective, { who }, { actor, agency, now: runtime.now() }),
      })),
      course: courseOf(objective),
      offCourse: isOffCourse(objective),
      months: monthsOf(objective),
      corrections: objective.corrections.map(({ by, ...one }) => ({ ...one, by: names.officer(by) })),
    };
  },
};

function monthsOf(objective: Objective): z.infer<typeof view>['months'] {
  return MONTHS.map((number) => {
    const month = `${objective.year}-${String(number).padStart(2, '0')}`;
    const measured = objective.measurements.find((one) => one.month === month);
    const expected = expectedBy(objective, monthOf(month));
    const found = measured?.value ?? null;
    return {
      month,
      expected,
      value: found,
      lacks: measured?.lacks ? titleOf(measured.lacks) : null,
      measuredOn: measured?.on ?? null,
      onCourse: found === null ? null : isReached(objective, found, expected),
    };
  });
}

const titleOf = (lacks: string): string =>
  Object.hasOwn(KNOWN_METRICS, lacks) ? KNOWN_METRICS[lacks as keyof typeof KNOWN_METRICS].title : lacks;
