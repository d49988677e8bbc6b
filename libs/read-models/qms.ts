/** Agencies' quality management systems as last folded. */
import { NO_PROGRAMME, type Programme, type QmsState } from '#libs/qms';
import type { Pool } from 'pg';

/** By agency; those without any entry are left out. */
export async function qmsRecords(
  pool: Pool,
  agencies?: readonly string[],
): Promise<ReadonlyMap<string, QmsState>> {
  const { rows } = await pool.query<{ agency: string; record: QmsState }>(
    'select agency, record from read.qms where $1::text[] is null or agency = any($1)',
    [agencies ?? null],
  );
  return new Map(rows.map(({ agency, record }) => [agency, record]));
}

export async function qmsProgramme(pool: Pool): Promise<Programme> {
  const { rows } = await pool.query<{ programme: Programme }>('select programme from read.qms_programme');
  return rows[0]?.programme ?? NO_PROGRAMME;
}
