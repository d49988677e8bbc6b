/** Laws that hold whatever anybody tries: random people do random things to dossiers at random moments. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorkingMinutes, workingMinutesBetween, type Instant } from '#libs/calendar';
import type { Actor } from '#libs/access';
import type { Edition } from '#libs/procedure';
import type { DossierCommand } from './commands.ts';
import { fold } from './evolve.ts';
import { dueMoments } from './moments.ts';
import { stateAt } from './replay.ts';
import type { Active } from './state.ts';
import { asStepTable } from './step-table.ts';
import { an, EDITION, OFFICE, RECEIVE, TestDossier } from './testing/index.ts';
import { ACTORS, allowedTo, BY_DATA, type EDITIONS, STEPS, TYPES, walk, type Try } from './testing/walks.ts';
import { timeSpent } from './time-spent.ts';

const aTry: fc.Arbitrary<Try> = fc.record({
  actor: fc.nat(ACTORS.length - 1),
  type: fc.constantFrom(...TYPES),
  step: fc.constantFrom(...STEPS),
  pick: fc.nat(20),
  minutes: fc.constantFrom(0, 1, 5, 60, 480, 1440, 4320),
  follow: fc.boolean(),
});
const walks = fc.record({
  edition: fc.constantFrom<keyof typeof EDITIONS>('linear', 'parallel'),
  tries: fc.array(aTry, { minLength: 1, maxLength: 40 }),
});

const tryIt = (dossier: TestDossier, actor: Actor, command: DossierCommand): void => {
  dossier.try(actor, command);
};

describe('whatever anybody tries', () => {
  it('nothing throws, a refusal changes nothing, and every acceptance has events', () => {
    fc.assert(
      fc.property(walks, (random) => {
        walk(random, (dossier, actor, command) => {
          const before = dossier.state;
          const count = dossier.events.length;
          const decision = dossier.try(actor, command);
          expect({ events: dossier.events.length > count, changes: dossier.state !== before }).toEqual({
            events: decision.ok,
            changes: decision.ok,
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('what is allowed is accepted, and what is not allowed is refused', () => {
    fc.assert(
      fc.property(walks, (random) => {
        walk(random, (dossier, actor, command) => {
          const step = 'step' in command ? command.step : undefined;
          const allowed = allowedTo(dossier, actor).some(
            (action) =>
              action.action === command.type &&
              (step === undefined || action.step === undefined || action.step === step),
          );
          const decision = dossier.try(actor, command);
          const expected = allowed && BY_DATA.includes(command.type) ? decision.ok : allowed;
          expect({ command, accepted: decision.ok }).toEqual({ command, accepted: expected });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('the state is the fold of the events, plain JSON, with no undo inside an undo', () => {
    fc.assert(
      fc.property(walks, (random) => {
        const { events, state } = walk(random, tryIt);
        expect(fold(events)).toEqual(state);
        expect(fold(JSON.parse(JSON.stringify(events)))).toEqual(state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        expect('undo' in state ? (state.undo?.before.undo ?? null) : null).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('a run is opened once, and is open or ended, never both', () => {
    fc.assert(
      fc.property(walks, (random) => {
        const { events, state } = walk(random, tryIt);
        const opened = events.flatMap(({ body }) => ('opens' in body ? body.opens : []));
        const names = opened.map(({ step, run }) => `${step}#${run}`);
        expect(new Set(names).size).toBe(names.length);
        if (!('open' in state)) return;
        const now = [...state.open, ...state.done].map(({ step, run }) => `${step}#${run}`);
        expect(new Set(now).size).toBe(now.length);
        expect(names).toEqual(expect.arrayContaining(now));
        const annulled = events.some(({ type }) => type === 'ActionAnnulled');
        expect(now.toSorted()).toEqual((annulled ? now : names).toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('an open dossier that waits for nobody is somebody’s', () => {
    fc.assert(
      fc.property(walks, (random) => {
        const { state } = walk(random, tryIt);
        expect(state.status === 'open' && state.open.length === 0).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('a prefix of the events is the dossier as it was known', () => {
    fc.assert(
      fc.property(walks, fc.nat(40), (random, cut) => {
        const { events } = walk(random, tryIt);
        const last = events[Math.min(cut, events.length - 1)];
        if (!last) return;
        const known = events.filter(({ recordedAt }) => recordedAt <= last.recordedAt);
        expect(stateAt(events, { knownAt: last.recordedAt })).toEqual(fold(known));
      }),
      { numRuns: 50 },
    );
  });

  it('times add up, and every moment the clock awaits stands open', () => {
    fc.assert(
      fc.property(walks, (random) => {
        const { state, edition, now } = walk(random, tryIt);
        if (!('open' in state)) return;
        for (const { minutes } of timeSpent(state, () => OFFICE, now)) {
          for (const part of Object.values(minutes)) expect(part).toBeGreaterThanOrEqual(0);
        }
        expect(asStepTable(state, edition, now).length).toBeGreaterThanOrEqual(edition.steps.length);
        const keys = dueMoments(state).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a pause in hour counting', () => {
  const hours: Edition = {
    ...EDITION,
    profile: { ...EDITION.profile, unit: 'working-hours' },
    total: '24 giờ',
  };
  const working = (from: Instant, to: Instant): number => {
    const minutes = workingMinutesBetween(OFFICE, from, to);
    if (!minutes.ok) throw new Error(minutes.refusal.message);
    return minutes.value;
  };
  const after = (from: Instant, minutes: number): Instant => {
    const moment = addWorkingMinutes(OFFICE, from, minutes);
    if (!moment.ok) throw new Error(moment.refusal.message);
    return moment.value;
  };

  it('neither gives nor takes working time, of the dossier or the step', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(20_000), (before, lasted) => {
        const dossier = new TestDossier(hours).at('2026-03-02T08:00').does(an, RECEIVE);
        const left = (active: Active, now: Instant): number[] => [
          working(now, active.appointment!.deadline.dueAt),
          working(now, active.open[0]!.deadline!.dueAt),
        ];
        dossier.now = after(dossier.now, Math.min(before, 239));
        const then = left(dossier.active, dossier.now);
        dossier.does(an, { type: 'request-supplement', step: 'B1', items: ['x'], reason: 'x' });
        dossier.now = new Date(Date.parse(dossier.now) + lasted * 60_000).toISOString() as Instant;
        dossier.does(an, { type: 'receive-supplement', documents: [] });
        expect(left(dossier.active, dossier.now)).toEqual(then);
      }),
      { numRuns: 60 },
    );
  });
});
