/** The detectors against a generated year with planted deviations: all of them found, and nothing else. */
import { describe, expect, it } from '@jest/globals';
import { NATIONAL_CALENDAR, workCalendar } from '#libs/calendar';
import { shippedEditions } from '#libs/catalogue';
import { OrderAutomaton } from '#libs/conformance';
import { demoProvince } from '#libs/demo';
import { fold } from '#libs/dossier';
import { factsOf, NO_HISTORY, remember } from '#libs/metrics';
import {
  detect,
  graded,
  habitOf,
  POLICY_CODES,
  type DetectionContext,
  type Habit,
} from '#libs/nonconformity';
import { PLANT_KINDS, simulate } from '#libs/simulation';

const DOSSIERS = Number(process.env['PLANTED_DOSSIERS'] ?? 2_500);
const PLANTS = Number(process.env['PLANTED_PLANTS'] ?? 2);
const HABIT_TIMES = 20;

const editions = shippedEditions();
const organisation = demoProvince({ editions });
const office = workCalendar(NATIONAL_CALENDAR);
const calendarOf = () => office;

const simulation = simulate({
  dossiers: DOSSIERS,
  year: 2025,
  seed: 7,
  organisation,
  editions,
  calendar: NATIONAL_CALENDAR,
  plants: PLANTS,
});
const stories = [...simulation.dossiers];
const substitutions = new Map(simulation.substitutions.map((one) => [one.id, one]));
const byKey = new Map(simulation.editions.map((edition) => [`${edition.code} ${edition.edition}`, edition]));
const automata = new Map([...byKey].map(([key, edition]) => [key, new OrderAutomaton(edition)]));

function contextOf({ procedure, edition }: { procedure: string; edition: number }): DetectionContext {
  const key = `${procedure} ${edition}`;
  return {
    edition: byKey.get(key)!,
    automaton: automata.get(key)!,
    calendarOf,
    inForceOn: (code, on) =>
      simulation.editions.filter((one) => one.code === code && one.effectiveFrom <= on).at(-1)?.edition,
    substitution: (id) => substitutions.get(id),
  };
}

interface Seen {
  readonly kind: string;
  readonly dossier: string;
  readonly step: string;
}

/** Kinds about the dossier as a whole. */
const WHOLE = new Set([
  'dossier-late',
  'late-without-apology',
  'second-re-promise',
  'document-missing',
  'edition-not-in-force',
  'back-dated',
]);
const keyOf = ({ kind, dossier, step }: Seen): string => `${kind} ${dossier} ${WHOLE.has(kind) ? '' : step}`;

const began = performance.now();
const found: Seen[] = stories.flatMap(({ id, events }) =>
  detect(events, contextOf)
    .filter((finding) => graded(finding, {}) !== null)
    .map(({ policy, place, step }) => ({
      kind: policy,
      dossier: id,
      step: place.includes('#') ? place : step,
    })),
);
const microseconds =
  ((performance.now() - began) * 1_000) / stories.reduce((sum, { events }) => sum + events.length, 0);

const planted: Seen[] = stories
  .flatMap(({ plants }) => plants)
  .filter(({ nearMiss, kind }) => !nearMiss && kind !== 'for-show')
  .map(({ kind, dossier, step = '', run }) => ({
    kind,
    dossier,
    step: run === undefined ? step : `${step}#${run}`,
  }));

/** Some kinds are told without a place: the second request, a step done again. */
const loosely = ({ kind, dossier }: Seen): string => `${kind} ${dossier}`;
const LOOSE = new Set(['second-supplement', 'out-of-order', 'assigned-late']);
const comparable = (all: readonly Seen[]): string[] =>
  [...new Set(all.map((one) => (LOOSE.has(one.kind) ? loosely(one) : keyOf(one))))].sort();

describe('Detectors on a planted year', () => {
  it('know a policy for each kind that is planted', () => {
    expect(new Set(POLICY_CODES)).toEqual(new Set(PLANT_KINDS));
  });

  it('find every deviation, and nothing else', () => {
    const [wanted, seen] = [comparable(planted), comparable(found)];
    const missed = wanted.filter((key) => !seen.includes(key));
    const invented = seen.filter((key) => !wanted.includes(key));
    expect({ missed, invented }).toEqual({ missed: [], invented: [] });
    expect(wanted.length).toBeGreaterThan(PLANTS * (PLANT_KINDS.length - 1));
  });

  it('find the officers who work for show, and no others', () => {
    const habits = new Map<string, Habit>();
    for (const { events } of stories) {
      const state = fold(events);
      if (!('pinned' in state)) continue;
      const history = events.reduce(remember, NO_HISTORY);
      const { steps } = factsOf(state, history, contextOf(state.pinned).edition, calendarOf);
      for (const { officer, procedure, step, allowedMinutes, minutes, timeliness } of steps) {
        if (!allowedMinutes || timeliness === null) continue;
        const key = `${officer} ${procedure} ${step}`;
        const share = minutes.own / allowedMinutes;
        const known = habits.get(key) ?? { times: 0, leastShare: Infinity, mostShare: 0 };
        habits.set(key, {
          times: known.times + 1,
          leastShare: Math.min(known.leastShare, share),
          mostShare: Math.max(known.mostShare, share),
        });
      }
    }
    const seen = [...habits].filter(([, habit]) => habitOf(habit, HABIT_TIMES) !== null).map(([key]) => key);
    const wanted = stories
      .flatMap(({ plants }) => plants)
      .filter(({ kind, nearMiss }) => kind === 'for-show' && !nearMiss)
      .map(({ officer, procedure, step }) => `${officer} ${procedure} ${step}`);
    expect(seen.sort()).toEqual(wanted.sort());
    expect(seen.length).toBeGreaterThan(0);
  });

  it('are as precise and as complete, kind by kind, as is told here', () => {
    const kindOf = (key: string): string => key.slice(0, key.indexOf(' '));
    const [wanted, seen] = [comparable(planted), comparable(found)];
    const right = wanted.filter((key) => seen.includes(key));
    const share = (part: number, whole: number): string => (whole === 0 ? '-' : (part / whole).toFixed(4));
    const told = POLICY_CODES.filter((kind) => kind !== 'for-show').map((kind) => {
      const [of, got, both] = [wanted, seen, right].map((keys) => keys.filter((key) => kindOf(key) === kind));
      const counts = `${of!.length} planted, ${got!.length} found`;
      return `${kind}: ${counts}, precision ${share(both!.length, got!.length)}, recall ${share(both!.length, of!.length)}`;
    });
    const near = stories.flatMap(({ plants }) => plants).filter(({ nearMiss }) => nearMiss).length;
    process.stderr.write(`${told.join('\n')}\n${near} near misses\n`);
    expect(right).toHaveLength(wanted.length);
  });

  it('cost little an event', () => {
    // Told, not asserted: the machine is shared.
    process.stderr.write(`detectors: ${microseconds.toFixed(1)} µs an event, folding included\n`);
    expect(microseconds).toBeGreaterThan(0);
  });
});
