/** A shard of the ledger read into the lists and, at a pace of its own, into figures and findings. */
import type { ProjectedBatch, RecordedEvent } from '#libs/ledger';
import type { OfficerSubstitution, Organisation } from '#libs/organisation';
import {
  DossierBatches,
  type FoldedBatches,
  FigureProjection,
  FIGURES_CONSUMER,
  FIGURES_SHARDS,
  projectDossiers,
  projectEditions,
  projectNonconformities,
  projectNotices,
  projectQms,
  projectQuality,
  projectScoring,
  projectSurveys,
  READ_CONSUMER,
  READ_SHARDS,
} from '#libs/read-models';
import type { Runtime } from '#libs/runtime';

/** What a batch costs beside its events weighs little then, and a thread still holds two or three. */
const BATCH = 4_500;
/** Who has just acted waits this long at most for a list that shows it; a busy ledger is read in bigger bites. */
const LISTS_GATHER_MS = 40;
/** Figures are looked at, not waited for. */
const FIGURES_GATHER_MS = 250;

export type Consumer = typeof READ_CONSUMER | typeof FIGURES_CONSUMER;

export interface FollowersOptions {
  readonly shard: number;
  /** Ends both, after the batches at hand. */
  readonly signal: AbortSignal;
  /** Events in a batch. */
  readonly batch?: number;
  /** A batch's events have become rows of lists. */
  readonly onListed?: (events: number) => void;
  /** A batch was read; `more`: it was full, and there is more to be read now. */
  readonly onRead?: (consumer: Consumer, more: boolean) => void;
  readonly onError?: (error: unknown, failures: number) => void;
}

export async function followShard(runtime: Runtime, options: FollowersOptions): Promise<void> {
  const folded: FoldedBatches = new WeakMap();
  await Promise.all([followLists(runtime, folded, options), followFigures(runtime, folded, options)]);
}

function followLists({ ledger }: Runtime, folded: FoldedBatches, options: FollowersOptions): Promise<void> {
  const dossiers = new DossierBatches(ledger, folded);
  const project = async (events: readonly RecordedEvent[]): Promise<ProjectedBatch> => {
    const news = await dossiers.of(events);
    return async (client) => {
      await projectDossiers(news, client);
      await projectNotices(events, client);
      await projectEditions(ledger, events, client);
      await projectScoring(ledger, events, client);
      await projectNonconformities(ledger, events, client);
      await projectQms(ledger, events, client);
      await projectSurveys(events, client);
      await projectQuality(ledger, events, client);
      options.onListed?.(events.length);
    };
  };
  return ledger.follow({
    ...common(options, READ_CONSUMER),
    shards: READ_SHARDS,
    gatherMs: LISTS_GATHER_MS,
    onBatch: { project },
  });
}

function followFigures(runtime: Runtime, folded: FoldedBatches, options: FollowersOptions): Promise<void> {
  const dossiers = new DossierBatches(runtime.ledger, folded);
  const figures = figuresOf(runtime);
  const project = async (events: readonly RecordedEvent[]): Promise<ProjectedBatch> =>
    figures.project(events, await dossiers.of(events));
  return runtime.ledger.follow({
    ...common(options, FIGURES_CONSUMER),
    shards: FIGURES_SHARDS,
    gatherMs: FIGURES_GATHER_MS,
    onBatch: { project },
  });
}

const common = ({ shard, signal, batch = BATCH, onRead, onError }: FollowersOptions, consumer: Consumer) => ({
  consumer,
  shard,
  signal,
  limit: batch,
  onRead: (more: boolean) => onRead?.(consumer, more),
  onError: (error: unknown, failures: number) => onError?.(error, failures),
});

function figuresOf({ pool, ledger, calendars, organisation }: Runtime): FigureProjection {
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
