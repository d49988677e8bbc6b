/** What the clock has to notice of a dossier as it stands, and when. */
import type { Instant } from '#libs/calendar';
import type { DossierCommand } from './commands.ts';
import type { StepRun } from './events.ts';
import type { Active, DossierState, OpenStep } from './state.ts';

export type TimerKind =
  'step-warn' | 'step-due' | 'dossier-warn' | 'dossier-due' | 'supplement-expiry' | 'applicant-expiry';

export interface DueMoment extends Partial<StepRun> {
  /** `B3#1/due`. The same key has another `at` once the moment was counted again. */
  readonly key: string;
  readonly kind: TimerKind;
  readonly at: Instant;
  /** What the clock asks when the moment has come. */
  readonly command: DossierCommand;
}

/**
 * The moments that stand open: noticed ones are gone, and while the clock stands still only those are left that had
 * come before it stopped (late stays late). The dossier's own end with its result.
 */
export function dueMoments(state: DossierState): readonly DueMoment[] {
  if (state.status !== 'open') return [];
  const pausedAt = pausedSince(state);
  const running = [...state.open.flatMap(momentsOfStep), ...momentsOfDossier(state)];
  const still = pausedAt === null ? running : running.filter(({ at }) => at <= pausedAt);
  return [...still, ...expiries(state)];
}

/** Since when the clock stands still; null while it runs. */
export function pausedSince(state: Active): Instant | null {
  const since = state.waiting.filter(({ pauses }) => pauses).map((waiting) => waiting.since);
  return since.length === 0 ? null : since.reduce((first, other) => (other < first ? other : first));
}

function momentsOfStep(open: OpenStep): DueMoment[] {
  const { step, run, deadline, warnAt, warned, overdue } = open;
  const moments: DueMoment[] = [];
  const name = `${step}#${run}`;
  if (overdue) return moments;
  if (warnAt && !warned) {
    const command = { type: 'warn-step', step, run } as const;
    moments.push({ key: `${name}/warn`, kind: 'step-warn', at: warnAt, step, run, command });
  }
  if (deadline) {
    const command = { type: 'mark-step-overdue', step, run } as const;
    moments.push({ key: `${name}/due`, kind: 'step-due', at: deadline.dueAt, step, run, command });
  }
  return moments;
}

function momentsOfDossier({ appointment, result }: Active): DueMoment[] {
  if (!appointment || result || appointment.overdue) return [];
  const due: DueMoment = {
    key: 'dossier/due',
    kind: 'dossier-due',
    at: appointment.deadline.dueAt,
    command: { type: 'mark-dossier-overdue' },
  };
  if (!appointment.warnAt || appointment.warned) return [due];
  const command = { type: 'warn-dossier' } as const;
  return [{ key: 'dossier/warn', kind: 'dossier-warn', at: appointment.warnAt, command }, due];
}

function expiries(state: Active): DueMoment[] {
  const moments: DueMoment[] = [];
  for (const { request, expiresAt: at } of state.waiting) {
    if (request === undefined || !at) continue;
    const command = { type: 'expire-supplement', request } as const;
    moments.push({ key: `supplement#${request}/expiry`, kind: 'supplement-expiry', at, command });
  }
  for (const { step, run, expiresAt: at } of state.open) {
    if (!at) continue;
    const command = { type: 'expire-applicant-step', step, run } as const;
    moments.push({ key: `${step}#${run}/expiry`, kind: 'applicant-expiry', at, step, run, command });
  }
  return moments;
}
