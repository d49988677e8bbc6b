/** What the forecast would have said in months it knew nothing of, beside what came. */
import { ForecastModel } from './model.ts';
import type { ClockMinutes, Path } from './path.ts';

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
export function check(paths: readonly Path[], { every, heldOut = HALF }: CheckOptions): Check | null {
  const byMonth = new Map<string, Path[]>();
  for (const path of paths) {
    if (path.dues.length === 0) continue;
    const month = path.receivedAt.slice(0, 'yyyy-mm'.length);
    const known = byMonth.get(month);
    if (known) known.push(path);
    else byMonth.set(month, [path]);
  }
  const months = [...byMonth.keys()].sort();
  const asked = months.slice(Math.max(1, Math.floor(months.length * (1 - heldOut))));
  if (asked.length === 0) return null;
  const said: Said[] = [];
  for (const month of asked) {
    const model = new ForecastModel(paths.filter(({ endedAt }) => endedAt < month));
    for (const path of byMonth.get(month) ?? []) said.push(...forecastsOf(path, model, every));
  }
  if (said.length === 0) return null;
  const dossiers = asked.reduce((sum, month) => sum + (byMonth.get(month)?.length ?? 0), 0);
  return {
    ...scoreOf(said),
    months: asked,
    dossiers,
    atReceipt: scoreOf(said.filter(({ first }) => first)),
    bands: bandsOf(said),
  };
}

function forecastsOf(path: Path, model: ForecastModel, every: ClockMinutes): Said[] {
  const { procedure, group, visits, dues, end, late } = path;
  const said: Said[] = [];
  for (let now = 0; now < end && said.length < MOST_FORECASTS; now += every) {
    const due = dues.findLast(({ since }) => since <= now)?.due;
    if (due === undefined || due < now) continue;
    const open = visits
      .filter(({ from, to }) => from <= now && now < to)
      .map(({ step, from }) => ({ step, since: from }));
    const forecast = model.chanceOf({ procedure, group, open, now, due });
    if (forecast) said.push({ chance: forecast.chance, base: forecast.base, late, first: now === 0 });
  }
  return said;
}

function scoreOf(said: readonly Said[]): Score {
  const mean = (of: (one: Said) => number): number =>
    said.length === 0 ? 0 : said.reduce((sum, one) => sum + (of(one) - (one.late ? 1 : 0)) ** 2, 0) / said.length;
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
