/** Editions straight from the ledger, for folds that must not depend on how far another fold is. */
import { editionEventOf, editionStream } from '#libs/commands';
import type { LocalDate } from '#libs/calendar';
import { OrderAutomaton } from '#libs/conformance';
import type { Ledger } from '#libs/ledger';
import { foldEdition, type Edition } from '#libs/procedure';
import type { Pool } from 'pg';

/** How long the dates of a procedure's editions may be stale. */
const FRESH_MS = 1_000;

interface Dated {
  readonly edition: number;
  readonly from: LocalDate;
}

export class EditionsOfRecord {
  readonly #pool: Pool;
  readonly #ledger: Pick<Ledger, 'load'>;
  readonly #editions = new Map<string, { readonly edition: Edition; readonly automaton: OrderAutomaton }>();
  #dates = new Map<string, readonly Dated[]>();
  #datesUntil = 0;

  constructor(pool: Pool, ledger: Pick<Ledger, 'load'>) {
    this.#pool = pool;
    this.#ledger = ledger;
  }

  /** Must be asked for once before `get` is. */
  async fetch(code: string, number: number): Promise<void> {
    const key = `${code} ${number}`;
    if (this.#editions.has(key)) return;
    const state = foldEdition((await this.#ledger.load(editionStream(code, number))).map(editionEventOf));
    if (state.status === 'none') throw new Error(`edition ${key} is pinned but not on record`);
    this.#editions.set(key, { edition: state.edition, automaton: new OrderAutomaton(state.edition) });
  }

  get(
    code: string,
    number: number,
  ): { readonly edition: Edition; readonly automaton: OrderAutomaton } | undefined {
    return this.#editions.get(`${code} ${number}`);
  }

  /** Reads which editions there are, if that is not known freshly. */
  async refresh(): Promise<void> {
    if (this.#datesUntil > performance.now()) return;
    const { rows } = await this.#pool.query<{ code: string; edition: number; from: LocalDate }>(
      `select code, edition, effective_from::text as "from" from read.edition
       where status in ('published', 'superseded') order by code, effective_from`,
    );
    this.#dates = Map.groupBy(rows, ({ code }) => code);
    this.#datesUntil = performance.now() + FRESH_MS;
  }

  /** Whether the dates have come that far; if not, the batch is tried again a little later. */
  async mustKnow(code: string, number: number): Promise<void> {
    const knows = (): boolean => this.#dates.get(code)?.some(({ edition }) => edition === number) ?? false;
    if (knows()) return;
    this.#datesUntil = 0;
    await this.refresh();
    if (!knows()) throw new Error(`edition ${number} of ${code} has not been folded yet`);
  }

  /** By their dates; undefined: none was in force yet. */
  inForceOn(code: string, on: LocalDate): number | undefined {
    return this.#dates.get(code)?.findLast(({ from }) => from <= on)?.edition;
  }
}
