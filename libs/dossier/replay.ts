/** The dossier as it was known, or as it stood, on any day (design decision 6). */
import type { Instant } from '#libs/calendar';
import type { RecordedDossierEvent } from './events.ts';
import { fold } from './evolve.ts';
import type { DossierState } from './state.ts';

export type Moment = { readonly knownAt: Instant } | { readonly stoodAt: Instant };

/** Known at T: what was recorded by then; imported events are known from when they happened. Stood at T: what had happened. */
export function eventsAt(
  events: readonly RecordedDossierEvent[],
  moment: Moment,
): readonly RecordedDossierEvent[] {
  if ('stoodAt' in moment) return events.filter(({ occurredAt }) => occurredAt <= moment.stoodAt);
  return events.filter((event) => (event.imported ? event.occurredAt : event.recordedAt) <= moment.knownAt);
}

export function stateAt(events: readonly RecordedDossierEvent[], moment: Moment): DossierState {
  return fold(eventsAt(events, moment));
}
