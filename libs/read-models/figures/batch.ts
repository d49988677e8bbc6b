/** What a batch changes, gathered from the rows of its dossiers before and after. */
import type { PoolClient } from 'pg';
import type { Rows } from './fold.ts';
import { FigureMonths } from './months.ts';
import type { FigureRow, FigureStepRow } from './rows.ts';
import { StepMonths } from './step-months.ts';
import { writeFigures, type FindingRow } from './write.ts';

export class FigureBatch {
  readonly #dossiers: FigureRow[] = [];
  readonly #steps: FigureStepRow[] = [];
  readonly #gone: FigureStepRow[] = [];
  readonly #findings: FindingRow[] = [];
  readonly #months = new FigureMonths();
  readonly #stepMonths = new StepMonths();

  /** @param old undefined: it had none. */
  change(old: Rows | undefined, now: Rows, findings: readonly FindingRow[] = []): void {
    this.#dossiers.push(now.dossier);
    if (old) this.#months.add(old.dossier, old.standings, -1);
    this.#months.add(now.dossier, now.standings, 1);
    const { news, gone } = changeOf(old?.steps ?? [], now.steps);
    this.#steps.push(...news);
    this.#gone.push(...gone);
    for (const row of gone) this.#stepMonths.add(row, -1);
    for (const row of news) this.#stepMonths.add(row, 1);
    this.#findings.push(...findings);
  }

  async write(client: PoolClient, shard: number): Promise<void> {
    await writeFigures(client, {
      shard,
      dossiers: this.#dossiers,
      steps: this.#steps,
      gone: this.#gone,
      findings: this.#findings,
      months: this.#months,
      stepMonths: this.#stepMonths,
    });
  }
}

const place = (row: FigureStepRow): string => `${row.step}#${row.run}`;

/** A row that differs goes and comes: its month's sums lose the one and gain the other. */
function changeOf(old: readonly FigureStepRow[], now: readonly FigureStepRow[]) {
  const known = new Map(old.map((row) => [place(row), row]));
  const news = now.filter((row) => JSON.stringify(known.get(place(row))) !== JSON.stringify(row));
  const replaced = news.flatMap((row) => known.get(place(row)) ?? []);
  const kept = new Set(now.map(place));
  return { news, gone: [...replaced, ...old.filter((row) => !kept.has(place(row)))] };
}
