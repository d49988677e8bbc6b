/** Folds a batch of the ledger into figures and findings, in the transaction that moves the checkpoint. */
import type { CalendarData, WorkCalendar } from '#libs/calendar';
import { DOSSIER, fromRecorded } from '#libs/commands';
import { evolve, initialState, type DossierState, type RecordedDossierEvent } from '#libs/dossier';
import { shardOf, type Ledger, type RecordedEvent } from '#libs/ledger';
import { factsOf, NO_HISTORY, remember, type FigureHistory } from '#libs/metrics';
import {
  keyOf,
  NOT_WATCHED,
  watch,
  type DetectionContext,
  type Finding,
  type KnownSubstitution,
  type Watch,
} from '#libs/nonconformity';
import type { Pool, PoolClient } from 'pg';
import { FIGURES_SHARDS } from './consumer.ts';
import { EditionsOfRecord } from './editions.ts';
import { projectDecisions } from './project-decisions.ts';
import { figureRow, figureStepRow, type FigureRow, type FigureStepRow } from './rows.ts';
import { StepMonths } from './step-months.ts';
import { writeFigures, type FindingRow } from './write.ts';

/** Open dossiers of a busy shard fit; what falls out is read again from the ledger. */
const MAX_FOLDED = 20_000;

export interface FigureParts {
  readonly pool: Pool;
  readonly ledger: Pick<Ledger, 'load'>;
  /** Makes sure that what calendars and substitutions answer from is fresh; usually without a query. */
  readonly refresh: () => Promise<unknown>;
  readonly calendar: (version: string) => Promise<CalendarData>;
  readonly calendarOf: (data: CalendarData, agency: string) => WorkCalendar;
  readonly substitution: (id: string) => KnownSubstitution | undefined;
}

interface Folded {
  readonly state: DossierState;
  readonly history: FigureHistory;
  readonly watch: Watch;
}

const UNKNOWN: Folded = { state: initialState, history: NO_HISTORY, watch: NOT_WATCHED };

interface Rows {
  readonly dossier: FigureRow;
  readonly steps: readonly FigureStepRow[];
}

export class FigureProjection {
  readonly #parts: FigureParts;
  readonly #editions: EditionsOfRecord;
  readonly #calendars = new Map<string, CalendarData>();
  /** As of the last batch. One that was rolled back leaves states ahead of the rows, which their versions tell. */
  readonly #known = new Map<string, Folded>();

  constructor(parts: FigureParts) {
    this.#parts = parts;
    this.#editions = new EditionsOfRecord(parts.pool, parts.ledger);
  }

  async project(events: readonly RecordedEvent[], client: PoolClient): Promise<void> {
    await projectDecisions(events, client);
    const byDossier = Map.groupBy(
      events.filter((event) => event.kind === DOSSIER),
      (event) => event.streamId,
    );
    if (byDossier.size === 0) return;
    await Promise.all([this.#parts.refresh(), this.#editions.refresh()]);
    const dossiers: FigureRow[] = [];
    const steps: FigureStepRow[] = [];
    const gone: Pick<FigureStepRow, 'dossier' | 'step' | 'run'>[] = [];
    const findings: FindingRow[] = [];
    const months = new StepMonths();
    for (const [dossier, news] of byDossier) {
      const before = await this.#before(dossier, news[0]!);
      const { after, found } = await this.#foldedOn(before, news);
      this.#keep(dossier, after);
      const [old, now] = [this.#rowsOf(before), this.#rowsOf(after)];
      if (!now) continue;
      dossiers.push(now.dossier);
      findings.push(...found.map((finding) => findingRow(dossier, finding, now.dossier)));
      const change = changeOf(old?.steps ?? [], now.steps);
      steps.push(...change.news);
      gone.push(...change.gone);
      for (const row of change.gone) months.add(row, -1);
      for (const row of change.news) months.add(row, 1);
    }
    const shard = shardOf(events[0]!.streamId, FIGURES_SHARDS);
    await writeFigures(client, { dossiers, steps, gone, findings, months: months.changes(), shard });
  }

  async #before(dossier: string, next: RecordedEvent): Promise<Folded> {
    if (next.version === 1) return UNKNOWN;
    const known = this.#known.get(dossier);
    if (known && 'version' in known.state && known.state.version === next.version - 1) return known;
    const events = await this.#parts.ledger.load(dossier, { to: next.version - 1 });
    return (await this.#foldedOn(UNKNOWN, events)).after;
  }

  async #foldedOn(
    before: Folded,
    events: readonly RecordedEvent[],
  ): Promise<{ readonly after: Folded; readonly found: readonly Finding[] }> {
    const found = new Map<string, Finding>();
    let folded = before;
    for (const event of events.map(fromRecorded)) {
      const state = evolve(folded.state, event);
      const seen = watch(folded.watch, folded.state, event, state, await this.#contextOf(state, event));
      for (const finding of seen.findings) if (!found.has(keyOf(finding))) found.set(keyOf(finding), finding);
      folded = { state, history: remember(folded.history, event), watch: seen.watch };
    }
    return { after: folded, found: [...found.values()] };
  }

  async #contextOf(state: DossierState, event: RecordedDossierEvent): Promise<DetectionContext | undefined> {
    if (!('pinned' in state)) return undefined;
    const { procedure, edition: number, calendarVersion } = state.pinned;
    if (!this.#editions.get(procedure, number)) await this.#editions.fetch(procedure, number);
    if (!this.#calendars.has(calendarVersion)) {
      this.#calendars.set(calendarVersion, await this.#parts.calendar(calendarVersion));
    }
    if (event.type === 'DossierReceived') await this.#editions.mustKnow(procedure, number);
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

  #rowsOf({ state, history }: Folded): Rows | undefined {
    if (!('pinned' in state)) return undefined;
    const { procedure, edition: number, calendarVersion } = state.pinned;
    const { edition } = this.#editions.get(procedure, number)!;
    const facts = factsOf(state, history, edition, this.#calendarsBy(calendarVersion));
    return { dossier: figureRow(facts.dossier), steps: facts.steps.map(figureStepRow) };
  }

  #keep(dossier: string, folded: Folded): void {
    this.#known.delete(dossier);
    if ('closedAt' in folded.state) return;
    this.#known.set(dossier, folded);
    if (this.#known.size <= MAX_FOLDED) return;
    const oldest = this.#known.keys().next().value;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}

const place = (row: FigureStepRow): string => `${row.step}#${row.run}`;

/** A row that differs goes and comes: its month's sums lose the one and gain the other. */
function changeOf(old: readonly FigureStepRow[], now: readonly FigureStepRow[]) {
  const known = new Map(old.map((row) => [place(row), row]));
  const news = now.filter((row) => JSON.stringify(known.get(place(row))) !== JSON.stringify(row));
  const replaced = news.flatMap((row) => known.get(place(row)) ?? []);
  const kept = new Set(now.map(place));
  return { news, gone: [...replaced, ...old.filter((row) => !kept.has(place(row)))] };
}

const findingRow = (dossier: string, finding: Finding, { procedure, edition }: FigureRow): FindingRow => ({
  dossier,
  procedure,
  edition,
  ...finding,
});
