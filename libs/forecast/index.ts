export type { ClockMinutes, KnownDue, Path, Standing, Visit } from './path.ts';
export type { DossierClock, Stop } from './clock.ts';
export { clockOf, dueOnClock } from './clock.ts';
export type { Quantiles } from './quantiles.ts';
export type { Chance, StepAhead, StepOutlook } from './model.ts';
export { ForecastModel, outlooksOf } from './model.ts';
export type { Band, Check, CheckOptions, Score } from './check.ts';
export { check, HeldOut } from './check.ts';
export { LogPaths } from './log.ts';
