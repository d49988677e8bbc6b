/**
 * The figures' rows as they were known at a moment: those that no later event touched as they are, the others folded
 * again from the ledger up to it. So one statement counts either.
 */
import type { Instant } from '#libs/calendar';
import { initialState } from '#libs/dossier';
import type { Ledger } from '#libs/ledger';
import type { Pool } from 'pg';
import { evolvedFrom } from '../dossier-batches.ts';
import { DossierFold, findingRow, knownAtOf, UNKNOWN, type FigureParts } from '../figures/fold.ts';
import type { FigureRow, FigureStepRow } from '../figures/rows.ts';
import type { FindingRow } from '../figures/write.ts';
import { inParallel } from './in-parallel.ts';

export interface KnownRows {
  /** Dossiers whose rows say more than was known. */
  readonly changed: readonly string[];
  readonly dossiers: readonly FigureRow[];
  readonly steps: readonly FigureStepRow[];
  readonly findings: readonly FindingRow[];
}

/** Steps of a dossier that another agency received count for the agency that did them. */
const CHANGED = `select f.dossier from read.figure_dossier f
  where (f.known_at is null or f.known_at > $2) and f.received_at < $3
    and (f.agency = any($1) or exists (
      select from read.figure_step s where s.dossier = f.dossier and s.agency = any($1)))`;

export async function rowsKnownAt(
  parts: FigureParts & { readonly ledger: Pick<Ledger, 'load'>; readonly pool: Pool },
  agencies: readonly string[],
  end: Instant,
  asOf: Instant,
): Promise<KnownRows> {
  const { rows } = await parts.pool.query<{ dossier: string }>(CHANGED, [agencies, asOf, end]);
  const changed = rows.map(({ dossier }) => dossier);
  const dossiers: FigureRow[] = [];
  const steps: FigureStepRow[] = [];
  const findings: FindingRow[] = [];
  if (changed.length > 0) {
    const fold = new DossierFold(parts);
    await fold.refresh();
    await inParallel(changed, async (dossier) => {
      const events = await parts.ledger.load(dossier);
      const evolved = evolvedFrom(
        initialState,
        events.filter((event) => knownAtOf(event) <= asOf),
      );
      const { after, found } = await fold.on(UNKNOWN, evolved);
      const made = fold.rowsOf(after);
      if (!made) return;
      dossiers.push(made.dossier);
      steps.push(...made.steps);
      findings.push(...found.map((finding) => findingRow(dossier, finding, made.dossier)));
    });
  }
  return { changed, dossiers, steps, findings };
}
