/** What each of the figures' tables holds, in one hash. */
import type { Pool } from 'pg';

const TABLES = [
  'figure_dossier',
  'figure_step',
  'figure_step_month',
  'figure_month',
  'figure_agency_month',
  'finding',
];

export async function figureHashes(pool: Pool): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of TABLES) {
    const { rows } = await pool.query<{ hash: string | null }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as hash from read.${table} t`,
    );
    found[table] = rows[0]?.hash ?? '';
  }
  return found;
}
