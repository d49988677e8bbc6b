/** The times between events, kept whole because a median needs them all: eight bytes each. */
const FIRST_CAPACITY = 16;
const MICROSECONDS_PER_MINUTE = 60_000_000;

export class Gaps {
  #values = new Float64Array(FIRST_CAPACITY);
  #count = 0;

  add(microseconds: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count] = microseconds;
    this.#count += 1;
  }

  /** Of an even count the mean of the middle two; one division of whole microseconds, so it is rounded only once. */
  medianMinutes(): number | null {
    if (this.#count === 0) return null;
    const sorted = this.#values.slice(0, this.#count).sort();
    const low = sorted[(this.#count - 1) >> 1] ?? 0;
    const high = sorted[this.#count >> 1] ?? 0;
    return (low + high) / (2 * MICROSECONDS_PER_MINUTE) + 0;
  }
}
