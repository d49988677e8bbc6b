/** Numbers kept whole because a median needs them all: eight bytes each. */
const FIRST_CAPACITY = 16;

export class Numbers {
  #values = new Float64Array(FIRST_CAPACITY);
  #count = 0;

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count] = value;
    this.#count += 1;
  }

  get count(): number {
    return this.#count;
  }

  /** Of an even count the mean of the middle two. */
  median(): number | null {
    const sorted = this.#sorted();
    const [low, high] = [sorted[(this.#count - 1) >> 1], sorted[this.#count >> 1]];
    return low === undefined || high === undefined ? null : (low + high) / 2;
  }

  /** The least of them below or at which that share of all lies (nearest rank). */
  quantile(share: number): number | null {
    return this.#sorted()[Math.max(0, Math.ceil(share * this.#count) - 1)] ?? null;
  }

  #sorted(): Float64Array {
    return this.#values.slice(0, this.#count).sort();
  }
}
