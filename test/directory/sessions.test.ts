import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoProvince } from '#libs/demo';
import { FRESH_MS, IDLE_MINUTES, SESSION_HOURS, WINDOW_MINUTES, type Directory } from '#libs/directory';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { testDirectory, type TestDirectory } from '../support/directory.ts';

const PASSWORD = 'mat khau dai';
const OFFICER = 'skhcn/tdc/3';

describe('accounts and sessions', () => {
  let test: TestDirectory;
  let directory: Directory;
  let username: string;
  let numbered = 0;

  beforeAll(async () => {
    test = await testDirectory();
    directory = test.directory;
    await directory.loadFirst(demoProvince({ editions: [], communes: 1, districts: 0 }), 'test');
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    username = `nguoi.${(numbered += 1)}`;
    expect(await directory.accounts.create({ username, officer: OFFICER, password: PASSWORD })).toMatchObject(
      {
        ok: true,
      },
    );
  });

  const login = (password = PASSWORD, address = '10.0.0.1', as = username, where = directory) =>
    where.login({ username: as, password, address });

  async function token(where = directory): Promise<string> {
    const answer = await login(PASSWORD, '10.0.0.1', username, where);
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.token;
  }

  async function refusalOf(answer: Promise<object>): Promise<unknown> {
    return ((await answer) as { refusal?: { code: string } }).refusal?.code;
  }

  it('logs in, knows the session and the authorities, logs out', async () => {
    const mine = await token();
    const known = await directory.authenticate(mine);
    expect(known).toMatchObject({
      ok: true,
      session: { account: username, officer: OFFICER, language: 'vi' },
    });
    const authorities = known.ok ? await directory.authoritiesFor(known.session) : null;
    expect(authorities).toMatchObject({
      account: username,
      agency: 'skhcn',
      roles: [{ role: 'specialist', unit: 'skhcn/tdc', agency: 'skhcn' }],
    });
    await directory.logout(mine);
    expect(await refusalOf(directory.authenticate(mine))).toBe('no-session');
  });

  it('answers the same for an unknown account, a locked one and a wrong password', async () => {
    await directory.accounts.setDisabled(username, true);
    expect(await refusalOf(login())).toBe('bad-credentials');
    expect(await refusalOf(login('khong phai the'))).toBe('bad-credentials');
    expect(await refusalOf(login(PASSWORD, '10.0.0.1', 'khong.co.ai'))).toBe('bad-credentials');
  });

  it('ends a session after its hours, and when idle', async () => {
    const mine = await token();
    test.pass(IDLE_MINUTES - 1);
    expect(await directory.authenticate(mine)).toMatchObject({ ok: true });
    test.pass(IDLE_MINUTES);
    expect(await refusalOf(directory.authenticate(mine))).toBe('session-idle');
    const busy = await token();
    for (let minutes = 0; minutes < SESSION_HOURS * 60 - 50; minutes += 50) {
      test.pass(50);
      expect(await directory.authenticate(busy)).toMatchObject({ ok: true });
    }
    test.pass(50);
    expect(await refusalOf(directory.authenticate(busy))).toBe('session-expired');
  });

  it('locks out with the sessions open, here and in another process', async () => {
    const other = await test.another();
    const [here, there] = [await token(), await token(other)];
    expect(await other.authenticate(there)).toMatchObject({ ok: true });
    await directory.accounts.setDisabled(username, true);
    for (const mine of [here, there]) {
      expect(await refusalOf(directory.authenticate(mine))).toBe('no-session');
    }
    while ((await other.authenticate(there)).ok) await setTimeout(FRESH_MS / 10);
    expect(await refusalOf(other.authenticate(there))).toBe('no-session');
  });

  it('keeps no token and no password in the database', async () => {
    const mine = await token();
    const admin = new pg.Pool({ connectionString: test.database.adminUrl, max: 1 });
    const { rows } = await admin.query(
      `select encode(token_hash, 'escape') as text from directory.session
       union all select password_hash from directory.account`,
    );
    await admin.end();
    const everything = JSON.stringify(rows);
    expect(everything).toContain('$argon2id$');
    expect(everything).not.toContain(mine);
    expect(everything).not.toContain(PASSWORD);
  });

  it.each([
    ['password-too-short', 'ngan qua'],
    ['password-too-long', 'd'.repeat(129)],
    ['password-unchanged', PASSWORD],
  ])('refuses a new password: %s', async (code, chosen) => {
    const passwords = { old: PASSWORD, new: chosen };
    expect(await refusalOf(directory.accounts.changePassword(username, passwords))).toBe(code);
  });

  it('changes the password, and puts out whoever else was in', async () => {
    const [mine, theirs] = [await token(), await token()];
    const wrong = { old: 'khong phai the', new: 'mat khau moi' };
    expect(await refusalOf(directory.accounts.changePassword(username, wrong))).toBe('wrong-password');
    const right = { old: PASSWORD, new: 'mat khau moi', keepSession: mine };
    expect(await directory.accounts.changePassword(username, right)).toEqual({ ok: true });
    expect(await directory.authenticate(mine)).toMatchObject({ ok: true });
    expect(await refusalOf(directory.authenticate(theirs))).toBe('no-session');
    expect(await refusalOf(login())).toBe('bad-credentials');
    expect(await login('mat khau moi')).toMatchObject({ ok: true, session: { mustChange: false } });
  });

  it('gives a temporary password that must be changed', async () => {
    const reset = await directory.accounts.resetPassword(username);
    if (!reset.ok) throw new Error(reset.refusal.code);
    expect(await login(reset.temporaryPassword)).toMatchObject({ ok: true, session: { mustChange: true } });
  });

  it('refuses an account twice, with an odd name or for nobody', async () => {
    const make = (name: string, officer = OFFICER) => directory.accounts.create({ username: name, officer });
    expect(await refusalOf(make(username))).toBe('username-taken');
    expect(await refusalOf(make('Nguời Lạ'))).toBe('bad-username');
    expect(await refusalOf(make('nguoi.la', 'khong/co/ai'))).toBe('unknown-officer');
    const both = await Promise.all([make('cung.luc'), make('cung.luc')]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it('stops guessing at one account from one address, in all processes together, until the window ends', async () => {
    const [address, other] = ['10.9.9.9', await test.another()];
    let guesses = 0;
    while (
      (await refusalOf(login('doan mo', address, username, guesses % 2 ? other : directory))) ===
      'bad-credentials'
    ) {
      guesses += 1;
    }
    expect(guesses).toBe(10);
    expect(await login(PASSWORD, address)).toMatchObject({ refusal: { code: 'too-many-attempts' } });
    expect(await login(PASSWORD, '10.0.0.2')).toMatchObject({ ok: true });
    test.pass(WINDOW_MINUTES);
    expect(await login(PASSWORD, address)).toMatchObject({ ok: true });
  });

  it('counts guesses made at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => refusalOf(login('doan mo', '10.8.8.8'))),
    );
    expect(answers.filter((code) => code === 'bad-credentials')).toHaveLength(10);
    expect(answers.filter((code) => code === 'too-many-attempts')).toHaveLength(20);
  });

  it('forgets slips after the right password', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let slip = 0; slip < 6; slip += 1) await login('go nham', '10.7.7.7');
      expect(await login(PASSWORD, '10.7.7.7')).toMatchObject({ ok: true });
    }
  });

  it('keeps the authorities in memory while nothing changes', async () => {
    const who = { account: username, officer: OFFICER };
    const known = await directory.authoritiesFor(who);
    expect(known).not.toBeNull();
    expect(await directory.authoritiesFor(who)).toBe(known);
  });
});
