/** What a chance rests on, step by step: what came after, how often, and how long it took. */
import type { Path } from './path.ts';
import { quantilesOf, type Quantiles } from './quantiles.ts';

/** A step that came after, in dossiers of the past. */
export interface StepAhead {
  readonly step: string;
  /** In how many of them. */
  readonly n: number;
  readonly minutes: Quantiles;
}

/** What is known of the way from a step to the end. */
export interface StepOutlook {
  readonly procedure: string;
  readonly step: string;
  readonly n: number;
  /** From the step's beginning to the end. */
  readonly rest: Quantiles;
  /** The step itself first. */
  readonly ahead: readonly StepAhead[];
}

export function outlooksOf(paths: Iterable<Path>): StepOutlook[] {
  const found = new Map<
    string,
    { procedure: string; step: string; rest: number[]; ahead: Map<string, number[]> }
  >();
  for (const { procedure, visits, end } of paths) {
    const counted = visits.filter(({ from }) => from < end);
    counted.forEach(({ step, from }, index) => {
      const key = `${procedure}\u0000${step}`;
      const known = found.get(key) ?? { procedure, step, rest: [], ahead: new Map<string, number[]>() };
      found.set(key, known);
      known.rest.push(end - from);
      for (const later of counted.slice(index)) {
        const times = known.ahead.get(later.step);
        if (times) times.push(later.to - later.from);
        else known.ahead.set(later.step, [later.to - later.from]);
      }
    });
  }
  return [...found.values()].map(({ rest, ahead, ...place }) => ({
    ...place,
    n: rest.length,
    rest: quantilesOf(rest),
    ahead: [...ahead].map(([step, times]) => ({ step, n: times.length, minutes: quantilesOf(times) })),
  }));
}
