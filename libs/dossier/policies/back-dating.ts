import type { Actor } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { allow, deny, type Outcome } from '../outcome.ts';
import type { DossierState } from '../state.ts';

/** Two machines' clocks may differ by this much. */
export const CLOCK_TOLERANCE_MS = 60_000;

/** Nothing is entered as done before what was done last; a difference between clocks is levelled. */
export function actingMoment(state: DossierState, actor: Actor, now: Instant): Outcome<Instant> {
  // What the clock notices carries the moment it fell due.
  if (actor.kind === 'clock') return allow(now);
  if (state.status === 'none' || now >= state.lastActedAt) return allow(now);
  const behind = Date.parse(state.lastActedAt) - Date.parse(now);
  if (behind <= CLOCK_TOLERANCE_MS) return allow(state.lastActedAt);
  return deny('back-dated', `something was done at ${state.lastActedAt}`);
}
