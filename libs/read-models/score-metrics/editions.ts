/** ISO procedures' editions as they were known at a moment, and what they say to the scoring. */
import { dateOf, type Instant, type LocalDate } from '#libs/calendar';
import { editionEventOf } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import type { CoveringEdition } from '#libs/qms';
import type { Pool } from 'pg';
import { knownAtOf } from '../figures/fold.ts';
import { inParallel } from './in-parallel.ts';

export interface KnownEdition extends CoveringEdition {
  readonly agency: string;
  readonly approvedOn: LocalDate | null;
  readonly publishedOn: LocalDate;
  /** Of its events, as far as they were known. */
  readonly positions: readonly string[];
}

export class KnownEditions {
  readonly #pool: Pool;
  readonly #ledger: Pick<Ledger, 'load'>;
  /** By stream; an edition has a handful of events. */
  readonly #streams = new Map<string, readonly RecordedEvent[]>();

  constructor(pool: Pool, ledger: Pick<Ledger, 'load'>) {
    this.#pool = pool;
    this.#ledger = ledger;
  }

  async publishedBy(asOf: Instant): Promise<readonly KnownEdition[]> {
    const { rows } = await this.#pool.query<{ stream: string; version: number }>(
      'select stream_id as stream, version from read.edition',
    );
    await inParallel(rows, async ({ stream, version }) => {
      const kept = this.#streams.get(stream);
      if (kept === undefined || kept.length < version)
        this.#streams.set(stream, await this.#ledger.load(stream));
    });
    return rows.flatMap(({ stream }) => editionOf(this.#streams.get(stream)!, asOf) ?? []);
  }
}

/** Undefined: not published by then. */
function editionOf(recorded: readonly RecordedEvent[], asOf: Instant): KnownEdition | undefined {
  const known = recorded.filter((event) => knownAtOf(event) <= asOf);
  let found: Pick<KnownEdition, 'code' | 'edition' | 'agency' | 'tthcCodes'> | undefined;
  let published: Pick<KnownEdition, 'from' | 'publishedOn'> | undefined;
  let approvedOn: LocalDate | null = null;
  let until: LocalDate | null = null;
  for (const event of known.map(editionEventOf)) {
    if (event.type === 'EditionDrafted') found = event.edition;
    if (event.type === 'EditionApproved') approvedOn = dateOf(event.at);
    if (event.type === 'EditionPublished')
      published = { from: event.effectiveFrom, publishedOn: dateOf(event.at) };
    if (event.type === 'EditionSuperseded') until = event.from;
  }
  if (found === undefined || published === undefined) return undefined;
  const { code, edition, agency, tthcCodes } = found;
  const positions = known.map(({ position }) => position);
  return { code, edition, agency, tthcCodes, ...published, approvedOn, until, positions };
}

export interface EditionPeriod {
  readonly from: LocalDate;
  /** Inclusive. */
  readonly to: LocalDate;
}

export const inForceOn = (editions: readonly KnownEdition[], on: LocalDate): readonly KnownEdition[] =>
  editions.filter(({ from, until }) => from <= on && (until === null || on < until));

export const issuedIn = (
  editions: readonly KnownEdition[],
  { from, to }: EditionPeriod,
): readonly KnownEdition[] => editions.filter(({ publishedOn }) => publishedOn >= from && publishedOn <= to);

/**
 * ISO 9001 7.5.3: approved no later than the day it came into force. That the edition before it ends on that day is the
 * product's own doing.
 */
export const approvedBeforeUse = ({ approvedOn, from }: KnownEdition): boolean =>
  approvedOn !== null && approvedOn <= from;

/** Of the editions that bind the agency. */
export const editionFigures = (
  editions: readonly KnownEdition[],
  period: EditionPeriod,
): Readonly<Record<string, number>> => {
  const issued = issuedIn(editions, period);
  return {
    procedures_in_force: inForceOn(editions, period.to).length,
    documents_issued: issued.length,
    documents_approved_before_use: issued.filter(approvedBeforeUse).length,
  };
};
