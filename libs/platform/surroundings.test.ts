import { connect } from 'node:net';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { StartRefusal } from './start-refusal.ts';
import { surroundingsWords } from './surroundings.ts';

const failed = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const withCode = (code: string, message: string): Error => Object.assign(new Error(message), { code });

describe('what the surroundings refuse', () => {
  it('is told in words, with what to look at', async () => {
    const away = await failed(once(connect(1, '127.0.0.1'), 'connect'));
    expect(surroundingsWords(away)).toMatch(/^connect ECONNREFUSED 127\.0\.0\.1:1\. Is the server running/);
    const both = Object.assign(new AggregateError([away, away]), { code: 'ECONNREFUSED' });
    expect(surroundingsWords(both)).toMatch(/^connect ECONNREFUSED .*; connect ECONNREFUSED/);
    expect(surroundingsWords(new TypeError('fetch failed', { cause: away }))).toMatch(/ECONNREFUSED/);
    expect(surroundingsWords(await failed(readFile('/none')))).toMatch(/^ENOENT: .*'\/none'\.$/);
    expect(surroundingsWords(withCode('28P01', 'password authentication failed for user "x"'))).toMatch(
      /failed for user "x"\. See the user/,
    );
    expect(surroundingsWords(withCode('42P01', 'relation "ledger.event" does not exist'))).toMatch(
      /dunghan migrate/,
    );
    expect(surroundingsWords(withCode('42501', 'permission denied for function raise_epoch'))).toMatch(
      /DATABASE_OWNER_URL/,
    );
    expect(surroundingsWords(new StartRefusal('variable-refused', 'PORT: …'))).toBe('PORT: …');
  });

  it('is nothing that a bug could be', () => {
    for (const error of [
      new TypeError('x is not a function'),
      withCode('23505', 'duplicate key'),
      'ENOENT',
      null,
    ])
      expect(surroundingsWords(error)).toBeUndefined();
  });
});
