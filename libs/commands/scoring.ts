/** A year of scoring, by the same way as a dossier: load, decide, append. One stream for the year, one a sheet. */
import type { UsedAuthority } from '#libs/access';
import { dateOf, type Instant } from '#libs/calendar';
import { canonicalJson, commandIdOf, requestHashOf } from '#libs/ledger';
import type { Json, RecordedEvent } from '#libs/ledger';
import {
  BLANK_SHEET,
  decideSheet,
  decideYear,
  evolveSheet,
  evolveYear,
  foldSheet,
  foldYear,
  needsQualification,
  NO_YEAR,
  tiersOf,
} from '#libs/scoring/year';
import type {
  Below,
  DecidedScore,
  Figures,
  OpenYear,
  SheetCommand,
  SheetEvent,
  SheetRefusal,
  SheetState,
  YearCommand,
  YearEvent,
  YearRefusal,
  YearState,
} from '#libs/scoring/year';
import { v5 } from 'uuid';
import { conduct } from './conduct.ts';
import type {
  ScoringCommands,
  ScoringParts,
  ScoringRequest,
  SheetOutcome,
  YearOutcome,
  YearWish,
} from './scoring-types.ts';

export const SCORING_YEAR = 'scoring-year';
export const SCORING_SHEET = 'scoring-sheet';
const STREAMS = '5b1d4a0e-7a3f-5c58-9f0c-6d2e8b4f1a37';
/** What is scored by the figures known now; a draft, an appeal or an amendment looks at none. */
const SCORES: ReadonlySet<SheetCommand['type']> = new Set([
  'submit',
  'review',
  'verify',
  'adjust',
  'answer-appeal',
]);
/** Streams read at one time. */
const AT_ONCE = 16;

export const yearStream = (year: string): string => v5(canonicalJson([SCORING_YEAR, year]), STREAMS);
export const sheetStream = (year: string, agency: string): string =>
  v5(canonicalJson([SCORING_SHEET, year, agency]), STREAMS);

export const yearEventOf = (recorded: Recorded): YearEvent => unnamed(recorded) as YearEvent;
export const sheetEventOf = (recorded: Recorded): SheetEvent => unnamed(recorded) as SheetEvent;

type Recorded = Pick<RecordedEvent, 'type' | 'body'>;

/** The year's and the agency's names are the stream's, not the event's own. */
function unnamed({ type, body }: Recorded): unknown {
  const { year: _year, agency: _agency, ...rest } = body as Record<string, Json>;
  return { type, ...rest };
}

