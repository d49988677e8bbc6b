/** The dossiers that an audit looks into: drawn at random, so that anybody draws the same again from what is recorded. */
import { drawSample } from '#libs/scoring';
import type { Draw } from './types.ts';

/** Of few dossiers all are looked at; of many no more than a day's reading. */
const LEAST = 3;
const MOST = 20;

/** The square root of the population, as auditors do; nobody chooses a smaller sample. */
export const auditSampleSize = (population: number): number =>
  Math.min(population, Math.min(MOST, Math.max(LEAST, Math.ceil(Math.sqrt(population)))));

/** @param digestOf of a text, so that the draw stays pure. */
export function drawDossiers(
  seed: string,
  procedure: string,
  population: readonly string[],
  digestOf: (text: string) => string,
): Draw {
  const ids = population.toSorted();
  return {
    procedure,
    population: ids.length,
    digest: digestOf(ids.join('\n')),
    dossiers: drawSample(ids, auditSampleSize(ids.length), `${seed}/${procedure}`),
  };
}

/** Drawn again from what is known today of the same moment. */
export const isSameDraw = (recorded: Draw, again: Draw): boolean =>
  recorded.digest === again.digest &&
  recorded.dossiers.length === again.dossiers.length &&
  recorded.dossiers.every((dossier, place) => again.dossiers[place] === dossier);
