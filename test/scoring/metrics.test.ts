/** The scoring's figures against the same counted one by one from the ledger, now and as known at past moments. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '#libs/calendar';
import { fromRecorded } from '#libs/commands';
import { OrderAutomaton } from '#libs/conformance';
import { fold } from '#libs/dossier';
import { factsOf, NO_HISTORY, onTime766, remember, type Facts } from '#libs/metrics';
import { detect } from '#libs/nonconformity';
import type { Figures } from '#libs/scoring/year';
import type { Runtime } from '#libs/runtime';
import { figureWorld, type FigureWorld } from '../figures/world.ts';

const DOSSIERS = 120;
const READY_WITHIN_MS = 240_000;
const YEAR = { from: '2026-01-01' as LocalDate, to: '2026-12-31' as LocalDate };
const FROM = '2025-12-31T17:00:00.000Z' as Instant;
const MOMENTS = [
  '2026-04-01T03:00:00.000Z',
  '2026-08-15T09:30:00.000Z',
  '2027-02-01T00:00:00.000Z',
] as Instant[];

interface Known extends Facts {
  readonly policies: ReadonlySet<string>;
}

/** Every dossier as its events known by then leave it; the simulated ones were known when they happened. */
async function knownAt(runtime: Runtime, asOf: Instant): Promise<Known[]> {
  const { pool, ledger, editions, calendars } = runtime;
  const organisation = await runtime.organisation();
  const { rows } = await pool.query<{ id: string }>(
    `select stream_id as id from ledger.stream where kind = 'dossier'`,
  );
  const all: Known[] = [];
  for (const { id } of rows) {
    const recorded = (await ledger.load(id)).filter(({ occurredAt }) => occurredAt <= asOf);
    const events = recorded.map(fromRecorded);
    const state = fold(events);
    if (!('pinned' in state)) continue;
    const edition = (await editions.edition(state.pinned.procedure, state.pinned.edition))!;
    const data = await calendars.version(state.pinned.calendarVersion);
    const calendarOf = (agency: string) => calendars.calendarOf(data, agency);
    const facts = factsOf(state, events.reduce(remember, NO_HISTORY), edition, calendarOf);
    const findings = detect(events, () => ({
      edition,
      automaton: new OrderAutomaton(edition),
      calendarOf,
      inForceOn: () => edition.edition,
      substitution: (asked) => organisation.snapshot.substitutions.find((one) => one.id === asked),
    }));
    all.push({ ...facts, policies: new Set(findings.map(({ policy }) => policy)) });
  }
  return all;
}

const OUT_OF_ORDER = [
  'role-missing',
  'substitution-invalid',
  'step-skipped',
  'out-of-order',
  'same-person',
  'issued-before-approval',
];

/** Written down again from the words of `docs/scoring.md`. */
function counted(all: readonly Known[], agency: string, end: Instant): Record<string, number> {
  const own = all.filter(
    ({ dossier: d }) =>
      d.agency === agency && d.receivedAt < end && (d.endedAt === null || d.endedAt >= FROM),
  );
  const came = own.filter(({ dossier: d }) => d.receivedAt >= FROM);
  const done = own.filter(({ dossier: d }) => d.ending === 'done' && d.endedAt! < end);
  const lateness = ({ dossier: d }: Known): string => {
    const due = d.dues.findLast(({ promised }) => promised)?.dueAt;
    if (due === undefined) return 'none';
    if (d.endedAt! > due) return 'late';
    return localDate(d.endedAt!) < localDate(due) ? 'early' : 'on-time';
  };
  const late = done.filter((one) => lateness(one) === 'late');
  const steps = all
    .flatMap((one) => one.steps)
    .filter((s) => s.agency === agency && s.doneAt >= FROM && s.doneAt < end && s.timeliness !== null);
  return {
    dossiers_received: came.length,
    dossiers_online: came.filter(({ dossier: d }) => d.channel === 'online').length,
    dossiers_processed: own.length,
    dossiers_in_time: own.filter(({ dossier: d }) => onTime766(d, end, 'promised')).length,
    dossiers_done: done.length,
    dossiers_on_time: done.length - late.length,
    dossiers_early: done.filter((one) => lateness(one) === 'early').length,
    dossiers_late: late.length,
    dossiers_late_apologised_in_time: late.filter(
      ({ dossier: d }) => d.apologiesInTime > 0 && d.rePromises.length <= 1,
    ).length,
    dossiers_supplemented_again: came.filter(({ dossier: d }) => d.supplements.length > 1).length,
    dossiers_conforming: done.filter(({ policies }) => !OUT_OF_ORDER.some((each) => policies.has(each)))
      .length,
    dossiers_with_all_forms: done.filter(
      ({ policies }) => !policies.has('form-missing') && !policies.has('document-missing'),
    ).length,
    steps_done: steps.length,
    steps_on_time: steps.filter(({ timeliness }) => timeliness !== 'late').length,
  };
}

const localDate = (at: string): string => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10);
const endOf = (asOf: Instant): Instant =>
  (asOf < '2026-12-31T17:00:00.000Z' ? asOf : '2026-12-31T17:00:00.000Z') as Instant;

describe("The scoring's figures of a simulated year", () => {
  let world: FigureWorld;
  let agencies: readonly string[];

  beforeAll(async () => {
    world = await figureWorld(DOSSIERS, 2026);
    await world.folded();
    const { agencies: known } = await world.runtime.organisation();
    agencies = [...known.keys()];
  }, READY_WITHIN_MS);
  afterAll(() => world.close());

  it.each(MOMENTS)('as known at %s are those counted one by one', async (asOf) => {
    const figures = await world.runtime.metrics.figuresOf(agencies, YEAR, asOf);
    const all = await knownAt(world.runtime, asOf);
    const busy = agencies.filter((agency) => figures.get(agency)!['dossiers_received'] !== undefined);
    for (const agency of busy) {
      expect({ agency, ...figures.get(agency) }).toMatchObject({
        agency,
        ...counted(all, agency, endOf(asOf)),
      });
    }
    expect(busy.length).toBeGreaterThan(2);
    // Nothing is made up of an agency that has neither procedures nor dossiers here.
    const idle = agencies.find((agency) => !busy.includes(agency))!;
    expect(figures.get(idle)).toEqual({});
  });

  it('list exactly what they count, with the events behind it', async () => {
    const asOf = MOMENTS[1]!;
    const figures = await world.runtime.metrics.figuresOf(agencies, YEAR, asOf);
    const [agency, known] = [...figures].find(([, one]) => (one['dossiers_late'] as number) > 0)!;
    const lists: [string, number][] = [];
    for (const metric of Object.keys(known)) {
      const { metrics } = world.runtime;
      const behind = await metrics.behind(agency, metric, YEAR, asOf, 10_000);
      lists.push([metric, behind.length]);
      for (const { positions } of behind) expect(positions.length).toBeGreaterThan(0);
    }
    expect(lists).toEqual(Object.entries(known));
  });

  it('are the same when every dossier is folded again from the ledger', async () => {
    const { runtime } = world;
    const asOf = MOMENTS[1]!;
    const before = await runtime.metrics.figuresOf(agencies, YEAR, asOf);
    await runtime.pool.query(`update read.figure_dossier set known_at = null`);
    const refolded = await runtime.metrics.figuresOf(agencies, YEAR, asOf);
    expect(asObject(refolded)).toEqual(asObject(before));
  });
});

const asObject = (figures: ReadonlyMap<string, Figures>) => Object.fromEntries(figures);
