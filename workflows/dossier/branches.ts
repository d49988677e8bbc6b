/** Parallel branches by name. One that throws takes the whole workflow task with it, so that no bug stays unseen. */
export class Branches {
  readonly #running = new Set<string>();
  #failure: { readonly error: unknown } | null = null;
  #uninterrupted = 0;

  /** Starts a branch unless one of that name is running. */
  start(name: string, body: () => Promise<void>): void {
    if (this.#running.has(name)) return;
    this.#running.add(name);
    body().then(
      () => this.#running.delete(name),
      (error: unknown) => (this.#failure = { error }),
    );
  }

  isRunning(name: string): boolean {
    return this.#running.has(name);
  }

  get isEmpty(): boolean {
    return this.#running.size === 0;
  }

  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  /** Marks work that the run may not end in the middle of: it couldn't tell afterwards whether it was done. */
  async uninterrupted<T>(work: () => Promise<T>): Promise<T> {
    this.#uninterrupted += 1;
    try {
      return await work();
    } finally {
      this.#uninterrupted -= 1;
    }
  }

  get mayEnd(): boolean {
    return this.#uninterrupted === 0;
  }

  rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
