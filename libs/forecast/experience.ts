/**
 * The chance of lateness, from how long the same remaining steps took in the past: of the dossiers that once stood at
 * this step, and had been at it as long as this one, the share whose rest took longer than is left. Few of them are
 * pulled towards what is known of more: the agency's own towards the procedure's, those towards its share of late ones.
 */
import type { ClockMinutes, Path, Standing } from './path.ts';

/** How many dossiers the wider experience counts for. */
const PRIOR = 8;

interface Sample {
  /** At the step itself, and from its beginning to the end. */
  readonly own: ClockMinutes;
  readonly rest: ClockMinutes;
}

export interface Chance {
  /** 0 to 1. */
  readonly chance: number;
  /** The open step that decides it. */
  readonly step: string;
  /** Dossiers of the past that it rests on: of the procedure, and of them the agency's. */
  readonly n: number;
  readonly nGroup: number;
  /** The procedure's share of late ones. */
  readonly base: number;
  readonly left: ClockMinutes;
}

export class Experience {
  readonly #samples = new Map<string, Sample[]>();
  readonly #bases = new Map<string, { late: number; n: number }>();
  #all = { late: 0, n: 0 };

  constructor(paths: Iterable<Path>) {
    for (const path of paths) this.#learn(path);
  }

  #learn({ procedure, group, visits, end, late, dues }: Path): void {
    if (dues.length > 0) {
      const base = this.#bases.get(procedure) ?? { late: 0, n: 0 };
      this.#bases.set(procedure, base);
      for (const count of [base, this.#all]) {
        count.n += 1;
        count.late += late ? 1 : 0;
      }
    }
    for (const { step, from, to } of visits) {
      const sample = { own: to - from, rest: end - from };
      // What came after the end (handing over) tells nothing of it.
      if (from >= end) continue;
      for (const key of [keyOf(procedure, step), keyOf(procedure, step, group)]) {
        const known = this.#samples.get(key);
        if (known) known.push(sample);
        else this.#samples.set(key, [sample]);
      }
    }
  }

  /** The procedure's share of late dossiers; of all where it has none. */
  baseOf(procedure: string): number {
    const base = this.#bases.get(procedure) ?? this.#all;
    return base.n === 0 ? 0 : base.late / base.n;
  }

  /** Null: no step is open that counts. What is late already has the chance 1. */
  chanceOf({ procedure, group, open, now, due }: Standing): Chance | null {
    const base = this.baseOf(procedure);
    const left = due - now;
    let worst: Chance | null = null;
    for (const { step, since } of open) {
      const wide = exceeding(this.#samples.get(keyOf(procedure, step)) ?? [], now - since, left);
      const near = exceeding(this.#samples.get(keyOf(procedure, step, group)) ?? [], now - since, left);
      const known = (wide.late + PRIOR * base) / (wide.n + PRIOR);
      const chance = left < 0 ? 1 : (near.late + PRIOR * known) / (near.n + PRIOR);
      if (worst === null || chance > worst.chance)
        worst = { chance, step, n: wide.n, nGroup: near.n, base, left };
    }
    return worst;
  }
}

/** Of those who had been at the step for longer: how many took longer from here on than is left. */
function exceeding(
  samples: readonly Sample[],
  elapsed: ClockMinutes,
  left: ClockMinutes,
): { readonly n: number; readonly late: number } {
  let [n, late, lateAfter] = [0, 0, 0];
  for (const { own, rest } of samples) {
    if (rest - own > left) lateAfter += 1;
    if (own <= elapsed) continue;
    n += 1;
    if (rest - elapsed > left) late += 1;
  }
  // Nobody was ever at it for so long: at best it is done now, and the steps after it are to come.
  return n > 0 ? { n, late } : { n: samples.length, late: lateAfter };
}

const keyOf = (...parts: readonly string[]): string => parts.join('\u0000');
