/**
 * Comparisons of another system's log with the procedures, as they were known at a moment: which of the editions in
 * force match the software. A comparison never changes; what its differences became, and how that ended, is in the ledger.
 */
import { readFile } from 'node:fs/promises';
import type { Instant, LocalDate } from '#libs/calendar';
import {
  matchOf,
  matchRuleOn,
  readMatchRules,
  SHIPPED_MATCH_RULES,
  type Comparison,
  type MatchRule,
  type MatchStanding,
} from '#libs/conformance';
import type { KnownNc } from '#libs/nonconformity/corrective-action';
import type { ChangeRequest, KeptRecord, QualityPeriod } from '#libs/quality';
import type { Behind, Figures } from '#libs/scoring/year';
import type { Pool } from 'pg';
import { positionsOf } from './dossiers.ts';
import { inForceOn, type KnownEdition } from './editions.ts';
import type { KnownNonconformity, Span } from './nonconformities.ts';

interface KnownComparison {
  readonly id: string;
  readonly agency: string;
  readonly title: string;
  readonly procedure: string;
  readonly edition: number;
  readonly made: Instant;
  readonly result: Pick<Comparison, 'cases' | 'differences'>;
  readonly findings: readonly { readonly difference: string; readonly record: string }[];
}

/** Of any time up to the period's end, the latest of an edition last. */
export type ComparisonsKnown = ReadonlyMap<string, readonly KnownComparison[]>;

const KNOWN = `select c.id, c.agency, c.title, p.procedure, p.edition,
    to_char(c.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as made,
    jsonb_build_object('cases', p.result -> 'cases', 'differences', p.result -> 'differences') as result,
    array(select jsonb_build_object('difference', f.difference, 'record', f.record)
      from ops.comparison_finding f
      where f.comparison = c.id and f.part = p.part and f.raised_at <= $3) as findings
  from ops.comparison c join ops.comparison_part p on p.comparison = c.id
  where c.agency = any($1) and c.summary is not null and c.made_at < $2 and c.made_at <= $3
  order by c.made_at, c.id, p.part`;

export async function comparisonsKnownAt(
  pool: Pool,
  agencies: readonly string[],
  { end }: Pick<Span, 'end'>,
  asOf: Instant,
): Promise<ComparisonsKnown> {
  const { rows } = await pool.query<KnownComparison>(KNOWN, [agencies, end, asOf]);
  return Map.groupBy(rows, ({ agency }) => agency);
}

/** What the differences became, as far as it was known. */
export interface Followed {
  readonly ncs: readonly KnownNonconformity[];
  readonly records: readonly KeptRecord[];
}

/** Closed after it was seen to work, or found to be none. */
export const isSettled = (nc: KnownNc): boolean => nc.status !== 'open';
/** A newer edition answered it. That nothing in the procedure need change leaves the software as it is. */
export const isFollowed = ({ status }: ChangeRequest): boolean => status === 'followed';

const settled = ({ ncs, records }: Followed): ReadonlySet<string> =>
  new Set([
    ...ncs.filter(({ state }) => isSettled(state)).map(({ id }) => id),
    ...records
      .filter(({ kind, body }) => kind === 'change-request' && isFollowed(body as ChangeRequest))
      .map(({ id }) => id),
  ]);

let read: Promise<readonly MatchRule[]> | undefined;
/** The rule that holds on the day. */
export async function matchRule(on: LocalDate): Promise<MatchRule> {
  return matchRuleOn(await (read ??= readFile(SHIPPED_MATCH_RULES, 'utf8').then(readMatchRules)), on);
}

interface Judged {
  readonly edition: KnownEdition;
  /** The year's latest of the edition; of a log in which it has several names, all of them. */
  readonly latest: readonly [KnownComparison, ...KnownComparison[]];
  readonly standing: MatchStanding;
}

function judged(
  known: readonly KnownComparison[],
  editions: readonly KnownEdition[],
  followed: Followed,
  { from }: Pick<Span, 'from'>,
  on: LocalDate,
  rule: MatchRule,
): readonly Judged[] {
  const answered = settled(followed);
  return inForceOn(editions, on).flatMap((edition): Judged[] => {
    const own = known.filter(
      (one) => one.procedure === edition.code && one.edition === edition.edition && one.made >= from,
    );
    const [first, ...others] = own.filter(({ id }) => id === own.at(-1)?.id);
    if (!first) return [];
    const standings = [first, ...others].map(({ result, findings }) => {
      const seenTo = findings.filter(({ record }) => answered.has(record));
      return matchOf(result, new Set(seenTo.map(({ difference }) => difference)), rule);
    });
    const standing = {
      matches: standings.every(({ matches }) => matches),
      open: standings.flatMap(({ open }) => open),
      answered: standings.flatMap((one) => one.answered),
    };
    return [{ edition, latest: [first, ...others], standing }];
  });
}

export const MATCHING = 'procedures_matching_one_stop';

/** An agency that compares here is measured by it alone: what somebody typed of the same counts no more. */
export function measuredByComparisons(
  others: Figures,
  known: readonly KnownComparison[],
  ...asked: JudgedBy
): Figures {
  if (known.length === 0) return others;
  const matching = judged(known, ...asked).filter(({ standing }) => standing.matches);
  return { ...others, [MATCHING]: matching.length };
}
type JudgedBy = [
  editions: readonly KnownEdition[],
  followed: Followed,
  span: Pick<Span, 'from'>,
  on: QualityPeriod['to'],
  rule: MatchRule,
];

const recordsOf = ({ latest }: Judged): readonly string[] =>
  latest.flatMap(({ findings }) => findings.map(({ record }) => record));

/** Those that match, and after them those that don't, with what stands in the way; events are of what answered. */
export async function comparisonsBehind(
  pool: Pool,
  asOf: Instant,
  known: readonly KnownComparison[],
  ...asked: JudgedBy
): Promise<readonly Behind[]> {
  const all = judged(known, ...asked).toSorted(
    (a, b) => Number(b.standing.matches) - Number(a.standing.matches),
  );
  const positions = await positionsOf(pool, [...new Set(all.flatMap(recordsOf))], asOf);
  return all.map((one) => {
    const { edition, latest, standing } = one;
    const verdict = standing.matches ? 'khớp' : `chưa khớp, còn ${standing.open.length} điểm khác`;
    return {
      kind: 'comparison',
      id: latest[0].id,
      label: `${edition.code} · lần ${edition.edition} · ${latest[0].title}: ${verdict}`,
      positions: recordsOf(one).flatMap((record) => positions.get(record) ?? []),
    };
  });
}
