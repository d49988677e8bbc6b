/**
 * How far the experience is to be trusted beside the base rate, by how it did on the later part of the past: told from
 * the earlier part, the least squares of what came on what was said. Little evidence leaves it near none at the receipt,
 * and near full trust later.
 */
import { Experience } from './experience.ts';
import type { ClockMinutes, Path, Standing } from './path.ts';

/** 0: the base rate alone; 1: the experience alone. */
export type Trust = Readonly<Record<Stage, number>>;
/** `received`: in its first working day, when hardly more than its procedure is known of it. */
export type Stage = 'received' | 'first-step' | 'under-way';

const FIRST_DAY_MINUTES = 480;
const EARLIER = 0.5;
/** Each dossier is asked about at these parts of its promised time. */
const MOMENTS = [0, 0.2, 0.4, 0.6, 0.8] as const;
/** What is thought of a past before anything is known of it, and the standard deviation of that. */
const PRIOR: Trust = { received: 0, 'first-step': 1, 'under-way': 1 };
const PRIOR_SPREAD = 0.5;

export function stageOf({ open, now }: Pick<Standing, 'open' | 'now'>): Stage {
  if (open.some(({ since }) => since > 0)) return 'under-way';
  return now < FIRST_DAY_MINUTES ? 'received' : 'first-step';
}

/** @param paths of one procedure. */
export function trustIn(paths: readonly Path[]): Trust {
  const inOrder = paths
    .filter(({ dues }) => dues.length > 0)
    .toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  const split = inOrder[Math.floor(inOrder.length * EARLIER)]?.receivedAt ?? '';
  const experience = new Experience(inOrder.filter(({ endedAt }) => endedAt < split));
  const fits = {
    received: new Fit(PRIOR.received),
    'first-step': new Fit(PRIOR['first-step']),
    'under-way': new Fit(PRIOR['under-way']),
  };
  for (const path of inOrder) {
    if (path.receivedAt < split) continue;
    for (const now of momentsOf(path)) {
      const standing = standingAt(path, now);
      const told = standing && experience.chanceOf(standing);
      if (!told || told.left < 0 || told.n === 0) continue;
      fits[stageOf(standing)].add(told.chance - told.base, (path.late ? 1 : 0) - told.base);
    }
  }
  return {
    received: fits.received.slope,
    'first-step': fits['first-step'].slope,
    'under-way': fits['under-way'].slope,
  };
}

const momentsOf = ({ dues, end }: Path): readonly ClockMinutes[] =>
  MOMENTS.map((part) => Math.floor(part * (dues[0]?.due ?? 0))).filter((now) => now < end);

/** As it stood; undefined: nothing was promised then. */
export function standingAt(path: Path, now: ClockMinutes): Standing | undefined {
  const { procedure, group, visits, dues } = path;
  const due = dues.findLast(({ since }) => since <= now)?.due;
  if (due === undefined) return undefined;
  const open = visits
    .filter(({ from, to }) => from <= now && now < to)
    .map(({ step, from }) => ({ step, since: from }));
  return { procedure, group, open, now, due };
}

/** A line through the origin, with a prior for its slope. */
class Fit {
  readonly #prior: number;
  #n = 0;
  #square = 0;
  #product = 0;
  #missed = 0;

  constructor(prior: number) {
    this.#prior = prior;
  }

  add(said: number, came: number): void {
    this.#n += 1;
    this.#square += said ** 2;
    this.#product += said * came;
    this.#missed += came ** 2;
  }

  get slope(): number {
    if (this.#square === 0) return this.#prior;
    const weight = this.#missed / this.#n / PRIOR_SPREAD ** 2;
    const slope = (this.#product + weight * this.#prior) / (this.#square + weight);
    return Math.min(1, Math.max(0, slope));
  }
}
