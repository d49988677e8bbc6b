/** Lists of the yearly scoring. */
import type { Pool } from 'pg';

export interface ScoringYearRow {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly phase: string;
  readonly agencies: number;
}

/** The latest period first. */
export async function scoringYears(pool: Pool): Promise<readonly ScoringYearRow[]> {
  const { rows } = await pool.query<ScoringYearRow>(
    `select id, title, period_from::text as "from", period_to::text as "to", phase, agencies
     from read.scoring_year order by period_to desc, id`,
  );
  return rows;
}

/** Totals to the cent, null where the stage was not reached. */
export interface ScoringSheetRow {
  readonly agency: string;
  readonly self: number | null;
  readonly selfAt: string | null;
  readonly missed: string | null;
  readonly reviewed: number | null;
  readonly onSite: boolean;
  readonly verified: number | null;
  readonly adjusted: number | null;
  readonly appealOpen: boolean;
  readonly final: number | null;
  readonly band: string | null;
  readonly amended: number | null;
  readonly amendedBand: string | null;
}

/** Of a year's agencies, those whose sheet has any event. */
export async function scoringSheets(pool: Pool, year: string): Promise<readonly ScoringSheetRow[]> {
  const { rows } = await pool.query<ScoringSheetRow>(
    `select agency, self::float8 as self, to_char(self_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "selfAt",
       missed, reviewed::float8 as reviewed, on_site as "onSite", verified::float8 as verified,
       adjusted::float8 as adjusted, appeal_open as "appealOpen", final::float8 as final, band,
       amended::float8 as amended, amended_band as "amendedBand"
     from read.scoring_sheet where year = $1`,
    [year],
  );
  return rows;
}
