import { describe, expect, it } from '@jest/globals';
import { decode, encode, FILE_FIELDS, FREE_TEXT_FIELDS } from './codec.ts';
import type { RecordedDossierEvent } from './events.ts';
import { fold } from './evolve.ts';
import { stateAt } from './replay.ts';
import {
  an,
  appraised,
  at,
  binh,
  clock,
  dung,
  completing,
  ELIGIBLE,
  giang,
  HANDED_OVER,
  ISSUED,
  supervisor,
} from './testing/index.ts';

const whole = () => {
  const dossier = appraised().does(binh, {
    type: 'request-supplement',
    step: 'B3',
    items: ['x'],
    reason: 'Thiếu',
  });
  dossier.at('2026-03-03T09:00').does(an, { type: 'receive-supplement', documents: [] });
  dossier
    .does(binh, ELIGIBLE)
    .does(supervisor, { type: 'extend', to: at('2026-03-12T17:00'), reason: 'Bận' });
  dossier.at('2026-03-04T09:00').does(dung, completing('B4')).does(giang, ISSUED);
  return dossier.at('2026-03-05T09:00').does(an, HANDED_OVER);
};

describe('a replay', () => {
  it('gives the dossier as it was known, and as it stood', () => {
    const dossier = appraised()
      .at('2026-03-03T11:00')
      .does(clock, { type: 'mark-step-overdue', step: 'B3', run: 1 });
    const between = at('2026-03-03T10:00');
    expect(stateAt(dossier.events, { knownAt: between })).toMatchObject({ open: [{ overdue: false }] });
    expect(stateAt(dossier.events, { stoodAt: between })).toMatchObject({ open: [{ overdue: true }] });
    expect(stateAt(dossier.events, { knownAt: at('2026-03-01T10:00') })).toEqual({ status: 'none' });
    expect(stateAt(dossier.events, { knownAt: at('2026-03-02T08:00') })).toMatchObject({
      open: [{ step: 'B2' }],
    });
  });

  it('knows imported events from when they happened', () => {
    const late = appraised().events.map((event) => ({
      ...event,
      imported: true,
      recordedAt: at('2026-06-01T08:00'),
    }));
    expect(stateAt(late, { knownAt: at('2026-03-02T08:30') })).toMatchObject({ open: [{ step: 'B2' }] });
  });

  it('of any part of the events never fails', () => {
    const { events } = whole();
    for (let skip = 0; skip < events.length; skip++) {
      expect(() => fold(events.filter((_, index) => index !== skip))).not.toThrow();
    }
  });
});

describe('what people typed', () => {
  const without = ({ body, ...event }: RecordedDossierEvent): RecordedDossierEvent => {
    const kept: Record<string, unknown> = { ...body };
    for (const field of FREE_TEXT_FIELDS) delete kept[field];
    for (const field of FILE_FIELDS) if (Array.isArray(kept[field])) kept[field] = kept[field].map(unnamed);
    return { ...event, body: kept } as unknown as RecordedDossierEvent;
  };
  const unnamed = (entry: { name?: string }): object => ({ ...entry, name: '' });

  it('is in no state: the fold is the same without it', () => {
    const { events, state } = whole();
    expect(fold(events.map(without))).toEqual(state);
  });
});

describe('the stored form', () => {
  it('reads back what was written', () => {
    for (const { type, body } of whole().events) {
      const event = { type, body } as Parameters<typeof encode>[0];
      expect(decode(JSON.parse(JSON.stringify(encode(event))))).toEqual(event);
    }
  });

  it('refuses what it cannot know', () => {
    expect(() => decode({ type: 'StepWarned', schemaVersion: 2, body: {} })).toThrow('newer');
    expect(() => decode({ type: 'SomethingElse', schemaVersion: 1, body: {} })).toThrow('not an event');
  });
});
