/** What the forecast would have said in months it knew nothing of, beside what came. */
import { ForecastModel } from './model.ts';
import type { ClockMinutes, Path } from './path.ts';
import { standingAt } from './trust.ts';

/** A band of forecasts, and how many of its dossiers were late in the end. */
export interface Band {
  /** From, included; to, excluded but for the last. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly forecast: number;
  readonly late: number;
}

/** Mean squared distance of what was said from what came: 0 is perfect. */
export interface Score {
  readonly n: number;
  readonly brier: number;
  /** Of one who always says the procedure's share of late ones. */
  readonly brierOfBase: number;
}

export interface Check extends Score {
  /** The months held out, each told from what had ended before it. */
  readonly months: readonly string[];
  readonly dossiers: number;
  /** Of forecasts at the receipt alone. */
  readonly atReceipt: Score;
  readonly bands: readonly Band[];
}

export interface CheckOptions {
  /** A forecast each so many minutes of a dossier's clock, from its receipt on. */
  readonly every: ClockMinutes;
  /** The share of months, the latest, that is held out. */
  readonly heldOut?: number;
}

const HALF = 0.5;
const BANDS = 10;
/** Of one dossier: what waits for years is not asked about for ever. */
const MOST_FORECASTS = 60;

interface Said {
  readonly chance: number;
  readonly base: number;
  readonly late: boolean;
  readonly first: boolean;
}

/** Null: there are not two months. Dossiers without an appointment, and forecasts once one is late, are left out. */
export function check(paths: readonly Path[], options: CheckOptions): Check | null {
  const tried = new HeldOut(options);
  tried.add(paths);
  return tried.result();
}

/** The same in pieces, each of whole procedures: nobody need wait for all of them at once. */
export class HeldOut {
  readonly #options: CheckOptions;
  readonly #said: Said[] = [];
  readonly #months = new Set<string>();
  #dossiers = 0;

  constructor(options: CheckOptions) {
    this.#options = options;
  }

  add(paths: readonly Path[]): void {
    const { every, heldOut = HALF } = this.#options;
    const promised = paths.filter(({ dues }) => dues.length > 0);
    const byMonth = Map.groupBy(promised, ({ receivedAt }) => receivedAt.slice(0, 'yyyy-mm'.length));
    const months = [...byMonth.keys()].sort();
    for (const month of months.slice(Math.max(1, Math.floor(months.length * (1 - heldOut))))) {
      const model = new ForecastModel(paths.filter(({ endedAt }) => endedAt < month));
      const asked = byMonth.get(month) ?? [];
      for (const path of asked) this.#said.push(...forecastsOf(path, model, every));
      this.#months.add(month);
      this.#dossiers += asked.length;
    }
  }

  result(): Check | null {
    const said = this.#said;
    if (said.length === 0) return null;
    return {
      ...scoreOf(said),
      months: [...this.#months].sort(),
      dossiers: this.#dossiers,
      atReceipt: scoreOf(said.filter(({ first }) => first)),
      bands: bandsOf(said),
    };
  }
}

function forecastsOf(path: Path, model: ForecastModel, every: ClockMinutes): Said[] {
  const { end, late } = path;
  const said: Said[] = [];
  for (let now = 0; now < end && said.length < MOST_FORECASTS; now += every) {
    const standing = standingAt(path, now);
    if (!standing || standing.due < now) continue;
    const forecast = model.chanceOf(standing);
    if (forecast) said.push({ chance: forecast.chance, base: forecast.base, late, first: now === 0 });
  }
  return said;
}

function scoreOf(said: readonly Said[]): Score {
  const mean = (of: (one: Said) => number): number =>
    said.length === 0
      ? 0
      : said.reduce((sum, one) => sum + (of(one) - (one.late ? 1 : 0)) ** 2, 0) / said.length;
  return { n: said.length, brier: mean(({ chance }) => chance), brierOfBase: mean(({ base }) => base) };
}

function bandsOf(said: readonly Said[]): Band[] {
  const bands = Array.from({ length: BANDS }, (_, index) => ({
    from: index / BANDS,
    to: (index + 1) / BANDS,
    n: 0,
    forecast: 0,
    late: 0,
  }));
  for (const { chance, late } of said) {
    const band = bands[Math.min(BANDS - 1, Math.floor(chance * BANDS))]!;
    band.n += 1;
    band.forecast += chance;
    band.late += late ? 1 : 0;
  }
  return bands
    .filter(({ n }) => n > 0)
    .map((band) => ({ ...band, forecast: band.forecast / band.n, late: band.late / band.n }));
}
