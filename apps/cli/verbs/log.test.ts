import { describe, expect, it } from '@jest/globals';
import { say } from '../../../test/outside/io.ts';
import { logVerb } from './log.ts';

const LOG = `<log><trace><date key="deadline" value="2025-01-01T00:00:00Z"/>
  <event><string key="concept:name" value="Tiếp nhận"/><date key="time:timestamp" value="2025-01-01T07:00:01+07:00"/></event>
</trace></log>`;

const figures = (log: string, ...options: string[]) =>
  say(logVerb, ['figures', '-', ...options], [Buffer.from(log)]);

describe('dunghan log figures', () => {
  it('answers in one line of JSON', async () => {
    const { exitCode, out } = await figures(LOG, '--json');
    expect(exitCode).toBe(0);
    expect(out.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        cases: 1,
        events: 1,
        variants: 1,
        lateByDeadline: 1,
        activities: [{ name: 'Tiếp nhận', count: 1, medianMinutesSincePrevious: null }],
        resources: [],
      },
    ]);
  });

  it('says aside what it left out', async () => {
    expect((await figures(LOG, '--json')).err).toEqual([
      'note: 1 events have no org:resource and stand under no resource',
    ]);
  });

  it('prints nothing of a log that it could not read to the end', async () => {
    const { exitCode, out, err } = await figures(LOG.slice(0, -6));
    expect([exitCode, out]).toEqual([1, []]);
    expect(err[0]).toMatch(/^-: line 3, column \d+: unclosed tag: log \[xml-malformed\]$/);
    expect(await say(logVerb, ['figures', '/no/such.xes'])).toMatchObject({ exitCode: 1, out: [] });
  });

  it('explains itself when misused', async () => {
    expect((await say(logVerb, ['figures'])).exitCode).toBe(2);
    expect((await say(logVerb, ['figures', 'a', '--unheard'])).exitCode).toBe(2);
  });
});
