/** Dossiers lately acted on, so that a command reads only the events since. Never the truth: the ledger is asked each time. */
const MAX_STATES = 5_000;

export class StateCache<State> {
  /** A Map keeps the order of insertion: the first key is the one longest unused. */
  readonly #states = new Map<string, State>();

  get(dossier: string): State | undefined {
    const state = this.#states.get(dossier);
    if (state !== undefined) this.#touch(dossier, state);
    return state;
  }

  put(dossier: string, state: State): void {
    this.#touch(dossier, state);
    if (this.#states.size <= MAX_STATES) return;
    const oldest = this.#states.keys().next().value;
    if (oldest !== undefined) this.#states.delete(oldest);
  }

  #touch(dossier: string, state: State): void {
    this.#states.delete(dossier);
    this.#states.set(dossier, state);
  }
}
