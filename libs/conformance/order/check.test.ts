import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Edition, Step, StepNo, Transition } from '#libs/procedure';
import { OrderAutomaton, type StepDone } from './automaton.ts';
import { checkOrder } from './check.ts';

/** A procedure as a tree, from which both an edition and the ways through it are made. */
type Plan =
  | { readonly kind: 'step' }
  | { readonly kind: 'sequence' | 'parallel' | 'choice'; readonly of: readonly Plan[] };

const DONE = 'done';

/** The edition of a plan, and its traces: `pick(n)` chooses among n, so one plan has many. */
function compile(plan: Plan): { edition: Edition; trace: (pick: (n: number) => number) => StepDone[] } {
  const steps: Step[] = [];
  const add = (transitions: readonly Transition[], more: Partial<Step> = {}): StepNo => {
    const no = `B${steps.length + 1}`;
    steps.push({ ...BARE, no, content: no, transitions, ...more });
    return no;
  };
  type Way = { entry: StepNo; trace: (pick: (n: number) => number) => StepDone[] };
  const to = (...targets: StepNo[]): Transition => ({ outcome: DONE, label: '', to: targets });
  const done = (step: StepNo, outcome = DONE): StepDone => ({ step, outcome });
  const build = (part: Plan, next: readonly StepNo[]): Way => {
    switch (part.kind) {
      case 'step': {
        const no = add([to(...next)]);
        return { entry: no, trace: () => [done(no)] };
      }
      case 'sequence': {
        const ways: Way[] = [];
        let after = next;
        for (const each of part.of.toReversed()) {
          const way = build(each, after);
          ways.unshift(way);
          after = [way.entry];
        }
        return { entry: after[0] ?? '', trace: (pick) => ways.flatMap((way) => way.trace(pick)) };
      }
      case 'parallel': {
        const join = add([to(...next)], { joins: true });
        const ways = part.of.map((each) => build(each, [join]));
        const split = add([to(...ways.map(({ entry }) => entry))]);
        const trace: Way['trace'] = (pick) => [
          done(split),
          ...interleave(
            ways.map((way) => way.trace(pick)),
            pick,
          ),
          done(join),
        ];
        return { entry: split, trace };
      }
      case 'choice': {
        const ways = part.of.map((each) => build(each, next));
        const decide = add(
          ways.map(({ entry }, index) => ({ outcome: `o${index}`, label: '', to: [entry] })),
        );
        const trace: Way['trace'] = (pick) => {
          const index = pick(ways.length);
          return [done(decide, `o${index}`), ...(ways[index]?.trace(pick) ?? [])];
        };
        return { entry: decide, trace };
      }
      default:
        return part satisfies never;
    }
  };
  const { entry, trace } = build(plan, []);
  return { edition: { steps, firstStep: entry } as unknown as Edition, trace };
}

const BARE: Omit<Step, 'no' | 'content' | 'transitions'> = {
  kind: 'officer',
  role: 'specialist',
  unit: 'professional',
  part: 'main',
  time: '1 ngày',
  forms: [],
  results: [],
  returnsTo: [],
};

function interleave(traces: readonly StepDone[][], pick: (n: number) => number): StepDone[] {
  const left = traces.map((trace) => [...trace]);
  const merged: StepDone[] = [];
  for (let alive = left; alive.length > 0; alive = left.filter((trace) => trace.length > 0)) {
    const next = alive[pick(alive.length)]?.shift();
    if (next !== undefined) merged.push(next);
  }
  return merged;
}

const { plan } = fc.letrec<{ plan: Plan }>((tie) => {
  const several = fc.array(tie('plan'), { minLength: 2, maxLength: 3 });
  const of = (kind: 'sequence' | 'parallel' | 'choice') =>
    several.map((parts): Plan => ({ kind, of: parts }));
  return {
    plan: fc.oneof(
      { maxDepth: 3 },
      fc.constant<Plan>({ kind: 'step' }),
      of('sequence'),
      of('parallel'),
      of('choice'),
    ),
  };
});

