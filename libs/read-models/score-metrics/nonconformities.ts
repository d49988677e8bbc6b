/** Agencies' nonconformities as known at a moment: which were due to be closed, which kept their dates, which were none. */
import type { Instant } from '#libs/calendar';
import { foldRecordedNc } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import type { KnownNc } from '#libs/nonconformity/corrective-action';
import { codeOf } from '#libs/nonconformity/corrective-action';
import type { Behind } from '#libs/scoring/year';
import type { Pool } from 'pg';
import { knownAtOf } from '../figures/fold.ts';
import type { DismissedCause } from './dossiers.ts';
import { inParallel } from './in-parallel.ts';

/** As far as it was known. */
export interface KnownNonconformity {
  readonly id: string;
  readonly state: KnownNc;
  readonly events: readonly RecordedEvent[];
}

export type NonconformitiesKnown = ReadonlyMap<string, readonly KnownNonconformity[]>;

/** By agency; those found before `end`. */
export async function nonconformitiesKnownAt(
  pool: Pool,
  ledger: Pick<Ledger, 'load'>,
  agencies: readonly string[],
  end: Instant,
  asOf: Instant,
): Promise<NonconformitiesKnown> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from read.nonconformity where agency = any($1) and found_at < $2 order by id',
    [agencies, end],
  );
  const known: KnownNonconformity[] = [];
  await inParallel(rows, async ({ id }) => {
    const events = (await ledger.load(id)).filter((event) => knownAtOf(event) <= asOf);
    const state = foldRecordedNc(events);
    if (state.status !== 'none') known.push({ id, state, events });
  });
  known.sort((a, b) => (a.id < b.id ? -1 : 1));
  return Map.groupBy(known, ({ state }) => state.nc.agency);
}

export interface Span {
  readonly from: Instant;
  /** Exclusive. */
  readonly end: Instant;
}

const closedIn = ({ state }: KnownNonconformity, { from, end }: Span): boolean =>
  state.status === 'closed' && state.endedAt >= from && state.endedAt < end;

/** To be closed in the period: what was, and what stands still past the date of its stage. */
const isDue = (one: KnownNonconformity, span: Span): boolean =>
  closedIn(one, span) || (one.state.status === 'open' && one.state.due.dueAt < span.end);

/** Closing says that it worked, by later figures or a person's judgement; no stage was ever escalated. */
const isClosedInTime = (one: KnownNonconformity, span: Span): boolean =>
  closedIn(one, span) && !one.events.some(({ type }) => type === 'StageEscalated');

const METRICS = {
  nonconformities_due: isDue,
  nonconformities_closed_verified: isClosedInTime,
} as const;
type NcMetric = keyof typeof METRICS;
export const isNcMetric = (name: string): name is NcMetric => Object.hasOwn(METRICS, name);

export const ncFigures = (
  known: readonly KnownNonconformity[],
  span: Span,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(METRICS).map(([name, counts]) => [name, known.filter((one) => counts(one, span)).length]),
  );

export const ncsBehind = (
  metric: NcMetric,
  known: readonly KnownNonconformity[],
  span: Span,
): readonly Behind[] => behindNcs(known.filter((one) => METRICS[metric](one, span)));

export const behindNcs = (counted: readonly KnownNonconformity[]): readonly Behind[] =>
  counted.map(({ id, state, events }) => ({
    kind: 'nonconformity',
    id,
    label: `${codeOf(state.nc)} · ${state.nc.title}`,
    positions: events.map(({ position }) => position),
  }));

/**
 * What people have dismissed as a false alarm counts against nobody. What came back after a dismissal has a later record:
 * the last of a cause says.
 */
export function dismissedIn(known: NonconformitiesKnown): readonly DismissedCause[] {
  const last = new Map<string, KnownNc>();
  for (const { state } of [...known.values()].flat()) {
    const { cause, agency, foundAt } = state.nc;
    if (cause === null) continue;
    const key = JSON.stringify([agency, cause.policy, cause.procedure, cause.step]);
    const before = last.get(key);
    if (before === undefined || before.nc.foundAt < foundAt) last.set(key, state);
  }
  return [...last.values()].flatMap(({ status, nc }) =>
    status === 'dismissed' && nc.cause !== null ? [{ agency: nc.agency, ...nc.cause }] : [],
  );
}
