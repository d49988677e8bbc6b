/**
 * Signs that an agency's quality system is kept for show: all of a year's work on one day, by one person, and nothing
 * ever found. None proves it; each names what it rests on, for somebody to look at.
 */
import type { LocalDate } from '#libs/calendar';
import type { Audit } from './audits/types.ts';
import type { QualityKind } from './records/record.ts';
import type { Review } from './reviews/types.ts';

export const YEAR_SIGNS = ['one-day', 'one-person', 'no-findings'] as const;
export type YearSign = (typeof YEAR_SIGNS)[number];

/** Fewer say nothing. */
const LEAST_DEEDS = 10;
const LEAST_RECORDS = 3;
const LEAST_ENDED = 2;
/** Of the year's work. */
const ONE_DAY_SHARE = 0.8;
const ONE_PERSON_SHARE = 0.9;

/** Something that an officer did to a record in the year. */
export interface Deed {
  readonly record: string;
  readonly kind: QualityKind;
  readonly on: LocalDate;
  /** An officer. */
  readonly by: string;
}

/** An audit or a review that was held in the year. */
export interface Held {
  readonly record: string;
  readonly kind: QualityKind;
  /** Remarks of an audit, decisions of a review. */
  readonly findings: number;
}

export interface YearHint {
  readonly sign: YearSign;
  /** Null: of all kinds together. */
  readonly kind: QualityKind | null;
  /** So many of … */
  readonly count: number;
  readonly of: number;
  readonly on: LocalDate | null;
  readonly by: string | null;
  /** The records that it rests on. */
  readonly records: readonly string[];
}

/** Of one agency's year. First what is true of all kinds, then by kind. */
export function showInYear(deeds: readonly Deed[], held: readonly Held[]): readonly YearHint[] {
  const byKind = [...Map.groupBy(deeds, ({ kind }) => kind)];
  const groups: readonly (readonly [QualityKind | null, readonly Deed[]])[] =
    byKind.length > 1 ? [[null, deeds], ...byKind] : byKind;
  return [
    ...groups.flatMap(([kind, of]) => [...oneDay(kind, of), ...onePerson(kind, of)]),
    ...[...Map.groupBy(held, ({ kind }) => kind)].flatMap(([kind, of]) => noFindings(kind, of)),
  ];
}

const isMuch = (deeds: readonly Deed[]): boolean =>
  deeds.length >= LEAST_DEEDS && recordsOf(deeds).length >= LEAST_RECORDS;

const recordsOf = (rows: readonly { readonly record: string }[]): readonly string[] => [
  ...new Set(rows.map(({ record }) => record)),
];

function oneDay(kind: QualityKind | null, deeds: readonly Deed[]): readonly YearHint[] {
  const [on, most] = largest(deeds, (deed) => deed.on);
  if (!isMuch(deeds) || most.length < deeds.length * ONE_DAY_SHARE) return [];
  return [
    {
      sign: 'one-day',
      kind,
      count: most.length,
      of: deeds.length,
      on: on!,
      by: null,
      records: recordsOf(most),
    },
  ];
}

function onePerson(kind: QualityKind | null, deeds: readonly Deed[]): readonly YearHint[] {
  const [by, most] = largest(deeds, (deed) => deed.by);
  if (!isMuch(deeds) || most.length < deeds.length * ONE_PERSON_SHARE) return [];
  return [
    {
      sign: 'one-person',
      kind,
      count: most.length,
      of: deeds.length,
      on: null,
      by: by!,
      records: recordsOf(most),
    },
  ];
}

function noFindings(kind: QualityKind, held: readonly Held[]): readonly YearHint[] {
  if (held.length < LEAST_ENDED || held.some(({ findings }) => findings > 0)) return [];
  const records = recordsOf(held);
  return [{ sign: 'no-findings', kind, count: held.length, of: held.length, on: null, by: null, records }];
}

/** The largest group; of several as large, the first. */
function largest<Key>(
  deeds: readonly Deed[],
  keyOf: (deed: Deed) => Key,
): readonly [Key | undefined, readonly Deed[]] {
  return [...Map.groupBy(deeds, keyOf)].reduce<readonly [Key | undefined, readonly Deed[]]>(
    (best, one) => (one[1].length > best[1].length ? one : best),
    [undefined, []],
  );
}

/** Undefined: it is of no kind that is held, or was not. */
export function heldOn(
  kind: QualityKind,
  body: unknown,
): { readonly on: LocalDate; readonly findings: number } | undefined {
  if (kind === 'audit') {
    const { approved, answers } = body as Audit;
    const remarks = Object.values(answers).filter(
      ({ verdict }) => verdict === 'observation' || verdict === 'nonconformity',
    );
    return approved === null ? undefined : { on: approved.on, findings: remarks.length };
  }
  if (kind === 'review') {
    const { held, decisions } = body as Review;
    return held === null ? undefined : { on: held.on, findings: decisions.length };
  }
  return undefined;
}