export function createScoringCommands({ ledger, metrics, now, qualified }: ScoringParts): ScoringCommands {
  /** Every command on a sheet asks for its year, whose first event is large: what was folded once is kept. */
  const folded = new Map<string, { readonly state: YearState; readonly version: number }>();

  async function loadYear(year: string) {
    const { state, version } = folded.get(year) ?? { state: NO_YEAR, version: 0 };
    const news = await ledger.load(yearStream(year), { from: version + 1 });
    const latest = { state: news.map(yearEventOf).reduce(evolveYear, state), version: version + news.length };
    // Another may have read further meanwhile.
    if (latest.version > (folded.get(year)?.version ?? 0)) folded.set(year, latest);
    return latest;
  }
  const loadSheet = async (year: string, agency: string): Promise<SheetState> =>
    foldSheet((await ledger.load(sheetStream(year, agency))).map(sheetEventOf));
  async function loadSheets({ plan }: OpenYear): Promise<ReadonlyMap<string, SheetState>> {
    const sheets = new Map<string, SheetState>();
    await inParallel(plan.participants, async ({ agency }) => {
      sheets.set(agency, await loadSheet(plan.id, agency));
    });
    return sheets;
  }

  const openYear = async (year: string): Promise<OpenYear | undefined> => {
    const { state } = await loadYear(year);
    return state.status === 'open' ? state : undefined;
  };

  async function completed(wish: YearWish, state: YearState): Promise<YearCommand> {
    switch (wish.type) {
      case 'remind':
      case 'close-phase':
      case 'take-decision':
        return { ...wish, sheets: state.status === 'open' ? await loadSheets(state) : new Map() };
      default:
        return wish;
    }
  }

  async function executeYear(request: ScoringRequest & { readonly command: YearWish }): Promise<YearOutcome> {
    return conduct<YearState, YearEvent, YearRefusal>(ledger, now, request, {
      stream: yearStream(request.year),
      kind: SCORING_YEAR,
      names: { year: request.year },
      fold: (events) => foldYear(events.map(yearEventOf)),
      evolve: evolveYear,
      decide: async (state) => decideYear(state, await completed(request.command, state), now()),
    });
  }

  async function onSheet(
    year: OpenYear,
    agency: string,
    command: SheetCommand,
    request: ScoringRequest,
    known?: { readonly figures: Figures; readonly asOf: Instant },
  ): Promise<SheetOutcome> {
    const figuresAsOf = known?.asOf ?? now();
    const asked = SCORES.has(command.type) && known === undefined;
    const computed = asked ? await metrics.figuresOf([agency], year.plan.period, figuresAsOf) : undefined;
    const figures = known?.figures ?? computed?.get(agency) ?? {};
    const wanted = needsQualification(year, agency, command.type);
    const context = {
      now: now(),
      year,
      agency,
      figures,
      figuresAsOf,
      qualified: wanted && (await qualified(request.by, dateOf(now()))),
    };
    return conduct<SheetState, SheetEvent, SheetRefusal>(ledger, now, request, {
      stream: sheetStream(year.plan.id, agency),
      kind: SCORING_SHEET,
      names: { year: year.plan.id, agency },
      fold: (events) => foldSheet(events.map(sheetEventOf)),
      evolve: evolveSheet,
      decide: (state) => decideSheet(state, command, context),
    });
  }

  async function settle(id: string, by: UsedAuthority): Promise<YearOutcome> {
    const year = await openYear(id);
    if (year === undefined) return { kind: 'unknown-year' };
    const asOf = year.decision?.asOf ?? now();
    const agencies = year.plan.participants.map(({ agency }) => agency);
    const figures = await metrics.figuresOf(agencies, year.plan.period, asOf);
    const results = new Map<string, DecidedScore>();
    const sheets = new Map<string, SheetState>();
    for (const tier of tiersOf(year.plan) ?? []) {
      const outcomes: SheetOutcome[] = [];
      await inParallel(tier, async (agency) => {
        const command = { type: 'decide', below: belowOf(year, agency, sheets, results) } as const;
        const request = own(id, by, `decide ${agency}`, { agency, asOf });
        const known = { figures: figures.get(agency) ?? {}, asOf };
        const outcome = await onSheet(year, agency, command, request, known);
        const sheet = 'state' in outcome ? outcome.state : await loadSheet(id, agency);
        if (sheet.decided === null) outcomes.push(outcome);
        else {
          const { total, band } = sheet.decided.score;
          sheets.set(agency, sheet);
          results.set(agency, { agency, total, band });
        }
      });
      // Nothing above can be scored on what is missing below.
      const failed = outcomes.find((outcome) => !('state' in outcome));
      if (failed !== undefined) return settlingFailed(failed);
    }
    const command = { type: 'settle', results: agencies.map((agency) => results.get(agency)!) } as const;
    return executeYear({ ...own(id, by, 'settle', { asOf }), command });
  }

  async function closePhase(id: string, phase: OpenYear['phase'], by: UsedAuthority): Promise<YearOutcome> {
    const year = await openYear(id);
    if (year === undefined) return { kind: 'unknown-year' };
    const dated = Object.hasOwn(year.ends, phase) ? (phase as keyof OpenYear['ends']) : undefined;
    if (dated === undefined) throw new RangeError(`${phase} has no end to close it at`);
    const end = year.ends[dated];
    if (phase === 'self-scoring' && year.phase === phase && now() >= end) await recordMissed(year, by);
    const command = { type: 'close-phase', phase: dated } as const;
    return executeYear({ ...own(id, by, `close ${phase} ${end}`, command), command });
  }

  /** A self-score that arrives meanwhile wins: its sheet then refuses to have missed. */
  async function recordMissed(year: OpenYear, by: UsedAuthority): Promise<void> {
    const sheets = await loadSheets(year);
    const late = year.plan.participants.filter(({ agency }) => {
      const { stages, missed } = sheets.get(agency) ?? BLANK_SHEET;
      return stages.self === undefined && missed === null;
    });
    await inParallel(late, async ({ agency }) => {
      const request = own(year.plan.id, by, `miss ${agency}`, { agency });
      await onSheet(year, agency, { type: 'miss' }, request, { figures: {}, asOf: now() });
    });
  }

  return {
    year: executeYear,
    async sheet(request) {
      const year = await openYear(request.year);
      if (year === undefined) return { kind: 'unknown-year' };
      return onSheet(year, request.agency, request.command, request);
    },
    settle,
    closePhase,
    loadYear,
    loadSheet,
    async sheetAsOf(year, agency, asOf) {
      const events = await ledger.load(sheetStream(year, agency));
      return foldSheet(events.filter(({ recordedAt }) => recordedAt <= asOf).map(sheetEventOf));
    },
    isQualified: (by) => qualified(by, dateOf(now())),
    loadSheets,
  };
}

/** A command of the product's own: the same moment makes it once. */
const own = (year: string, by: UsedAuthority, key: string, about: object): ScoringRequest => ({
  year,
  by,
  commandId: commandIdOf(`${SCORING_YEAR} ${year}`, key),
  requestHash: requestHashOf(about),
});

function belowOf(
  { plan }: OpenYear,
  above: string,
  sheets: ReadonlyMap<string, SheetState>,
  results: ReadonlyMap<string, DecidedScore>,
): readonly Below[] {
  return plan.participants
    .filter(({ reviewer }) => reviewer === above)
    .map(({ agency }) => ({
      agency,
      sheet: sheets.get(agency)!,
      total: results.get(agency)!.total,
    }));
}

function settlingFailed(outcome: SheetOutcome): YearOutcome {
  if (outcome.kind === 'refused') {
    const { code, message, phase } = outcome.refusal;
    return { kind: 'refused', refusal: { code, message, phase } };
  }
  if ('state' in outcome) throw new Error('a sheet was decided and has no score');
  return outcome;
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, lane));
}
