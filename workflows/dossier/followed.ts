/**
 * A dossier as its workflow knows it: the fold of what it was told, and whether it must ask the ledger.
 * It computes no deadline and decides nothing; plain code, tested without a server.
 */
import {
  dueTimers,
  evolve,
  initialState,
  MAIN_PART,
  type DossierState,
  type OpenStep,
  type Timer,
} from '#libs/dossier';
import type { Edition } from '#libs/procedure';
import type { Told } from './messages.ts';

type FoldListener = (told: Told, before: DossierState, after: DossierState) => void;

export class Followed {
  #state: DossierState = initialState;
  /** Hash of each version folded; version n at n − 1. */
  #hashes: string[] = [];
  /** Highest version heard of. */
  #heard: number;
  /** The ledger was restored to another history: everything must be read again. */
  #diverged = false;
  #edition: Edition | null = null;
  #timers: readonly Timer[] | null = null;
  readonly #listeners = new Set<FoldListener>();

  constructor(heard = 0) {
    this.#heard = heard;
  }

  get state(): DossierState {
    return this.#state;
  }

  get version(): number {
    return this.#hashes.length;
  }

  get edition(): Edition | null {
    return this.#edition;
  }

  /** True while the ledger has something that this does not know. */
  get isBehind(): boolean {
    return this.#diverged || this.#heard > this.version;
  }

  /** First version to ask the ledger for: the last one known, so that it is seen to be still there. */
  get wanted(): number {
    return this.#diverged ? 1 : Math.max(1, this.version);
  }

  /** The pinned edition that is not at hand, if any. */
  get editionWanted(): { procedure: string; edition: number } | null {
    const { state } = this;
    if (state.status !== 'open') return null;
    const { procedure, edition } = state.pinned;
    return this.#edition?.code === procedure && this.#edition.edition === edition
      ? null
      : { procedure, edition };
  }

  /** Told by a signal: folds what follows on, ignores what is known, remembers what is missing. */
  hear(told: readonly Told[]): void {
    for (const { version, hash, event } of told) {
      this.#heard = Math.max(this.#heard, version);
      if (version <= this.version) {
        if (this.#hashes[version - 1] !== hash) this.#diverged = true;
      } else if (version === this.version + 1 && event && !this.#diverged) {
        this.#fold(hash, event);
      }
    }
  }

  /** Read from the ledger, from `wanted` to its end: the ledger is right, whatever was heard before. */
  learn(from: number, events: readonly Required<Told>[], heardBefore: number): void {
    if (this.#diverged && from === 1) this.#forget();
    if (from <= this.version && events[0]?.version !== from) this.#diverged = true;
    for (const { version, hash, event } of events) {
      if (version === this.version + 1) this.#fold(hash, event);
      else if (this.#hashes[version - 1] !== hash) this.#diverged = true;
    }
    // Only what was heard while reading can still be missing: a restored ledger may be shorter.
    this.#heard = this.#heard > heardBefore ? this.#heard : this.version;
  }

  #forget(): void {
    this.#state = initialState;
    this.#hashes = [];
    this.#diverged = false;
    this.#timers = null;
  }

  get heard(): number {
    return this.#heard;
  }

  /** Something else wrote to the ledger (a refusal said so): ask it, though no signal came yet. */
  suspectMore(): void {
    this.#heard = Math.max(this.#heard, this.version + 1);
  }

  pin(edition: Edition): void {
    this.#edition = edition;
    this.#timers = null;
  }

  /** What can fall due as things stand. */
  get timers(): readonly Timer[] {
    if (this.editionWanted || !this.#edition) return [];
    this.#timers ??= dueTimers(this.#state, this.#edition);
    return this.#timers;
  }

  has(timer: Timer): boolean {
    return this.timers.some((t) => t.key === timer.key && t.at === timer.at);
  }

  get openSteps(): readonly OpenStep[] {
    return this.#state.status === 'open' ? this.#state.open : [];
  }

  isOpen({ step, run }: { step: string; run: number }): boolean {
    return this.openSteps.some((open) => open.step === step && open.run === run);
  }

  /** Open parts at an agency other than the one that received the dossier. */
  get partsElsewhere(): readonly string[] {
    return this.#state.status === 'open' ? this.#elsewhere((closedAt) => closedAt === null) : [];
  }

  /** Parts that such an agency has done. */
  get partsDoneElsewhere(): readonly string[] {
    return this.#elsewhere((closedAt) => closedAt !== null);
  }

  #elsewhere(wanted: (closedAt: string | null) => boolean): readonly string[] {
    if (!('pinned' in this.#state)) return [];
    const here = this.#state.pinned.placements[MAIN_PART]?.agency;
    return this.#state.parts
      .filter(({ part, agency, closedAt }) => part !== MAIN_PART && agency !== here && wanted(closedAt))
      .map(({ part }) => part);
  }

  /** How far it is, without the event: enough for another to know whether it lacks something. */
  get latest(): Told {
    return { version: this.version, hash: this.#hashes.at(-1) ?? '' };
  }

  /** Calls `listener` with every event folded from now on; the answer stops that. */
  onFold(listener: FoldListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #fold(hash: string, event: Required<Told>['event']): void {
    const before = this.#state;
    this.#state = evolve(before, event);
    this.#hashes.push(hash);
    this.#timers = null;
    for (const listen of this.#listeners) listen({ version: this.version, hash, event }, before, this.#state);
  }
}
