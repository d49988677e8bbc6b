/** Work done for show is a habit and no event: officers who always take next to nothing of a step's time, or all of it. */
import type { Instant } from '#libs/calendar';
import type { CauseOf } from '#libs/commands';
import {
  habitOf,
  inEffect,
  policyWords,
  settingsAt,
  type HabitKind,
  type Severity,
} from '#libs/nonconformity';
import type { Pool } from 'pg';
import { habits, type CauseRequest, type Habitual } from '../figures/nonconformities.ts';
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

/** One that is a habit by its agency's own settings. */
export interface GradedHabit {
  readonly habit: Habitual;
  readonly kind: HabitKind;
  readonly severity: Severity;
  readonly threshold: number;
}

/** Settings count as they are at the period's end. */
export async function gradedHabits(
  pool: Pool,
  period: Pick<CauseRequest, 'agencies' | 'from'> & { readonly to: Instant },
  settings: CauseRequest['settings'],
): Promise<readonly GradedHabit[]> {
  const least = policyWords(POLICY).threshold?.least ?? 1;
  const found = await habits(pool, period, least);
  return found.flatMap((habit) => {
    const own = inEffect(settingsAt(settings.get(habit.agency) ?? [], period.to), POLICY);
    const threshold = own.threshold ?? least;
    const kind = own.enabled ? habitOf(habit, threshold) : null;
    return kind === null ? [] : [{ habit, kind, severity: own.severity, threshold }];
  });
}

/** Those that no record of the last quarter tells of, open or ended. */
export async function freshHabits(
  pool: Pool,
  settings: CauseRequest['settings'],
  now: Instant,
): Promise<readonly FreshHabit[]> {
  const since = new Date(Date.parse(now) - WINDOW_DAYS * DAY_MS).toISOString() as Instant;
  const told = await report<Pick<CauseOf, 'agency' | 'procedure' | 'step'>>(
    pool,
    `select agency, procedure, step from read.nonconformity
     where policy = $1 and (ended_at is null or ended_at >= $2)`,
    [POLICY, since],
  );
  const known = new Set(told.map(placeOf));
  const found = new Map<string, FreshHabit>();
  for (const { habit, severity, threshold } of await gradedHabits(pool, { from: since, to: now }, settings)) {
    const { agency, procedure, step, officer, times } = habit;
    const place = placeOf(habit);
    if (known.has(place)) continue;
    const officers = [...(found.get(place)?.officers ?? []), { officer, times }];
    found.set(place, { agency, procedure, step, policy: POLICY, since, severity, threshold, officers });
  }
  return [...found.values()];
}

const placeOf = ({ agency, procedure, step }: Pick<CauseOf, 'agency' | 'procedure' | 'step'>): string =>
  `${agency} ${procedure} ${step}`;
