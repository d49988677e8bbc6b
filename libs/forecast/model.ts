/**
 * The chance of lateness: what the experience of the same step says, drawn towards the procedure's share of late
 * dossiers as far as the past shows that the experience says no more than that.
 */
import { Experience, type Chance } from './experience.ts';
import type { Path, Standing } from './path.ts';
import { stageOf, trustIn, type Trust } from './trust.ts';

export class ForecastModel {
  readonly #experience: Experience;
  readonly #trust = new Map<string, Trust>();

  constructor(paths: readonly Path[]) {
    this.#experience = new Experience(paths);
    for (const [procedure, own] of Map.groupBy(paths, (path) => path.procedure)) {
      this.#trust.set(procedure, trustIn(own));
    }
  }

  /** The procedure's share of late dossiers; of all where it has none. */
  baseOf(procedure: string): number {
    return this.#experience.baseOf(procedure);
  }

  /** Null: no step is open that counts. What is late already has the chance 1. */
  chanceOf(standing: Standing): Chance | null {
    const told = this.#experience.chanceOf(standing);
    const trust = this.#trust.get(standing.procedure);
    if (told === null || told.left < 0 || !trust) return told;
    return { ...told, chance: told.base + trust[stageOf(standing)] * (told.chance - told.base) };
  }
}
