/** What is learned from the past: the model, what comes after each step, and how such forecasts did. */
import { ForecastModel, HeldOut, outlooksOf, type Check, type Path, type StepOutlook } from '#libs/forecast';
import type { Pool } from 'pg';
import { pathsByProcedure, type CalendarOf } from './paths.ts';

export interface Learned {
  readonly model: ForecastModel;
  readonly outlooks: readonly StepOutlook[];
  /** Null: the past is too short. */
  readonly checked: Check | null;
  readonly dossiers: number;
}

/** A forecast each working day of a dossier's clock. */
const CHECK_EVERY_MINUTES = 480;

export async function learn(pool: Pool, calendarOf: CalendarOf): Promise<Learned> {
  const all: Path[] = [];
  const outlooks: StepOutlook[] = [];
  const heldOut = new HeldOut({ every: CHECK_EVERY_MINUTES });
  for await (const { paths } of pathsByProcedure(pool, calendarOf)) {
    all.push(...paths);
    outlooks.push(...outlooksOf(paths));
    heldOut.add(paths);
  }
  return { model: new ForecastModel(all), outlooks, checked: heldOut.result(), dossiers: all.length };
}
