/** One dossier's events folded into its figures and findings: live as they come, or again up to a moment. */
import type { CalendarData, Instant, WorkCalendar } from '#libs/calendar';
import {
  initialState,
  type Active,
  type Closed,
  type DossierState,
  type RecordedDossierEvent,
} from '#libs/dossier';
import type { Ledger } from '#libs/ledger';
import { factsOf, NO_HISTORY, remember, type Facts, type FigureHistory } from '#libs/metrics';
import {
  keyOf,
  NOT_WATCHED,
  watch,
  type DetectionContext,
  type Finding,
  type KnownSubstitution,
  type Watch,
} from '#libs/nonconformity';
import type { Pool } from 'pg';
import type { Evolved } from '../dossier-batches.ts';
import { EditionsOfRecord } from './editions.ts';
import { figureRow, figureStepRow, type FigureRow, type FigureStepRow } from './rows.ts';
import { standingsOf, type MonthStanding } from './standing.ts';
import type { FindingRow } from './write.ts';

export interface FigureParts {
  readonly pool: Pool;
  readonly ledger: Pick<Ledger, 'load'>;
  /** Makes sure that what calendars and substitutions answer from is fresh; usually without a query. */
  readonly refresh: () => Promise<unknown>;
  readonly calendar: (version: string) => Promise<CalendarData>;
  readonly calendarOf: (data: CalendarData, agency: string) => WorkCalendar;
  readonly substitution: (id: string) => KnownSubstitution | undefined;
}

export interface Folded {
  readonly state: DossierState;
  readonly history: FigureHistory;
  readonly watch: Watch;
  /** When the last event was known. */
  readonly knownAt: Instant | null;
}

export const UNKNOWN: Folded = {
  state: initialState,
  history: NO_HISTORY,
  watch: NOT_WATCHED,
  knownAt: null,
};

export interface Rows {
  readonly dossier: FigureRow;
  readonly steps: readonly FigureStepRow[];
  readonly standings: readonly MonthStanding[];
}

/** @param knownAt when the last of the events was known. */
export const figureRows = ({ dossier, steps }: Facts, knownAt: Instant): Rows => ({
  dossier: figureRow(dossier, knownAt),
  steps: steps.map(figureStepRow),
  standings: standingsOf(dossier),
});

/** An imported event was known when it happened (design decision 6). */
export const knownAtOf = ({
  imported,
  occurredAt,
  recordedAt,
}: Pick<RecordedDossierEvent, 'imported' | 'occurredAt' | 'recordedAt'>): Instant =>
  imported ? occurredAt : recordedAt;

type Pinned = (Active | Closed)['pinned'];

export class DossierFold {
  readonly #parts: FigureParts;
  readonly #editions: EditionsOfRecord;
  readonly #calendars = new Map<string, CalendarData>();

  constructor(parts: FigureParts) {
    this.#parts = parts;
    this.#editions = new EditionsOfRecord(parts.pool, parts.ledger);
  }

  /** Before a batch is folded. */
  async refresh(): Promise<void> {
    await Promise.all([this.#parts.refresh(), this.#editions.refresh()]);
  }

  async on(
    before: Folded,
    events: readonly Evolved[],
  ): Promise<{ readonly after: Folded; readonly found: readonly Finding[] }> {
    const found = new Map<string, Finding>();
    let folded = before;
    let pinned: Pinned | undefined;
    let context: DetectionContext | undefined;
    for (const { event, state } of events) {
      if ('pinned' in state && state.pinned !== pinned) {
        pinned = state.pinned;
        context = await this.#contextOf(pinned);
        if (event.type === 'DossierReceived') await this.#editions.mustKnow(pinned.procedure, pinned.edition);
      }
      const seen = watch(folded.watch, folded.state, event, state, context);
      for (const finding of seen.findings) if (!found.has(keyOf(finding))) found.set(keyOf(finding), finding);
      const known = knownAtOf(event);
      folded = {
        state,
        history: remember(folded.history, event),
        watch: seen.watch,
        knownAt: folded.knownAt !== null && folded.knownAt > known ? folded.knownAt : known,
      };
    }
    return { after: folded, found: [...found.values()] };
  }

  /** Undefined: never received. */
  rowsOf({ state, history, knownAt }: Folded): Rows | undefined {
    if (!('pinned' in state) || knownAt === null) return undefined;
    const { procedure, edition: number, calendarVersion } = state.pinned;
    const { edition } = this.#editions.get(procedure, number)!;
    const facts = factsOf(state, history, edition, this.#calendarsBy(calendarVersion));
    return figureRows(facts, knownAt);
  }

  async #contextOf({ procedure, edition: number, calendarVersion }: Pinned): Promise<DetectionContext> {
    if (!this.#editions.get(procedure, number)) await this.#editions.fetch(procedure, number);
    if (!this.#calendars.has(calendarVersion)) {
      this.#calendars.set(calendarVersion, await this.#parts.calendar(calendarVersion));
    }
    return {
      ...this.#editions.get(procedure, number)!,
      calendarOf: this.#calendarsBy(calendarVersion),
      inForceOn: (code, on) => this.#editions.inForceOn(code, on),
      substitution: this.#parts.substitution,
    };
  }

  #calendarsBy(version: string): (agency: string) => WorkCalendar {
    const data = this.#calendars.get(version)!;
    return (agency) => this.#parts.calendarOf(data, agency);
  }
}

export const findingRow = (
  dossier: string,
  finding: Finding,
  { procedure, edition }: Pick<FigureRow, 'procedure' | 'edition'>,
): FindingRow => ({ dossier, procedure, edition, ...finding });
