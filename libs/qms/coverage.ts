/** The catalogue of administrative procedures (TTHC) beside the ISO procedures: what is covered, and how late. */
import type { LocalDate } from '#libs/calendar';
import type { CatalogueLine } from './events.ts';
import { entriesOf, type QmsState } from './state.ts';

/** An edition of an ISO procedure, as far as coverage asks. */
export interface CoveringEdition {
  readonly code: string;
  readonly edition: number;
  readonly tthcCodes: readonly string[];
  readonly from: LocalDate;
  /** The first day on which it is no longer in force; null while it is. */
  readonly until: LocalDate | null;
}

/** Working days after `from` up to and with `to`; null where the calendar has no data. */
export type WorkingDays = (from: LocalDate, to: LocalDate) => number | null;

/** No decree that was read sets a date; a province may print another beside its set. */
export const FOLLOW_WITHIN_WORKING_DAYS = 20;

export interface ListedTthc {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  /** When it was last announced or amended. */
  readonly since: LocalDate;
}

/** The catalogue as its revisions leave it on a day; undefined: none was recorded by then. */
export function catalogueOn(
  state: Pick<QmsState, 'entries'>,
  on: LocalDate,
): readonly ListedTthc[] | undefined {
  const revisions = entriesOf(state, 'CatalogueRevised').filter((revision) => revision.on <= on);
  if (revisions.length === 0) return undefined;
  const listed = new Map<string, ListedTthc>();
  for (const { on: since, lines } of revisions) {
    for (const { code, name, field, fate } of lines) {
      if (fate === 'abolished') listed.delete(code);
      else listed.set(code, { code, name, field, since });
    }
  }
  return [...listed.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const inForceOn =
  (on: LocalDate) =>
  ({ from, until }: CoveringEdition): boolean =>
    from <= on && (until === null || on < until);

export interface TthcCoverage extends ListedTthc {
  readonly by: { readonly code: string; readonly edition: number } | null;
}

export interface CatalogueChange {
  readonly code: string;
  readonly name: string;
  readonly fate: Exclude<CatalogueLine['fate'], 'abolished'>;
  readonly on: LocalDate;
  /** The edition that took it up; null: none yet. */
  readonly followedBy: { readonly code: string; readonly edition: number; readonly from: LocalDate } | null;
  /** Working days it took, or has taken so far; null where the calendar has no data. */
  readonly lagWorkingDays: number | null;
  /** Null: there is still time. */
  readonly inTime: boolean | null;
}

export interface Coverage {
  readonly on: LocalDate;
  readonly tthc: readonly TthcCoverage[];
  readonly covered: number;
  readonly changes: readonly CatalogueChange[];
  /** Editions in force for a procedure that the catalogue has abolished. */
  readonly abolishedButInForce: readonly string[];
}

/** Undefined: no catalogue was recorded by then. Changes are those since `from`. */
export function coverageOn(
  state: Pick<QmsState, 'entries'>,
  editions: readonly CoveringEdition[],
  { from, on }: { readonly from: LocalDate; readonly on: LocalDate },
  workingDays: WorkingDays,
): Coverage | undefined {
  const catalogue = catalogueOn(state, on);
  if (!catalogue) return undefined;
  const standing = editions.filter(inForceOn(on));
  const tthc = catalogue.map((line): TthcCoverage => {
    const by = standing.find(({ tthcCodes }) => tthcCodes.includes(line.code));
    return { ...line, by: by ? { code: by.code, edition: by.edition } : null };
  });
  const listed = new Set(catalogue.map(({ code }) => code));
  const gone = abolishedBy(state, on).filter((code) => !listed.has(code));
  return {
    on,
    tthc,
    covered: tthc.filter(({ by }) => by !== null).length,
    changes: changesIn(state, editions, { from, on }, workingDays),
    abolishedButInForce: gone.filter((code) => standing.some(({ tthcCodes }) => tthcCodes.includes(code))),
  };
}

const abolishedBy = (state: Pick<QmsState, 'entries'>, on: LocalDate): readonly string[] => [
  ...new Set(
    entriesOf(state, 'CatalogueRevised')
      .filter((revision) => revision.on <= on)
      .flatMap(({ lines }) => lines.filter(({ fate }) => fate === 'abolished').map(({ code }) => code)),
  ),
];

function changesIn(
  state: Pick<QmsState, 'entries'>,
  editions: readonly CoveringEdition[],
  { from, on }: { readonly from: LocalDate; readonly on: LocalDate },
  workingDays: WorkingDays,
): readonly CatalogueChange[] {
  const revisions = entriesOf(state, 'CatalogueRevised').filter((one) => one.on >= from && one.on <= on);
  return revisions.flatMap(({ on: changed, lines }) =>
    lines.flatMap(({ code, name, fate }): CatalogueChange[] => {
      if (fate === 'abolished') return [];
      const followed = followerOf(editions, code, fate, changed, on);
      const lag = workingDays(changed, followed ? laterOf(followed.from, changed) : on);
      return [
        {
          code,
          name,
          fate,
          on: changed,
          followedBy: followed
            ? { code: followed.code, edition: followed.edition, from: followed.from }
            : null,
          lagWorkingDays: lag,
          inTime: inTimeBy(lag, followed !== undefined),
        },
      ];
    }),
  );
}

/** A new procedure may have had its edition before; one that was amended needs an edition from that day on. */
function followerOf(
  editions: readonly CoveringEdition[],
  code: string,
  fate: 'new' | 'amended',
  changed: LocalDate,
  on: LocalDate,
): CoveringEdition | undefined {
  return editions
    .filter(({ tthcCodes, from }) => tthcCodes.includes(code) && from <= on)
    .filter(({ from, until }) => from >= changed || (fate === 'new' && (until === null || until > changed)))
    .sort((a, b) => (a.from < b.from ? -1 : 1))[0];
}

function inTimeBy(lag: number | null, followed: boolean): boolean | null {
  if (lag === null) return null;
  if (lag > FOLLOW_WITHIN_WORKING_DAYS) return false;
  return followed ? true : null;
}

const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
