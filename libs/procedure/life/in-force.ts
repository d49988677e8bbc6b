/** Which edition binds on a date. */
import type { LocalDate } from '#libs/calendar';
import type { Edition } from '../types.ts';
import type { EditionState } from './state.ts';

/** The one edition of those given that is in force on the date; undefined before the first and after a closing. */
export function editionInForce(editions: readonly EditionState[], date: LocalDate): Edition | undefined {
  const begun = editions
    .flatMap((state) =>
      (state.status === 'published' && state.effectiveFrom <= date) ||
      (state.status === 'superseded' && state.effectiveFrom <= date && date < state.until)
        ? [state]
        : [],
    )
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  return begun.at(-1)?.edition;
}
