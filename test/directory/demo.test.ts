import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, demoAccounts, loadDemo } from '#libs/demo';
import { testDirectory, type TestDirectory } from '../support/directory.ts';
import { demoEdition, twoAgencies } from '../support/editions.ts';

describe('loading the demo', () => {
  let test: TestDirectory;
  beforeAll(async () => {
    test = await testDirectory();
  });
  afterAll(() => test.close());

  it('loads once, logs everyone in, and later adds only what a release ships anew', async () => {
    const first = await loadDemo(test.directory, [demoEdition]);
    expect(first.accounts).toBe(demoAccounts().length);
    const { version } = await test.directory.loadOrganisation();

    expect(await loadDemo(test.directory, [demoEdition])).toEqual({ records: 0, accounts: 0 });
    expect((await test.directory.loadOrganisation()).version).toBe(version);

    const later = await loadDemo(test.directory, [demoEdition, twoAgencies]);
    expect(later.records).toBeGreaterThan(0);
    const { assignments } = await test.directory.loadOrganisation();
    expect(new Set(assignments.map((a) => a.procedure))).toEqual(
      new Set([demoEdition.code, twoAgencies.code]),
    );

    for (const { username, officer } of demoAccounts()) {
      const answer = await test.directory.login({ username, password: DEMO_PASSWORD, address: '127.0.0.1' });
      expect(answer).toMatchObject({ ok: true, session: { officer } });
      expect(answer.ok && (await test.directory.authoritiesFor(answer.session))).toMatchObject({ officer });
    }
  });
});
