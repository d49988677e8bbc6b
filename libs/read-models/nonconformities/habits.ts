/** Work done for show is a habit and no event: officers who always take next to nothing of a step's time, or all of it. */
import type { Instant } from '#libs/calendar';
import type { CauseOf } from '#libs/commands';
import {
  habitOf,
  inEffect,
  policyWords,
  settingsAt,
  type Severity,
  type SettingsVersion,
} from '#libs/nonconformity';
import type { Pool } from 'pg';
import { habits } from '../figures/nonconformities.ts';
import { report } from '../figures/query.ts';

const POLICY = 'for-show';
const DAY_MS = 86_400_000;
const WINDOW_DAYS = 90;

export interface FreshHabit extends CauseOf {
  readonly since: Instant;
  readonly severity: Severity;
  readonly threshold: number;
  /** Who, and how often. */
  readonly officers: readonly { readonly officer: string; readonly times: number }[];
}

/** Those that no record of the last quarter tells of, open or ended. */
export async function freshHabits(
  pool: Pool,
  settings: ReadonlyMap<string, readonly SettingsVersion[]>,
  now: Instant,
): Promise<readonly FreshHabit[]> {
  const least = policyWords(POLICY).threshold?.least ?? 1;
  const since = new Date(Date.parse(now) - WINDOW_DAYS * DAY_MS).toISOString() as Instant;
  const told = await report<Pick<CauseOf, 'agency' | 'procedure' | 'step'>>(
    pool,
    `select agency, procedure, step from read.nonconformity
     where policy = $1 and (ended_at is null or ended_at >= $2)`,
    [POLICY, since],
  );
  const known = new Set(told.map(placeOf));
  const found = new Map<string, FreshHabit>();
  for (const { agency, procedure, step, officer, ...habit } of await habits(
    pool,
    { from: since, to: now },
    least,
  )) {
    const own = inEffect(settingsAt(settings.get(agency) ?? [], now), POLICY);
    const atLeast = own.threshold ?? least;
    const place = placeOf({ agency, procedure, step });
    if (!own.enabled || known.has(place) || habitOf(habit, atLeast) === null) continue;
    const before = found.get(place)?.officers ?? [];
    found.set(place, {
      agency,
      procedure,
      step,
      policy: POLICY,
      since,
      severity: own.severity,
      threshold: atLeast,
      officers: [...before, { officer, times: habit.times }],
    });
  }
  return [...found.values()];
}

const placeOf = ({ agency, procedure, step }: Pick<CauseOf, 'agency' | 'procedure' | 'step'>): string =>
  `${agency} ${procedure} ${step}`;
