/** The times between events, in microseconds. */
import { Numbers } from './numbers.ts';

const MICROSECONDS_PER_MINUTE = 60_000_000;

export class Gaps extends Numbers {
  /** One division of whole microseconds, so it is rounded only once: halves of a whole number are exact. */
  medianMinutes(): number | null {
    const median = this.median();
    return median === null ? null : median / MICROSECONDS_PER_MINUTE + 0;
  }
}
