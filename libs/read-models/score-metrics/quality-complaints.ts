/** Complaints that became nonconformities: what an agency is measured by that has counted its complaints nowhere else. */
import type { Behind, Figures } from '#libs/scoring/year';
import { behindNcs, type KnownNonconformity, type Span } from './nonconformities.ts';

const isReceived = ({ state }: KnownNonconformity, { from, end }: Span): boolean =>
  state.nc.source === 'complaint' && state.nc.foundAt >= from && state.nc.foundAt < end;

/** No stage ran over its date: handled in time, or still within it. */
const isInTime = (one: KnownNonconformity, span: Span): boolean =>
  isReceived(one, span) &&
  !one.events.some(({ type }) => type === 'StageEscalated') &&
  (one.state.status !== 'open' || one.state.due.dueAt >= span.end);

const METRICS: Readonly<Record<string, (one: KnownNonconformity, span: Span) => boolean>> = {
  complaints_received: isReceived,
  complaints_in_time: isInTime,
};

const isComplaint = ({ state }: KnownNonconformity): boolean => state.nc.source === 'complaint';

/** Complaints come by other ways, too: a count that the agency wrote down stands before this one. */
export function measuredByComplaints(
  others: Figures,
  known: readonly KnownNonconformity[],
  span: Span,
): Figures {
  if ('complaints_received' in others || !known.some(isComplaint)) return others;
  const counted = Object.entries(METRICS).map(([name, counts]) => [
    name,
    known.filter((one) => counts(one, span)).length,
  ]);
  return { ...others, ...Object.fromEntries(counted) };
}

export function complaintsBehind(
  metric: string,
  known: readonly KnownNonconformity[],
  span: Span,
): readonly Behind[] {
  const counts = METRICS[metric];
  return counts === undefined ? [] : behindNcs(known.filter((one) => counts(one, span)));
}
