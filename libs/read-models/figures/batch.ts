/** What a batch changes, gathered from the rows of its dossiers before and after. */
import type { PoolClient } from 'pg';
import { changedVisits } from '../changed-visits.ts';
import type { Rows } from './fold.ts';
import { FigureMonths } from './months.ts';
import type { FigureRow, FigureStepRow } from './rows.ts';
import { StepMonths } from './step-months.ts';
import { writeFigures, type FindingRow } from './write.ts';

export class FigureBatch {
  readonly #received: FigureRow[] = [];
  readonly #dossiers: FigureRow[] = [];
  readonly #steps: FigureStepRow[] = [];
  readonly #gone: FigureStepRow[] = [];
  readonly #findings: FindingRow[] = [];
  readonly #months = new FigureMonths();
  readonly #stepMonths = new StepMonths();

  /** @param old undefined: it had none. */
  change(old: Rows | undefined, now: Rows, findings: readonly FindingRow[] = []): void {
    (old ? this.#dossiers : this.#received).push(now.dossier);
    if (old) this.#months.add(old.dossier, old.standings, -1);
    this.#months.add(now.dossier, now.standings, 1);
    // A row that differs goes and comes: its month's sums lose the one and gain the other.
    const { added, changed, replaced, gone } = changedVisits(old?.steps ?? [], now.steps);
    for (const row of [...replaced, ...gone]) this.#stepMonths.add(row, -1);
    for (const row of [...added, ...changed]) this.#stepMonths.add(row, 1);
    this.#steps.push(...added, ...changed);
    this.#gone.push(...replaced, ...gone);
    this.#findings.push(...findings);
  }

  async write(client: PoolClient, shard: number): Promise<void> {
    await writeFigures(client, {
      shard,
      received: this.#received,
      dossiers: this.#dossiers,
      steps: this.#steps,
      gone: this.#gone,
      findings: this.#findings,
      months: this.#months,
      stepMonths: this.#stepMonths,
    });
  }
}
