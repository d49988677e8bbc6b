import { describe, expect, it } from '@jest/globals';
import { LogFold } from './figures.ts';
import { parseMoment } from './moment.ts';

/** Cases of `[trace attributes, ...[activity, minute, resource]]` on one day. */
type Case = [Record<string, string>, ...[string, number?, string?][]];

function fold(...cases: Case[]): LogFold {
  const log = new LogFold();
  for (const [own, ...events] of cases) {
    for (const [name, minute, resource] of events) {
      const attributes = new Map([['concept:name', name]]);
      if (minute !== undefined) attributes.set('time:timestamp', minuteOfDay(minute));
      if (resource !== undefined) attributes.set('org:resource', resource);
      log.add({ kind: 'event', attributes });
    }
    log.add({ kind: 'case', attributes: new Map(Object.entries(own)) });
  }
  return log;
}

const minuteOfDay = (minute: number) => new Date(Date.UTC(2025, 2, 3) + minute * 60_000).toISOString();
const medians = (log: LogFold) =>
  Object.fromEntries(log.figures().activities.map((each) => [each.name, each.medianMinutesSincePrevious]));

describe('the figures of a log', () => {
  it('of an empty log are nothing', () => {
    expect(fold().figures()).toEqual({
      cases: 0,
      events: 0,
      variants: 0,
      lateByDeadline: 0,
      activities: [],
      resources: [],
    });
  });

  it('take the previous event in the order of the log, keep negative gaps and halve the middle two', () => {
    const log = fold([{}, ['A', 0], ['B', 10]], [{}, ['A', 10], ['B', 5]], [{}, ['B', 0], ['B', 1.5]]);
    expect(medians(log)).toEqual({ A: null, B: 1.5 });
    expect(medians(fold([{}, ['A', 0], ['B', 10]], [{}, ['A', 10], ['B', 5]]))).toEqual({ A: null, B: 2.5 });
  });

  it('make no gap where one of the two has no timestamp', () => {
    expect(medians(fold([{}, ['A', 0], ['B'], ['C', 9]]))).toEqual({ A: null, B: null, C: null });
  });

  it('call a case late when its latest event, wherever it stands, is after the deadline', () => {
    const at = (minute: number) => ({ deadline: minuteOfDay(minute) });
    expect(fold([at(9), ['A', 10], ['B', 1]]).figures().lateByDeadline).toBe(1);
    expect(fold([at(10), ['A', 10]]).figures().lateByDeadline).toBe(0);
    expect(fold([{}, ['A', 10]], [at(0)]).figures().lateByDeadline).toBe(0);
  });

  it('compare moments of different offsets as moments', () => {
    const deadline = { deadline: '2025-03-03T07:10:00.000+07:00' };
    expect(fold([deadline, ['A', 10]]).figures().lateByDeadline).toBe(0);
    expect(fold([deadline, ['A', 11]]).figures().lateByDeadline).toBe(1);
  });

  it('tell variants apart by the whole sequence', () => {
    const log = fold([{}, ['A'], ['B C']], [{}, ['A B'], ['C']], [{}, ['A'], ['B C']], [{}]);
    expect(log.figures().variants).toBe(3);
  });

  it('order by count, then by name', () => {
    const log = fold([{}, ['b', 0, 'y'], ['c', 0, 'x'], ['c', 0, 'x'], ['a', 0, 'z']]);
    expect(log.figures().activities.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
    expect(log.figures().resources).toEqual([
      { name: 'x', events: 2 },
      { name: 'y', events: 1 },
      { name: 'z', events: 1 },
    ]);
  });

  it('say what they left out', () => {
    const log = fold([{ deadline: 'soon' }, ['A', 0]]);
    expect(log.omissions()).toMatchObject({
      unreadableMoments: 1,
      casesWithoutDeadline: 1,
      eventsWithoutResource: 1,
    });
  });
});

describe('a moment', () => {
  it.each([
    ['1970-01-01T00:00:00.000+01:00', -3_600_000_000],
    ['1970-01-01T00:00:00.0000019Z', 1],
    ['1970-01-01T01:00+0100', 0],
    ['1970-01-02', 86_400_000_000],
    ['1970-01-01 00:00:01', 1_000_000],
    ['1969-12-31T24:00:00Z', 0],
  ])('%s', (text, micros) => {
    expect(parseMoment(text)).toBe(micros);
  });

  it.each(['', 'UNKNOWN', '2025-02-29T00:00:00Z', '2025-01-01T10:60:00Z', '03/11/2025', '2025-01-01T10'])(
    'is not "%s"',
    (text) => {
      expect(parseMoment(text)).toBeNull();
    },
  );
});
