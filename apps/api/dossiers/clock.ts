/** How a due moment stands now: what the coloured clock of the portal says, counted by the server. */
import { timeLeft } from '#libs/calendar';
import type { Instant, WorkCalendar } from '#libs/calendar';
import type { z } from 'zod';
import type { clock } from './view.ts';

export type Clock = z.infer<typeof clock>;

export interface Due {
  readonly dueAt: string | null;
  readonly warnAt: string | null;
  readonly paused: boolean;
  /** When it was met; absent while it is open. */
  readonly doneAt?: string | null;
}

const DAY_MS = 86_400_000;
const VIETNAM_OFFSET_MS = 7 * 3_600_000;

export function clockOf(calendar: WorkCalendar, due: Due, now: Instant): Clock {
  const { dueAt, doneAt } = due;
  if (dueAt === null) return { state: due.paused ? 'paused' : 'none', minutesLeft: null, dueAt };
  const at = (doneAt ?? now) as Instant;
  const left = timeLeft(calendar, at, dueAt as Instant);
  const minutesLeft = left.ok ? Math.floor(left.value) : null;
  return { state: stateOf(due, dueAt, at), minutesLeft, dueAt };
}

function stateOf({ doneAt, paused, warnAt }: Due, dueAt: string, at: Instant): Clock['state'] {
  if (doneAt) {
    if (doneAt > dueAt) return 'late';
    return dayOf(doneAt) < dayOf(dueAt) ? 'early' : 'in-time';
  }
  if (paused) return 'paused';
  if (at > dueAt) return 'late';
  return warnAt !== null && at >= warnAt ? 'near' : 'in-time';
}

/** Trước hạn is on an earlier date, Vietnamese time. */
const dayOf = (instant: string): number => Math.floor((Date.parse(instant) + VIETNAM_OFFSET_MS) / DAY_MS);
