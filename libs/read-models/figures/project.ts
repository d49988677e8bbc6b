/** Folds a batch of the ledger into figures and findings, in the transaction that moves the checkpoint. */
import { DOSSIER } from '#libs/commands';
import { shardOf, type RecordedEvent } from '#libs/ledger';
import type { PoolClient } from 'pg';
import { FigureBatch } from './batch.ts';
import { FIGURES_SHARDS } from './consumer.ts';
import { DossierFold, findingRow, UNKNOWN, type FigureParts, type Folded } from './fold.ts';
import { projectSettings } from './project-settings.ts';

/** Open dossiers of a busy shard fit; what falls out is read again from the ledger. */
const MAX_FOLDED = 20_000;

export class FigureProjection {
  readonly #parts: FigureParts;
  readonly #fold: DossierFold;
  /** As of the last batch. One that was rolled back leaves states ahead of the rows, which their versions tell. */
  readonly #known = new Map<string, Folded>();

  constructor(parts: FigureParts) {
    this.#parts = parts;
    this.#fold = new DossierFold(parts);
  }

  async project(events: readonly RecordedEvent[], client: PoolClient): Promise<void> {
    await projectSettings(events, client);
    const byDossier = Map.groupBy(
      events.filter((event) => event.kind === DOSSIER),
      (event) => event.streamId,
    );
    if (byDossier.size === 0) return;
    await this.#fold.refresh();
    const batch = new FigureBatch();
    for (const [dossier, news] of byDossier) {
      const before = await this.#before(dossier, news[0]!);
      const { after, found } = await this.#fold.on(before, news);
      this.#keep(dossier, after);
      const [old, now] = [this.#fold.rowsOf(before), this.#fold.rowsOf(after)];
      if (!now) continue;
      const findings = found.map((finding) => findingRow(dossier, finding, now.dossier));
      batch.change(old, now, findings);
    }
    await batch.write(client, shardOf(events[0]!.streamId, FIGURES_SHARDS));
  }

  async #before(dossier: string, next: RecordedEvent): Promise<Folded> {
    if (next.version === 1) return UNKNOWN;
    const known = this.#known.get(dossier);
    if (known && 'version' in known.state && known.state.version === next.version - 1) return known;
    const events = await this.#parts.ledger.load(dossier, { to: next.version - 1 });
    return (await this.#fold.on(UNKNOWN, events)).after;
  }

  #keep(dossier: string, folded: Folded): void {
    this.#known.delete(dossier);
    if ('closedAt' in folded.state) return;
    this.#known.set(dossier, folded);
    if (this.#known.size <= MAX_FOLDED) return;
    const oldest = this.#known.keys().next().value;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
