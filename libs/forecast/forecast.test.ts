import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { check, ForecastModel, outlooksOf, type Path } from '#libs/forecast';
import { Experience } from './experience.ts';
import { trustIn } from './trust.ts';

const path = (own: number, after: number, late: boolean, over: Partial<Path> = {}): Path => ({
  procedure: 'P',
  group: 'a',
  receivedAt: '2025-01-06T01:00:00.000Z',
  endedAt: '2025-01-20T01:00:00.000Z',
  visits: [
    { step: 'B1', from: 0, to: own },
    { step: 'B2', from: own, to: own + after },
  ],
  end: own + after,
  late,
  dues: [{ since: 0, due: 1_000 }],
  ...over,
});
const many = (n: number, own: number, after: number, late: boolean): Path[] =>
  Array.from({ length: n }, () => path(own, after, late));
const at = (now: number, due: number) => ({
  procedure: 'P',
  group: 'a',
  open: [{ step: 'B1', since: 0 }],
  now,
  due,
});

describe('The chance of being late', () => {
  const model = new Experience([...many(90, 100, 200, false), ...many(10, 900, 200, true)]);

  it('is the share of the past whose rest took longer than is left', () => {
    expect(model.chanceOf(at(0, 1_000))).toMatchObject({ step: 'B1', n: 100, nGroup: 100, base: 0.1 });
    expect(model.chanceOf(at(0, 1_000))!.chance).toBeCloseTo(0.1, 2);
    expect(model.chanceOf(at(0, 200))!.chance).toBeGreaterThan(0.9);
  });

  it('knows that who is at a step for long is one of the slow', () => {
    const { chance, n } = model.chanceOf(at(500, 1_000))!;
    expect(n).toBe(10);
    expect(chance).toBeGreaterThan(0.7);
  });

  it('goes by the steps to come when nobody was ever at this one for so long', () => {
    expect(model.chanceOf(at(5_000, 5_100))).toMatchObject({ n: 100 });
    expect(model.chanceOf(at(5_000, 5_100))!.chance).toBeGreaterThan(0.9);
    expect(model.chanceOf(at(5_000, 6_000))!.chance).toBeLessThan(0.1);
  });

  it('is the procedure’s share where nothing is known of a step, and 1 for what is late', () => {
    const unknown = { ...at(0, 500), open: [{ step: 'B9', since: 0 }] };
    expect(model.chanceOf(unknown)).toMatchObject({ chance: model.baseOf('P'), n: 0 });
    expect(model.chanceOf(at(10, 9))!.chance).toBe(1);
    expect(model.chanceOf({ ...at(0, 9), open: [] })).toBeNull();
  });

  it('takes the worst of the open steps, and never grows with more time', () => {
    const two = {
      ...at(150, 1_000),
      open: [
        { step: 'B2', since: 100 },
        { step: 'B1', since: 0 },
      ],
    };
    expect(model.chanceOf(two)!.step).toBe('B1');
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_000), fc.nat(500), (now, left, more) => {
        const chance = (due: number): number => model.chanceOf(at(now, due))!.chance;
        expect(chance(now + left)).toBeGreaterThanOrEqual(chance(now + left + more));
      }),
    );
  });

  it('tells what came after a step, with how often and how long', () => {
    const [b1] = outlooksOf(many(4, 100, 200, false));
    const same = (of: number) => ({ p10: of, p50: of, p90: of });
    expect(b1).toEqual({
      procedure: 'P',
      step: 'B1',
      n: 4,
      rest: same(300),
      ahead: [
        { step: 'B1', n: 4, minutes: same(100) },
        { step: 'B2', n: 4, minutes: same(200) },
      ],
    });
  });
});

describe('Trust in the experience beside the base rate', () => {
  const on = (day: number, one: Path): Path => ({
    ...one,
    receivedAt: new Date(Date.UTC(2025, 0, 1 + day)).toISOString(),
    endedAt: new Date(Date.UTC(2025, 0, 1 + day, 12)).toISOString(),
  });
  /** Promised 400 minutes or 1,000, in turn. */
  const history = (isLate: (index: number, short: boolean) => boolean): Path[] =>
    Array.from({ length: 200 }, (_, index) => {
      const short = index % 2 === 0;
      const late = isLate(index, short);
      const due = short ? 400 : 1_000;
      return on(index, path(100, late ? due : 200, late, { dues: [{ since: 0, due }] }));
    });
  const atReceipt = (due: number) => at(0, due);

  it('grows where what is said at the receipt comes true; without a past it is none there, and whole later', () => {
    const model = new ForecastModel(history((index, short) => short && index % 4 === 0));
    expect(model.chanceOf(atReceipt(250))!.chance).toBeGreaterThan(0.2);
    expect(trustIn([])).toEqual({ received: 0, 'first-step': 1, 'under-way': 1 });
  });

  it('goes to the base rate where what was said at the receipt did not come', () => {
    const past = history((index, short) => (index < 100 ? short && index % 10 === 0 : index % 4 === 1));
    expect(trustIn(past).received).toBeLessThan(0.1);
    const model = new ForecastModel(past);
    expect(model.chanceOf(atReceipt(300))!.chance).toBeCloseTo(model.baseOf('P'), 2);
  });

  it('lies between none and whole, whatever the past', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(2_000), fc.boolean()), { maxLength: 60 }), (past) => {
        const trust = trustIn(past.map(([day, own, late]) => on(day, path(own, 100, late))));
        for (const one of Object.values(trust)) {
          expect(one).toBeGreaterThanOrEqual(0);
          expect(one).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('A check over months held out', () => {
  const month = (number: number, paths: readonly Path[]): Path[] =>
    paths.map((one) => ({
      ...one,
      receivedAt: `2025-0${number}-02T01:00:00.000Z`,
      endedAt: `2025-0${number}-20T01:00:00.000Z`,
    }));
  const usual = [...many(18, 100, 200, false), ...many(2, 900, 200, true)];

  it('scores better than the base rate where steps tell, and counts each forecast in a band', () => {
    const checked = check(
      [1, 2, 3, 4].flatMap((number) => month(number, usual)),
      { every: 120 },
    )!;
    expect(checked.months).toEqual(['2025-03', '2025-04']);
    expect(checked.brier).toBeLessThan(checked.brierOfBase);
    expect(checked.bands.reduce((sum, { n }) => sum + n, 0)).toBe(checked.n);
    expect(checked.atReceipt.n).toBe(checked.dossiers);
  });

  it('says nothing of a single month', () => {
    expect(check(month(1, usual), { every: 120 })).toBeNull();
  });
});
