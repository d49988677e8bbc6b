import type { Instant } from '#libs/calendar';
import type { Active, Closed, WaitedSpan } from '../state.ts';

export type ClosedStatus = Closed['status'];

/** Whatever it still waited for ends with it. Steps that are open stay so on record: nobody did them. */
export function closed(state: Active | Closed, status: ClosedStatus, closedAt: Instant): Closed {
  const spans = state.waiting.map(({ cause, since, pauses, step, run }): WaitedSpan => ({
    cause,
    from: since,
    to: closedAt < since ? since : closedAt,
    pauses,
    step,
    run,
  }));
  const parts = state.parts.map((part) => ({ ...part, closedAt: part.closedAt ?? closedAt }));
  return { ...state, status, closedAt, parts, waiting: [], pauses: [...state.pauses, ...spans] };
}
