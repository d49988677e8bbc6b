/** Answered survey forms, to be counted. */
import type { Answers } from '#libs/quality';
import type { Pool } from 'pg';

export interface SurveyWanted {
  /** Undefined: every agency. */
  readonly agencies?: readonly string[] | undefined;
  readonly procedure?: string | undefined;
  /** Dossiers in which this step ran over its time. */
  readonly lateStep?: string | undefined;
  /** YYYY-MM, both included. */
  readonly from: string;
  readonly to: string;
  /** Only forms of this set and edition can be counted together. */
  readonly set: string;
  readonly edition: number;
}

export interface SurveyForm {
  readonly survey: string;
  readonly agency: string;
  readonly procedure: string;
  readonly month: string;
  readonly answers: Answers;
  readonly lateSteps: readonly string[];
}

/** Past it a period has to be narrowed. */
export const MAX_FORMS = 50_000;

const WHERE = `set_code = $1 and edition = $2 and month between $3 and $4
  and ($5::text[] is null or agency = any ($5)) and ($6::text is null or procedure = $6)
  and ($7::text is null or $7 = any (late_steps))`;

const valuesOf = (wanted: SurveyWanted): unknown[] => [
  wanted.set,
  wanted.edition,
  wanted.from,
  wanted.to,
  wanted.agencies ?? null,
  wanted.procedure ?? null,
  wanted.lateStep ?? null,
];

/** At most MAX_FORMS + 1: one more than may be counted tells that there are too many. */
export async function surveyForms(pool: Pool, wanted: SurveyWanted): Promise<readonly SurveyForm[]> {
  const { rows } = await pool.query<SurveyForm>(
    `select stream_id as survey, agency, procedure, month, answers, late_steps as "lateSteps"
     from read.survey where ${WHERE} order by month, stream_id limit ${MAX_FORMS + 1}`,
    valuesOf(wanted),
  );
  return rows;
}

/** Those in which somebody wrote something, the newest month first and in no order within it. */
export async function commentedForms(
  pool: Pool,
  wanted: SurveyWanted,
  limit: number,
): Promise<readonly SurveyForm[]> {
  const { rows } = await pool.query<SurveyForm>(
    `select stream_id as survey, agency, procedure, month, answers, late_steps as "lateSteps"
     from read.survey where ${WHERE} and commented order by month desc, stream_id limit ${limit}`,
    valuesOf(wanted),
  );
  return rows;
}
