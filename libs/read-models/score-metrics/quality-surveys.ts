/** Answered survey forms as they were known at a moment. A form names no dossier; nor does a figure of few of them. */
import { readFile } from 'node:fs/promises';
import type { Instant } from '#libs/calendar';
import { formsRequired, LEAST_FORMS, readQuestionSet, SHIPPED_QUESTION_SETS } from '#libs/quality';
import type { QualityPeriod } from '#libs/quality';
import type { Behind, Figures } from '#libs/scoring/year';
import type { Pool } from 'pg';
import { positionsOf } from './dossiers.ts';

export interface FormsKnown {
  /** Of any period: the agency asks its applicants here. */
  readonly ever: number;
  readonly forms: number;
  readonly satisfied: number;
}

const MONTH_LENGTH = 'YYYY-MM'.length;

/** Of each shipped set the question that judges the whole, and the middle of its scale: better than it is satisfied. */
async function judgements(): Promise<string> {
  const sets = await Promise.all(
    [...SHIPPED_QUESTION_SETS.values()].map(async (file) => readQuestionSet(await readFile(file, 'utf8'))),
  );
  return JSON.stringify(
    sets.map(({ code, edition, questions, scale }) => ({
      code,
      edition,
      overall: questions.find(({ overall }) => overall)!.id,
      middle: (scale[0]!.score + scale.at(-1)!.score) / 2,
    })),
  );
}
let read: Promise<string> | undefined;
const setsAsked = (): Promise<string> => (read ??= judgements());

/** Where the judgement of the whole was left open, the mean of the others stands for it, as it does for complaints. */
const FORMS = `forms as (
  select s.stream_id, s.agency, s.month, s.month between $3 and $4 as "within",
    coalesce((s.answers ->> q.overall)::numeric,
      (select avg(value::numeric) from jsonb_each_text(s.answers))) > q.middle as satisfied
  from read.survey s
  join jsonb_to_recordset($5) as q (code text, edition int, overall text, middle numeric)
    on (q.code, q.edition) = (s.set_code, s.edition)
  where s.agency = any($1) and s.month <= $4 and exists (
    select from ledger.event e where e.stream_id = s.stream_id
      and case when e.imported then e.occurred_at else e.recorded_at end <= $2))`;

const valuesOf = async (
  agencies: readonly string[],
  { from, to }: QualityPeriod,
  asOf: Instant,
): Promise<unknown[]> => [
  agencies,
  asOf,
  from.slice(0, MONTH_LENGTH),
  to.slice(0, MONTH_LENGTH),
  await setsAsked(),
];

/** By agency; one that never got a form is left out. Whole months: those that the period touches. */
export async function formsKnownAt(
  pool: Pool,
  agencies: readonly string[],
  period: QualityPeriod,
  asOf: Instant,
): Promise<ReadonlyMap<string, FormsKnown>> {
  const { rows } = await pool.query<FormsKnown & { agency: string }>(
    `with ${FORMS} select agency, count(*)::int as ever, count(*) filter (where "within")::int as forms,
       count(*) filter (where "within" and satisfied)::int as satisfied from forms group by agency`,
    await valuesOf(agencies, period, asOf),
  );
  return new Map(rows.map((row) => [row.agency, row]));
}

/**
 * How many were required stays what the agency's plan says, where it is on record. Fewer than five forms show only how
 * many they are: the criterion is left to a person.
 */
export function measuredByForms(others: Figures, known: FormsKnown | undefined): Figures {
  if (known === undefined) return others;
  const { survey_answers_satisfied: _typed, ...rest } = others;
  const { forms, satisfied } = known;
  const done = others['dossiers_done'];
  return {
    ...(typeof done === 'number' && { survey_answers_required: formsRequired(done) }),
    ...rest,
    survey_answers: forms,
    ...((forms === 0 || forms >= LEAST_FORMS) && { survey_answers_satisfied: satisfied }),
  };
}

const CONDITIONS: Readonly<Record<string, string>> = {
  survey_answers: 'true',
  survey_answers_satisfied: 'satisfied and (select count(*) from forms where "within") >= $6',
};

export const isOfForms = (metric: string): boolean => Object.hasOwn(CONDITIONS, metric);
/** Follows from the dossiers that were done, where no plan says it. */
export const FORMS_REQUIRED = 'survey_answers_required';

/** The forms that a figure counts, by their months. */
export async function formsBehind(
  pool: Pool,
  agency: string,
  metric: string,
  period: QualityPeriod,
  asOf: Instant,
  limit: number,
): Promise<readonly Behind[]> {
  const condition = CONDITIONS[metric];
  if (condition === undefined) return [];
  const { rows } = await pool.query<{ id: string; month: string }>(
    `with ${FORMS} select stream_id as id, month from forms where "within" and (${condition}) and $6::int > 0
     order by month, stream_id limit $7`,
    [...(await valuesOf([agency], period, asOf)), LEAST_FORMS, limit],
  );
  const positions = await positionsOf(
    pool,
    rows.map(({ id }) => id),
    asOf,
  );
  return rows.map(({ id, month }) => ({
    kind: 'survey',
    id,
    label: month,
    positions: positions.get(id) ?? [],
  }));
}
