/** A procedure drafted from the path that most cases of a log take: a beginning for whoever writes it. */
import type { LocalDate } from '#libs/calendar';
import type { EditionFile } from '#libs/procedure/format';
import type { LogCase } from './types.ts';

export interface DraftedPath {
  readonly cases: number;
  readonly variants: number;
  readonly path: readonly string[];
  /** How many cases take exactly this path. */
  readonly taken: number;
}

/** The names it is to have; what a log can't know is a person's to add: times, forms, results. */
export interface DraftHead {
  readonly code: string;
  readonly title: string;
  readonly agency: string;
  readonly effectiveFrom: LocalDate;
}

const SEPARATOR = '\u0000';
const ROLE_UNKNOWN = 'specialist';

/** Counts the paths of a log's cases. */
export class PathFold {
  readonly #paths = new Map<string, number>();
  #cases = 0;

  add({ events }: LogCase): void {
    const path = events.map(({ activity }) => activity).join(SEPARATOR);
    this.#cases += 1;
    this.#paths.set(path, (this.#paths.get(path) ?? 0) + 1);
  }

  /**
   * The most frequent path in which nothing is done twice, for a procedure has each step once; where every path repeats
   * something, the most frequent one with its repetitions left out. Null: nothing was ever done.
   */
  most(): DraftedPath | null {
    const byCases = [...this.#paths]
      .filter(([path]) => path !== '')
      .map(([key, taken]) => ({ path: key.split(SEPARATOR), key, taken }))
      .sort((a, b) => b.taken - a.taken || (a.key < b.key ? -1 : 1));
    const once = byCases.find(({ path }) => new Set(path).size === path.length) ?? byCases[0];
    if (!once) return null;
    const path = [...new Set(once.path)];
    const taken = this.#paths.get(path.join(SEPARATOR)) ?? 0;
    return { cases: this.#cases, variants: this.#paths.size, path, taken };
  }
}

/** In the names of the procedure's own file (docs/procedures.md). */
export function draftedFile({ path }: DraftedPath, head: DraftHead): EditionFile {
  const steps = path.map((content, index) => {
    const [first, last] = [index === 0, index === path.length - 1];
    return {
      no: `B${index + 1}`,
      content,
      role: first || last ? 'reception' : ROLE_UNKNOWN,
      ...(last && { 'issues-result': 'true', 'hands-over': 'true' }),
    };
  });
  const { code, title, agency, effectiveFrom } = head;
  return {
    code,
    edition: 1,
    title,
    field: title,
    agency,
    'effective-from': effectiveFrom,
    profile: 'working-days',
    steps,
  };
}
