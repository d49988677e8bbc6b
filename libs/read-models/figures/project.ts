/** Folds a batch of the ledger into figures and findings, in the transaction that moves the checkpoint. */
import { initialState } from '#libs/dossier';
import { shardOf, type ProjectedBatch, type RecordedEvent } from '#libs/ledger';
import { evolvedFrom, Latest, versionOf, type DossierNews } from '../dossier-batches.ts';
import { FigureBatch } from './batch.ts';
import { FIGURES_SHARDS } from './consumer.ts';
import { DossierFold, findingRow, UNKNOWN, type FigureParts, type Folded } from './fold.ts';
import { projectSettings } from './project-settings.ts';

/** Open dossiers of a busy shard fit; what falls out is read again from the ledger. */
const MAX_FOLDED = 12_000;

export class FigureProjection {
  readonly #parts: FigureParts;
  readonly #fold: DossierFold;
  /** As of the last batch. One that was rolled back leaves states ahead of the rows, which their versions tell. */
  readonly #known = new Latest<Folded>(MAX_FOLDED);

  constructor(parts: FigureParts) {
    this.#parts = parts;
    this.#fold = new DossierFold(parts);
  }

  /** @param news of the dossiers in the batch. */
  async project(events: readonly RecordedEvent[], news: readonly DossierNews[]): Promise<ProjectedBatch> {
    const batch = news.length > 0 ? await this.#changesBy(news) : undefined;
    return async (client) => {
      await projectSettings(events, client);
      await batch?.write(client, shardOf(events[0]!.streamId, FIGURES_SHARDS));
    };
  }

  async #changesBy(news: readonly DossierNews[]): Promise<FigureBatch> {
    await this.#fold.refresh();
    const batch = new FigureBatch();
    for (const { dossier, before: state, events } of news) {
      const before = await this.#before(dossier, versionOf(state));
      const { after, found } = await this.#fold.on(before, events);
      this.#known.keep(dossier, 'closedAt' in after.state ? undefined : after);
      const [old, now] = [this.#fold.rowsOf(before), this.#fold.rowsOf(after)];
      if (!now) continue;
      const findings = found.map((finding) => findingRow(dossier, finding, now.dossier));
      batch.change(old, now, findings);
    }
    return batch;
  }

  async #before(dossier: string, version: number): Promise<Folded> {
    if (version === 0) return UNKNOWN;
    const known = this.#known.get(dossier);
    if (known && versionOf(known.state) === version) return known;
    const events = await this.#parts.ledger.load(dossier, { to: version });
    return (await this.#fold.on(UNKNOWN, evolvedFrom(initialState, events))).after;
  }
}
