/** A cut of the time leaves waits as they were. */
import { describe, expect, it } from '@jest/globals';
import { NATIONAL_CALENDAR, workCalendar, type Instant } from '#libs/calendar';
import { shippedEditions } from '#libs/catalogue';
import { rehearse } from './rehearse.ts';
import type { DossierFacts, Facts } from './facts.ts';

const office = workCalendar(NATIONAL_CALENDAR);
const at = (text: string): Instant => new Date(`${text}:00+07:00`).toISOString() as Instant;
const draft = { ...shippedEditions()[0]!, total: '10 ngày làm việc' };
const TEN_DAYS_MINUTES = 4_800;

/** Received on a Monday; ten working days to Monday the 17th. */
const plain: DossierFacts = {
  dossier: 'd',
  version: 1,
  code: 'H1',
  procedure: draft.code,
  edition: 1,
  field: '',
  agency: 'a',
  unit: 'u',
  officer: null,
  channel: 'counter',
  receivedAt: at('2025-03-03T08:00'),
  endedAt: at('2025-03-12T08:00'),
  ending: 'done',
  dues: [{ since: at('2025-03-03T08:00'), dueAt: at('2025-03-17T17:00'), warnAt: null, promised: true }],
  stops: [],
  supplements: [],
  rePromises: [],
  apologiesInTime: 0,
  returns: 0,
  minutes: { own: 0, otherAgency: 0, applicant: 0, outside: 0 },
  allowedMinutes: TEN_DAYS_MINUTES,
};
/** The same work, with a wait of five working days in it, by which it fell due later. */
const waited: DossierFacts = {
  ...plain,
  endedAt: at('2025-03-19T08:00'),
  dues: [...plain.dues, { ...plain.dues[0]!, dueAt: at('2025-03-24T17:00'), promised: false }],
  stops: [{ from: at('2025-03-05T08:00'), to: at('2025-03-12T08:00') }],
  allowedMinutes: TEN_DAYS_MINUTES * 1.5,
};
const cut = (dossier: DossierFacts, percent: number): number => {
  const all: Facts[] = [{ dossier, steps: [] }];
  const rehearsal = rehearse(
    all,
    draft,
    () => undefined,
    () => office,
    percent,
  );
  expect(rehearsal).toMatchObject({ dossiers: 1, leftOut: 0, lateBefore: 0 });
  return rehearsal.cut.late;
};

describe('a cut of the time', () => {
  // Seven working days were needed, of eleven or so from the Monday's morning on.
  it.each([
    [20, 0],
    [50, 1],
  ])('of %i %% makes %i late, with a wait as without', (percent, late) => {
    expect([cut(plain, percent), cut(waited, percent)]).toEqual([late, late]);
  });

  it('is found at the same percent, with a wait as without', () => {
    const first = (dossier: DossierFacts): number =>
      Array.from({ length: 60 }, (_, percent) => percent + 1).find((percent) => cut(dossier, percent) === 1)!;
    expect(first(waited)).toBe(first(plain));
  });
});
