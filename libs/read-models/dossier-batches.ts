/** What a batch's events make of its dossiers. The lists and the figures, when they go side by side, share it. */
import { DOSSIER, fromRecorded } from '#libs/commands';
import { evolve, initialState, type DossierState, type RecordedDossierEvent } from '#libs/dossier';
import type { Ledger, RecordedEvent } from '#libs/ledger';

/** An event, and the dossier as it leaves it. */
export interface Evolved {
  readonly event: RecordedDossierEvent;
  readonly state: DossierState;
}

export interface DossierNews {
  readonly dossier: string;
  readonly before: DossierState;
  /** At least one. */
  readonly events: readonly Evolved[];
  /** The applicant's key, known from the ledger's row and not from the event. */
  readonly subject: string | null;
}

/** Open dossiers of a busy shard fit; what falls out is read again from the ledger. */
const MAX_KNOWN = 12_000;

interface Known {
  readonly state: DossierState;
  readonly subject: string | null;
}

const UNKNOWN: Known = { state: initialState, subject: null };

/** Batches that consumers share: who comes first folds. */
export type FoldedBatches = WeakMap<readonly RecordedEvent[], Promise<readonly DossierNews[]>>;

/** One consumer's: each is at a place of its own, and knows the dossiers as they were there. */
export class DossierBatches {
  readonly #ledger: Pick<Ledger, 'load'>;
  readonly #folded: FoldedBatches;
  /** As of the last batch. One that was rolled back leaves states ahead of the rows, which their versions tell. */
  readonly #known = new Latest<Known>(MAX_KNOWN);

  constructor(ledger: Pick<Ledger, 'load'>, folded: FoldedBatches) {
    this.#ledger = ledger;
    this.#folded = folded;
  }

  async of(batch: readonly RecordedEvent[]): Promise<readonly DossierNews[]> {
    const news = await (this.#folded.get(batch) ?? this.#begin(batch));
    for (const { dossier, events, subject } of news) {
      const { state } = events.at(-1)!;
      this.#known.keep(dossier, 'closedAt' in state ? undefined : { state, subject });
    }
    return news;
  }

  #begin(batch: readonly RecordedEvent[]): Promise<readonly DossierNews[]> {
    const folding = this.#fold(batch);
    this.#folded.set(batch, folding);
    folding.catch(() => this.#folded.delete(batch));
    return folding;
  }

  async #fold(batch: readonly RecordedEvent[]): Promise<readonly DossierNews[]> {
    const byDossier = Map.groupBy(
      batch.filter((event) => event.kind === DOSSIER),
      (event) => event.streamId,
    );
    const news: DossierNews[] = [];
    for (const [dossier, recorded] of byDossier) {
      const version = recorded[0]!.version - 1;
      const before = this.#at(dossier, version) ?? (await this.#read(dossier, version));
      const subject = before.subject ?? subjectIn(recorded);
      news.push({ dossier, before: before.state, events: evolvedFrom(before.state, recorded), subject });
    }
    return news;
  }

  #at(dossier: string, version: number): Known | undefined {
    if (version === 0) return UNKNOWN;
    const known = this.#known.get(dossier);
    return known && versionOf(known.state) === version ? known : undefined;
  }

  async #read(dossier: string, version: number): Promise<Known> {
    const recorded = await this.#ledger.load(dossier, { to: version });
    return { state: evolvedFrom(initialState, recorded).at(-1)!.state, subject: subjectIn(recorded) };
  }
}

export const versionOf = (state: DossierState): number => (state.status === 'none' ? 0 : state.version);

/** @param from as the events before left it. */
export function evolvedFrom(from: DossierState, recorded: readonly RecordedEvent[]): Evolved[] {
  let state = from;
  return recorded.map((one) => {
    const event = fromRecorded(one);
    state = evolve(state, event);
    return { event, state };
  });
}

const subjectIn = (recorded: readonly RecordedEvent[]): string | null =>
  recorded.find((event) => event.piiSubject !== undefined)?.piiSubject ?? null;

/** What was kept last, so many at most. */
export class Latest<Value> {
  readonly #most: number;
  readonly #kept = new Map<string, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    return this.#kept.get(key);
  }

  /** @param value undefined: it is kept no longer. */
  keep(key: string, value: Value | undefined): void {
    this.#kept.delete(key);
    if (value === undefined) return;
    this.#kept.set(key, value);
    if (this.#kept.size <= this.#most) return;
    const oldest = this.#kept.keys().next().value;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}
