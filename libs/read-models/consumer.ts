/** The consumer that folds the ledger into the read models, and how it begins again. */
import type { Ledger } from '#libs/ledger';
import type { Pool } from 'pg';
import { refoldEditions } from './project-editions.ts';

/** Its checkpoints say how far the read models are. */
export const READ_CONSUMER = 'read';
/** Changing it means rebuilding: checkpoints belong to a number of shards. */
export const READ_SHARDS = 2;

/**
 * Empties the read models in one transaction; the projector then folds the ledger from its first event. Editions are
 * folded here and now: without them no command could be decided.
 */
export async function emptyReadModels(
  pool: Pool,
  ledger: Pick<Ledger, 'load' | 'resetCheckpoints'>,
): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    // In the order in which the projector writes, so that neither waits for the other in a circle.
    await ledger.resetCheckpoints(READ_CONSUMER, client);
    await client.query(
      'truncate read.dossier, read.step, read.notice, read.scoring_year, read.scoring_sheet, read.nonconformity, read.qms, read.qms_programme, read.survey, read.quality_record, read.quality_duty',
    );
    await refoldEditions(ledger, client);
    await client.query('commit');
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}
