/** The ids of all dossiers that are open, page by page, so that nobody holds them all. */
import type { Pool } from 'pg';

const PAGE = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

export async function* openDossiers(pool: Pool): AsyncGenerator<string> {
  for (let last = FIRST; ;) {
    const { rows } = await pool.query<{ id: string }>(
      `select id from read.dossier where id > $1 and status = 'open' order by id limit ${PAGE}`,
      [last],
    );
    for (const { id } of rows) yield id;
    if (rows.length < PAGE) return;
    last = rows.at(-1)!.id;
  }
}
