/** What change requests are opened for and closed by: procedures in force, and requests that wait for an edition. */
import type { Instant, LocalDate } from '#libs/calendar';
import {
  cites,
  legalNumber,
  type ChangeRequest,
  type ChangeSource,
  type KnownLawChange,
} from '#libs/quality';
import type { Pool } from 'pg';
import { report } from './figures/query.ts';

const MAX_LAWS = 200;
const MAX_CLOSED = 200;
const MAX_REQUESTS = 5_000;

export interface EditionInForce {
  readonly procedure: string;
  readonly edition: number;
  readonly title: string;
  readonly legalBasis: readonly string[];
  readonly tthcCodes: readonly string[];
}

export const editionsInForceOn = (pool: Pool, on: LocalDate): Promise<readonly EditionInForce[]> =>
  report<EditionInForce>(
    pool,
    `select distinct on (code) code as procedure, edition, title, content->'legalBasis' as "legalBasis",
            content->'tthcCodes' as "tthcCodes"
     from read.edition
     where status in ('published', 'superseded') and effective_from <= $1
       and (superseded_from is null or superseded_from > $1)
     order by code, edition desc`,
    [on],
  );

/** Of the editions in force, those that cite the document, and not yet what changed it. */
export function citingEditions(
  editions: readonly EditionInForce[],
  { number, by }: Pick<KnownLawChange, 'number' | 'by'>,
): readonly EditionInForce[] {
  const [changed, changing] = [legalNumber(number), legalNumber(by)];
  if (!changed) return [];
  const names = (basis: readonly string[], what: typeof changed): boolean =>
    basis.some((text) => cites(text, what));
  return editions.filter(
    ({ legalBasis }) => names(legalBasis, changed) && !(changing && names(legalBasis, changing)),
  );
}

export interface RecordedLawChange {
  readonly id: string;
  readonly agency: string;
  readonly body: KnownLawChange;
}

export const lawChangesSince = (pool: Pool, since: Instant): Promise<readonly RecordedLawChange[]> =>
  report<RecordedLawChange>(
    pool,
    `select id, agency, body from read.quality_record
     where kind = 'law-change' and opened_at >= $1 order by opened_at, id limit ${MAX_LAWS}`,
    [since],
  );

export interface RequestOf {
  readonly id: string;
  readonly agency: string;
  readonly status: string;
  readonly body: Pick<ChangeRequest, 'procedure' | 'tthc' | 'ref'>;
}

/** The requests behind which that stands; `ref` undefined: all of the source. */
export const requestsBehind = (
  pool: Pool,
  source: ChangeSource,
  ref?: string,
): Promise<readonly RequestOf[]> =>
  report<RequestOf>(
    pool,
    `select id, agency, status, body from read.quality_record
     where kind = 'change-request' and body->>'source' = $1 and ($2::text is null or body->>'ref' = $2)
     order by agency, opened_at, id limit ${MAX_REQUESTS}`,
    [source, ref ?? null],
  );

/** All of some agencies that were opened between two days, both included. */
export const requestsBetween = (
  pool: Pool,
  request: {
    readonly agencies?: readonly string[] | undefined;
    readonly from: LocalDate;
    readonly to: LocalDate;
  },
): Promise<readonly { readonly body: ChangeRequest }[]> =>
  report(
    pool,
    `select body from read.quality_record
     where kind = 'change-request' and ($1::text[] is null or agency = any($1))
       and body->>'openedOn' between $2 and $3 order by opened_at, id limit ${MAX_REQUESTS}`,
    [request.agencies ?? null, request.from, request.to],
  );

export interface FollowedRequest {
  readonly id: string;
  readonly procedure: string;
  readonly edition: number;
  readonly from: LocalDate;
}

/** Requests that wait for an amendment, and the edition that has brought it into effect by that day. */
export const followedRequests = (pool: Pool, on: LocalDate): Promise<readonly FollowedRequest[]> =>
  report<FollowedRequest>(
    pool,
    `select distinct on (r.id) r.id, e.code as procedure, e.edition, e.effective_from::text as "from"
     from read.quality_record r
     join read.edition e on e.status = 'published' and e.effective_from <= $1
       and (r.body->>'since' is null or e.effective_from >= (r.body->>'since')::date)
       and case when r.body->>'procedure' is null then e.content->'tthcCodes' ? (r.body->>'tthc')
           else e.code = r.body->>'procedure' and e.edition > (r.body->>'above')::int end
     where r.kind = 'change-request' and r.status = 'amending'
     order by r.id, e.edition limit ${MAX_CLOSED}`,
    [on],
  );