const picks = fc.infiniteStream(fc.nat(1000)).map((stream) => (n: number) => (stream.next().value ?? 0) % n);
const walked = fc.tuple(plan, picks, fc.nat(1000)).map(([tree, pick, index]) => {
  const { edition, trace } = compile(tree);
  const events = trace(pick);
  return { automaton: new OrderAutomaton(edition), events, at: index % events.length };
});

describe('generated procedures', () => {
  it('every way through them conforms, with outcomes recorded or not', () => {
    fc.assert(
      fc.property(walked, ({ automaton, events }) => {
        expect(checkOrder(automaton, events, true)).toEqual([]);
        const bare = events.map(({ step }) => ({ step, outcome: null }));
        expect(checkOrder(automaton, bare, true)).toEqual([]);
      }),
    );
  });

  it('a step left out is found, it alone, and named', () => {
    fc.assert(
      fc.property(walked, ({ automaton, events, at }) => {
        const [left] = events.slice(at);
        const deviations = checkOrder(automaton, events.toSpliced(at, 1), true);
        expect(deviations).toHaveLength(1);
        const [found] = deviations;
        expect(found?.kind === 'skipped' ? found.skipped : [found?.kind, found?.step]).toEqual(
          found?.kind === 'skipped' ? [left?.step] : ['unfinished', left?.step],
        );
      }),
    );
  });

  it('a step done again is found, it alone', () => {
    fc.assert(
      fc.property(walked, fc.nat(1000), ({ automaton, events, at }, later) => {
        const again = events[at] ?? { step: '', outcome: DONE };
        const place = at + 1 + (later % (events.length - at));
        const deviations = checkOrder(automaton, events.toSpliced(place, 0, again), true);
        expect(deviations).toMatchObject([{ kind: 'out-of-order', at: place, step: again.step }]);
      }),
    );
  });
});

describe('one procedure', () => {
  const STEPS: Plan = { kind: 'step' };
  /** B4 → B3 → B2 → B1: plans are numbered from their end. */
  const four = compile({ kind: 'sequence', of: [STEPS, STEPS, STEPS, STEPS] }).edition;
  const returning: Edition = {
    ...four,
    steps: four.steps.map((step) => (step.no === 'B2' ? { ...step, returnsTo: ['B3'] } : step)),
  };
  const automaton = new OrderAutomaton(returning);
  const check = (...steps: (StepNo | StepDone)[]) =>
    checkOrder(
      automaton,
      steps.map((each) => (typeof each === 'string' ? { step: each, outcome: DONE } : each)),
      true,
    );

  it('lets a step return where it may', () => {
    const back: StepDone = { step: 'B2', outcome: 'returned', returnedTo: 'B3' };
    expect(check('B4', 'B3', back, 'B3', 'B2', 'B1')).toEqual([]);
    expect(check('B4', 'B3', { step: 'B2', outcome: null }, 'B3', 'B2', 'B1')).toEqual([]);
    expect(check('B4', 'B3', { ...back, returnedTo: 'B4' })).toMatchObject([
      { kind: 'unknown-outcome', outcome: 'B4' },
      { kind: 'unfinished' },
      { kind: 'unfinished' },
    ]);
  });

  it('names unknown steps and outcomes, and goes on', () => {
    expect(check('B4', 'B9', 'B3', { step: 'B2', outcome: 'maybe' }, 'B1')).toEqual([
      { at: 1, step: 'B9', kind: 'unknown-step' },
      { at: 3, step: 'B2', kind: 'unknown-outcome', outcome: 'maybe' },
    ]);
  });

  it('tells a swap from a gap', () => {
    expect(check('B4', 'B2', 'B3', 'B1')).toEqual([
      { at: 1, step: 'B2', kind: 'skipped', skipped: ['B3'] },
      { at: 2, step: 'B3', kind: 'out-of-order', expected: ['B1'] },
    ]);
    expect(check('B1')).toEqual([{ at: 0, step: 'B1', kind: 'skipped', skipped: ['B4', 'B3', 'B2'] }]);
  });
});
