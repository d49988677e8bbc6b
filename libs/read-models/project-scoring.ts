/** Years of scoring and their sheets, folded into `read.scoring_year` and `read.scoring_sheet`. */
import { SCORING_SHEET, SCORING_YEAR, sheetEventOf, yearEventOf } from '#libs/commands';
import type { Ledger, RecordedEvent } from '#libs/ledger';
import { foldSheet, foldYear } from '#libs/scoring/year';
import type { SheetState } from '#libs/scoring/year';
import type { PoolClient } from 'pg';
import { upsertStream } from './upsert.ts';

export async function projectScoring(
  ledger: Pick<Ledger, 'load'>,
  events: readonly RecordedEvent[],
  client: PoolClient,
): Promise<void> {
  const ours = events.filter(({ kind }) => kind === SCORING_YEAR || kind === SCORING_SHEET);
  for (const [stream, news] of Map.groupBy(ours, ({ streamId }) => streamId)) {
    const first = news[0]!.version;
    const before = first === 1 ? [] : await ledger.load(stream, { to: first - 1 });
    const all = [...before, ...news];
    if (news[0]!.kind === SCORING_YEAR) await writeYear(client, stream, all);
    else await writeSheet(client, stream, all);
  }
}

async function writeYear(
  client: PoolClient,
  stream: string,
  events: readonly RecordedEvent[],
): Promise<void> {
  const state = foldYear(events.map(yearEventOf));
  if (state.status === 'none') return;
  const { id, title, period, participants } = state.plan;
  await upsertStream(client, 'scoring_year', {
    stream_id: stream,
    version: events.length,
    id,
    title,
    period_from: period.from,
    period_to: period.to,
    phase: state.phase,
    agencies: participants.length,
  });
}

async function writeSheet(
  client: PoolClient,
  stream: string,
  events: readonly RecordedEvent[],
): Promise<void> {
  const sheet = foldSheet(events.map(sheetEventOf));
  const { year, agency } = events[0]!.body as { year: string; agency: string };
  const { self, reviewed, verified, adjusted } = sheet.stages;
  const amended = sheet.amendments.at(-1)?.score;
  await upsertStream(client, 'scoring_sheet', {
    stream_id: stream,
    version: events.length,
    year,
    agency,
    self: self?.total ?? null,
    self_at: lastOf(events, 'SelfScoreSubmitted'),
    missed: sheet.missed?.rule ?? null,
    reviewed: reviewed?.total ?? null,
    reviewed_at: lastOf(events, 'SheetReviewed'),
    on_site: sheet.reviewedOnSite,
    verified: verified?.total ?? null,
    adjusted: adjusted?.total ?? null,
    appeal_open: hasOpenAppeal(sheet),
    final: sheet.decided?.score.total ?? null,
    band: sheet.decided?.score.band ?? null,
    amended: amended?.total ?? null,
    amended_band: amended?.band ?? null,
  });
}

const hasOpenAppeal = ({ appeals }: SheetState): boolean => appeals.some(({ answer }) => answer === null);

const lastOf = (events: readonly RecordedEvent[], type: string): string | null =>
  events.findLast((event) => event.type === type)?.occurredAt ?? null;
