import { describe, expect, it } from '@jest/globals';
import type { Closed, RecordedDossierEvent } from '#libs/dossier';
import { handOvers, printables } from './index.ts';
import type { Holder } from './index.ts';
import { at } from './testing.ts';

type Told = readonly [
  type: string,
  moment: string,
  body?: object,
  by?: object | undefined,
  commandId?: string,
];

/** Events as the ledger has them, with only what is looked at here. */
function events(...told: readonly Told[]): RecordedDossierEvent[] {
  return told.map(([type, moment, body = {}, by = OFFICER('mc/1', 'mc'), commandId = type], index) => ({
    type,
    body,
    by,
    commandId,
    version: index + 1,
    occurredAt: at(moment),
  })) as unknown as RecordedDossierEvent[];
}
const OFFICER = (id: string, unit: string) => ({ kind: 'officer', id, unit });
const opening = (step: string, unit: string, more: object = {}) => ({
  step,
  run: 1,
  kind: 'officer',
  unit,
  ...more,
});
const state = (more: object = {}) =>
  ({
    status: 'handed-over',
    done: [],
    open: [],
    appointment: null,
    result: null,
    ...more,
  }) as unknown as Closed;

describe('the forms a dossier has come to', () => {
  it('are numbered by kind, and follow the circular of their own day', () => {
    const told = events(
      ['DossierReceived', '2025-09-12T09:00', { opens: [] }],
      ['SupplementRequested', '2025-09-13T09:00', {}, undefined, 'first'],
      ['SupplementRequested', '2025-09-16T09:00', {}, undefined, 'second'],
    );
    const shown = printables(told, state()).map(({ circular, form, nth, number }) => [
      circular,
      form,
      nth,
      number,
    ]);
    expect(shown).toEqual([
      ['tt01-2018', 'receipt', 1, '01'],
      ['tt01-2018', 'control-sheet', 1, '05'],
      ['tt01-2018', 'supplement-request', 1, '02'],
      ['tt03-2025', 'supplement-request', 2, '02'],
    ]);
  });

  it('have no sheet of an action that was annulled', () => {
    const told = events(
      ['AppointmentExtended', '2026-05-04T09:00', {}, undefined, 'mistake'],
      ['ActionAnnulled', '2026-05-04T09:05', { commandId: 'mistake' }],
    );
    expect(printables(told, state())).toEqual([]);
  });

  it('have a stop notice only since TT 03/2025, and only of a dossier that ended so', () => {
    const stopped = (day: string) => events(['DossierWithdrawn', `${day}T09:00`]);
    expect(printables(stopped('2025-09-01'), state({ status: 'withdrawn' }))).toEqual([]);
    expect(printables(stopped('2025-10-01'), state({ status: 'withdrawn' }))).toHaveLength(1);
    expect(printables(events(['SupplementExpired', '2025-10-01T09:00']), state({ status: 'open' }))).toEqual(
      [],
    );
  });
});

describe('hand-overs', () => {
  const told = events(
    ['DossierReceived', '2026-05-04T09:00', { opens: [opening('B1', 'mc', { officer: 'mc/1' })] }],
    ['StepCompleted', '2026-05-04T10:00', { step: 'B1', run: 1, opens: [opening('B2', 'tdc')] }],
    [
      'StepAssigned',
      '2026-05-04T13:30',
      { step: 'B2', run: 1, officer: 'tdc/2', unit: 'tdc', manner: 'claimed' },
    ],
    [
      'StepAssigned',
      '2026-05-05T08:00',
      { step: 'B2', run: 1, officer: 'tdc/3', unit: 'tdc', manner: 'reassigned' },
    ],
    [
      'StepReturned',
      '2026-05-05T09:00',
      { step: 'B2', run: 1, opens: [opening('B1', 'mc', { run: 2, officer: 'mc/1' })] },
      OFFICER('tdc/3', 'tdc'),
    ],
    ['ResultHandedOver', '2026-05-06T10:00', { channel: 'counter' }],
  );
  const rows = handOvers(
    told,
    state({ done: [{ step: 'B1', run: 1, doneAt: at('2026-05-04T10:00'), dueAt: at('2026-05-04T17:00') }] }),
  );

  it('go from hand to hand, each with the minute it was given and taken', () => {
    const who = (holder: Holder): string =>
      holder.kind === 'office' ? (holder.officer ?? holder.unit) : holder.kind;
    expect(rows.map(({ from, to, why }) => `${who(from)} → ${who(to)} ${why}`)).toEqual([
      'applicant → mc/1 received',
      'mc/1 → tdc/2 done',
      'tdc/2 → tdc/3 reassigned',
      'tdc/3 → mc/1 returned',
      'mc/1 → applicant handed-over',
    ]);
    expect([rows[1]!.handedAt, rows[1]!.takenAt]).toEqual([at('2026-05-04T10:00'), at('2026-05-04T13:30')]);
  });

  it('carry the result of the step that was handed over, on the due date: đúng hạn', () => {
    expect(rows.map(({ result }) => result)).toEqual([null, 'on-time', null, null, null]);
  });

  it('show a step nobody has taken yet as not taken', () => {
    const open = handOvers(told.slice(0, 2), state());
    expect(open.at(-1)).toMatchObject({ takenAt: null, to: { unit: 'tdc', officer: null } });
  });
});
