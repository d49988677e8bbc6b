/** Reads every shard of the ledger into figures and findings, at a pace of its own. */
import type { OfficerSubstitution, Organisation } from '#libs/organisation';
import { FIGURES_CONSUMER, FIGURES_SHARDS, FigureProjection } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';

const BATCH = 3_000;
/** Figures are looked at, not waited for. */
const GATHER_MS = 250;

export function followFigures(
  runtime: Runtime,
  signal: AbortSignal,
  onError: (error: unknown, shard: number, failures: number) => void,
): Promise<void>[] {
  return Array.from({ length: FIGURES_SHARDS }, (_, shard) => {
    const figures = projectionOf(runtime);
    return runtime.ledger.follow({
      consumer: FIGURES_CONSUMER,
      shard,
      shards: FIGURES_SHARDS,
      signal,
      limit: BATCH,
      gatherMs: GATHER_MS,
      onBatch: { project: (events, client) => figures.project(events, client) },
      onError: (error, failures) => onError(error, shard, failures),
    });
  });
}

function projectionOf({ pool, ledger, calendars, organisation }: Runtime): FigureProjection {
  let known:
    { readonly of: Organisation; readonly byId: ReadonlyMap<string, OfficerSubstitution> } | undefined;
  return new FigureProjection({
    pool,
    ledger,
    async refresh() {
      const today = await organisation();
      if (known?.of === today) return;
      known = { of: today, byId: new Map(today.snapshot.substitutions.map((one) => [one.id, one])) };
    },
    calendar: (version) => calendars.version(version),
    calendarOf: (data, agency) => calendars.calendarOf(data, agency),
    substitution: (id) => known?.byId.get(id),
  });
}
