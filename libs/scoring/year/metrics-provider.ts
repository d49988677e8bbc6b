/** Where the figures come from. The core takes them as values; who folds them from the ledger is another's. */
import type { Instant } from '#libs/calendar';
import type { Figures } from './entries.ts';
import type { YearPlan } from './plan.ts';

/** What stands behind one figure: a dossier, an audit, a survey … with the positions of its events in the ledger. */
export interface Behind {
  readonly kind: string;
  readonly id: string;
  readonly label: string;
  readonly positions: readonly string[];
}

export interface MetricsProvider {
  /**
   * The figures of each agency's period as known at `asOf`: only of events recorded by then, so that the same question
   * has the same answer for ever. Agencies without any figure may be left out.
   */
  figuresOf(
    agencies: readonly string[],
    period: YearPlan['period'],
    asOf: Instant,
  ): Promise<ReadonlyMap<string, Figures>>;
  /** At most `limit` of what the figure counts. */
  behind(
    agency: string,
    metric: string,
    period: YearPlan['period'],
    asOf: Instant,
    limit: number,
  ): Promise<readonly Behind[]>;
}

/** Knows nothing, and says so: every computed criterion stays open until a person scores it. */
export const NO_METRICS: MetricsProvider = {
  figuresOf: () => Promise.resolve(new Map()),
  behind: () => Promise.resolve([]),
};
