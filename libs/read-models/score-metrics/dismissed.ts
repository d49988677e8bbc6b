/** Which causes of nonconformities people had dismissed as false alarms, as known at a moment. */
import type { Instant } from '#libs/calendar';
import { foldRecordedNc } from '#libs/commands';
import type { Ledger } from '#libs/ledger';
import type { Pool } from 'pg';
import { knownAtOf } from '../figures/fold.ts';
import { COUNTED_POLICIES, type DismissedCause } from './dossiers.ts';
import { inParallel } from './in-parallel.ts';

export async function dismissedCauses(
  pool: Pool,
  ledger: Pick<Ledger, 'load'>,
  agencies: readonly string[],
  asOf: Instant,
): Promise<readonly DismissedCause[]> {
  // What came back after a dismissal has a later record: the last of a cause says.
  const { rows } = await pool.query<DismissedCause & { id: string }>(
    `select distinct on (agency, policy, procedure, step) id, agency, policy, procedure, step
     from read.nonconformity where agency = any($1) and policy = any($2) and found_at <= $3
     order by agency, policy, procedure, step, found_at desc`,
    [agencies, COUNTED_POLICIES, asOf],
  );
  const dismissed: DismissedCause[] = [];
  await inParallel(rows, async ({ id, ...cause }) => {
    const events = await ledger.load(id);
    const { status } = foldRecordedNc(events.filter((event) => knownAtOf(event) <= asOf));
    if (status === 'dismissed') dismissed.push(cause);
  });
  return dismissed;
}
