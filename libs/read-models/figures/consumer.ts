/** The consumer that folds figures and findings, apart from the one of the lists: neither holds the other back. */
import type { Ledger } from '#libs/ledger';
import type { Pool } from 'pg';

export const FIGURES_CONSUMER = 'figures';
/** Changing it means rebuilding: checkpoints belong to a number of shards. */
export const FIGURES_SHARDS = 2;

const TABLES = [
  'figure_dossier',
  'figure_step',
  'figure_step_month',
  'figure_month',
  'figure_agency_month',
  'finding',
  'nonconformity_settings',
];

/** Empties them in one transaction; the projector then folds the ledger from its first event. */
export async function emptyFigures(pool: Pool, ledger: Pick<Ledger, 'resetCheckpoints'>): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    // In the order in which the projector writes, so that neither waits for the other in a circle.
    await ledger.resetCheckpoints(FIGURES_CONSUMER, client);
    await client.query(`truncate ${TABLES.map((table) => `read.${table}`).join(', ')}`);
    await client.query('commit');
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
