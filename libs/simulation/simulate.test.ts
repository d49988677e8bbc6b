import { describe, expect, it } from '@jest/globals';
import { NATIONAL_CALENDAR, type Instant } from '#libs/calendar';
import { shippedEditions } from '#libs/catalogue';
import { demoProvince } from '#libs/demo';
import { fold } from '#libs/dossier';
import { PLANT_KINDS, simulate, type SimulatedDossier } from '#libs/simulation';

const editions = shippedEditions();
const organisation = demoProvince({ editions });
const world = { organisation, editions, calendar: NATIONAL_CALENDAR, year: 2025, seed: 7 };
const all = (dossiers: number, plants = 0): readonly SimulatedDossier[] => [
  ...simulate({ ...world, dossiers, plants }).dossiers,
];

describe('A simulated year', () => {
  const year = all(400);
  const states = year.map(({ events }) => fold(events));

  it('is the same for the same seed, and another for another', () => {
    expect(all(30)).toEqual(all(30));
    const other = [...simulate({ ...world, seed: 8, dossiers: 30 }).dossiers];
    expect(other.map(({ id }) => id)).not.toEqual(all(30).map(({ id }) => id));
  });

  it('is the same in parts', () => {
    const parts = [0, 1, 2].flatMap((index) => [
      ...simulate({ ...world, dossiers: 90, slice: { index, of: 3 } }).dossiers,
    ]);
    const byId = (dossiers: readonly SimulatedDossier[]) => new Map(dossiers.map((one) => [one.id, one]));
    expect(byId(parts)).toEqual(byId(all(90)));
  });

  it('comes in the order of the days, and its events in their order', () => {
    const received = year.map(({ events }) => events[0]!.occurredAt.slice(0, 10));
    expect(received.every((at, index) => index === 0 || at >= received[index - 1]!.slice(0, 8))).toBe(true);
    for (const { events } of year) {
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
      const recorded = events.map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual(recorded.toSorted());
    }
  });

  it('has what happens in an office: ends of every kind, supplements, returns, lateness, work still open', () => {
    const statuses = new Set(states.map(({ status }) => status));
    expect(statuses).toEqual(
      new Set(['handed-over', 'open', 'refused', 'withdrawn', 'expired', ...statuses]),
    );
    const types = new Set(year.flatMap(({ events }) => events.map(({ type }) => type)));
    for (const type of [
      'SupplementRequested',
      'StepReturned',
      'DossierOverdue',
      'AppointmentExtended',
      'StepOverdue',
    ])
      expect(types).toContain(type);
    const lateShare =
      year.filter(({ plants }) => plants.some(({ kind }) => kind === 'dossier-late')).length / 400;
    expect(lateShare).toBeGreaterThan(0.01);
    expect(lateShare).toBeLessThan(0.25);
  });

  describe('played on past its end', () => {
    const until = '2026-12-31T00:00:00.000Z' as Instant;
    const longer = [...simulate({ ...world, dossiers: 400, until }).dossiers];

    it('keeps all that happened before as it was', () => {
      for (const [index, { events }] of year.entries()) {
        expect(longer[index]!.events.slice(0, events.length)).toEqual(events);
      }
    });

    it('ends every dossier; the office stops those whose applicant never brought what was missing', () => {
      expect(states.filter(({ status }) => status === 'open').length).toBeGreaterThan(0);
      expect(longer.filter(({ events }) => fold(events).status === 'open')).toEqual([]);
      const last = longer.flatMap(({ events }) => events.slice(-1));
      expect(last).toContainEqual(
        expect.objectContaining({
          type: 'ProcessingStopped',
          body: expect.objectContaining({ reason: 'Quá lâu không bổ sung hồ sơ' }),
        }),
      );
    });
  });

  it('gives every dossier a code of its own', () => {
    const codes = states.flatMap((state) => ('code' in state ? [state.code] : []));
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('Planted deviations', () => {
  const planted = all(2_500, 2)
    .flatMap(({ plants }) => plants)
    .filter(({ natural }) => !natural);
  const count = (nearMiss: boolean) =>
    Object.fromEntries(
      PLANT_KINDS.map((kind) => [
        kind,
        planted.filter((one) => one.kind === kind && one.nearMiss === nearMiss).length,
      ]),
    );

  it('are there in every kind, each with as many near misses', () => {
    // A habit needs a counter busy enough to have one.
    const others = PLANT_KINDS.filter((kind) => kind !== 'for-show');
    const two = Object.fromEntries(others.map((kind) => [kind, 2]));
    expect(count(false)).toMatchObject(two);
    expect(count(true)).toMatchObject(two);
    expect(count(false)['for-show']).toBeGreaterThan(0);
    expect(count(true)['for-show']).toBeGreaterThan(0);
  });
});
