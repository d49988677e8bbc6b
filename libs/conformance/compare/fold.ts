/** The comparison of a whole log with one edition: its cases one by one, and what they come to. */
import type { StepNo } from '#libs/procedure';
import { Numbers } from '../log/numbers.ts';
import { keyOfDifference, type ComparedCase, type Difference } from './types.ts';
import type { Yardstick } from './yardstick.ts';

export interface DifferenceCount extends Difference {
  /** In how many cases. */
  readonly cases: number;
}

/** How long a step took where it was timed, in working minutes; null where it never was. */
export interface StepSpeed {
  readonly step: StepNo;
  /** How often it was done. */
  readonly done: number;
  readonly timed: number;
  readonly p10: number | null;
  readonly median: number | null;
  readonly p90: number | null;
  /** The step's own time; null: it has none that can be measured so. */
  readonly time: number | null;
  readonly slow: number;
}

export interface CaseCounts {
  readonly cases: number;
  /** Without any difference. */
  readonly same: number;
  /** Every step, each in its turn: no `missing`, `order` or `unfinished`, whoever did them and however long. */
  readonly inOrder: number;
}

export interface Comparison extends CaseCounts {
  /** Cases that go on: what they have not come to is no difference. */
  readonly open: number;
  readonly events: number;
  /** Events whose activity is no step of the procedure. */
  readonly foreign: number;
  /** Most frequent first. */
  readonly differences: readonly DifferenceCount[];
  readonly speeds: readonly StepSpeed[];
  /** Largest first; a case without a unit is under the empty name. */
  readonly units: readonly (CaseCounts & {
    readonly unit: string;
    readonly differences: readonly DifferenceCount[];
  })[];
}

/** Units beyond these are told together under `OTHER_UNITS`. */
const MAX_UNITS = 200;
export const OTHER_UNITS = '…';
const P10 = 0.1;
const P90 = 0.9;

export class ComparisonFold {
  readonly #yard: Yardstick;
  readonly #all = new Tally();
  readonly #units = new Map<string, Tally>();
  readonly #speeds = new Map<StepNo, { done: number; slow: number; readonly minutes: Numbers }>();
  #open = 0;
  #events = 0;
  #foreign = 0;

  constructor(yard: Yardstick) {
    this.#yard = yard;
    for (const { no } of yard.edition.steps)
      this.#speeds.set(no, { done: 0, slow: 0, minutes: new Numbers() });
  }

  add(compared: ComparedCase): void {
    if (!compared.ended) this.#open += 1;
    this.#all.add(compared);
    this.#unit(compared.unit ?? '').add(compared);
    for (const { step, minutes, kinds } of compared.path) {
      this.#events += 1;
      const speed = step === null ? undefined : this.#speeds.get(step);
      if (!speed) {
        this.#foreign += 1;
        continue;
      }
      speed.done += 1;
      if (minutes !== null) speed.minutes.add(minutes);
      if (kinds.includes('slow')) speed.slow += 1;
    }
  }

  result(): Comparison {
    const units = [...this.#units].map(([unit, tally]) => ({ unit, ...tally.result() }));
    return {
      ...this.#all.result(),
      open: this.#open,
      events: this.#events,
      foreign: this.#foreign,
      speeds: [...this.#speeds].map(([step, { done, slow, minutes }]) => ({
        step,
        done,
        timed: minutes.count,
        p10: minutes.quantile(P10),
        median: minutes.median(),
        p90: minutes.quantile(P90),
        time: this.#yard.times.get(step) ?? null,
        slow,
      })),
      units: units.sort((a, b) => b.cases - a.cases || (a.unit < b.unit ? -1 : 1)),
    };
  }

  #unit(name: string): Tally {
    const known = this.#units.get(name);
    if (known) return known;
    if (this.#units.size >= MAX_UNITS && name !== OTHER_UNITS) return this.#unit(OTHER_UNITS);
    const tally = new Tally();
    this.#units.set(name, tally);
    return tally;
  }
}

const OF_ORDER: ReadonlySet<Difference['kind']> = new Set(['missing', 'order', 'unfinished']);

class Tally {
  readonly #counts = new Map<string, { readonly difference: Difference; cases: number }>();
  #cases = 0;
  #same = 0;
  #inOrder = 0;

  add({ differences }: ComparedCase): void {
    this.#cases += 1;
    if (differences.length === 0) this.#same += 1;
    if (!differences.some(({ kind }) => OF_ORDER.has(kind))) this.#inOrder += 1;
    for (const difference of differences) {
      const key = keyOfDifference(difference);
      const count = this.#counts.get(key) ?? { difference, cases: 0 };
      count.cases += 1;
      this.#counts.set(key, count);
    }
  }

  result(): CaseCounts & { readonly differences: readonly DifferenceCount[] } {
    const differences = [...this.#counts.values()].map(({ difference, cases }) => ({ ...difference, cases }));
    const order = (a: DifferenceCount, b: DifferenceCount): number =>
      b.cases - a.cases || (keyOfDifference(a) < keyOfDifference(b) ? -1 : 1);
    return {
      cases: this.#cases,
      same: this.#same,
      inOrder: this.#inOrder,
      differences: differences.sort(order),
    };
  }
}
