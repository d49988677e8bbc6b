import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '#libs/calendar';
import { demoProvince } from '#libs/demo';
import type { OrganisationEvent, OrganisationSnapshot } from '#libs/organisation';
import pg from 'pg';
import { testDirectory, type TestDirectory } from '../support/directory.ts';

const province = demoProvince({ editions: [], communes: 3, districts: 1, formerCommunes: 2 });

/** Rows in no order that matters. */
function sorted({ version: _version, ...tables }: OrganisationSnapshot): object {
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  return Object.fromEntries(
    Object.entries(tables).map(([key, rows]) => [key, (rows as readonly { id: string }[]).toSorted(byId)]),
  );
}

describe('the organisation in PostgreSQL', () => {
  let test: TestDirectory;
  beforeAll(async () => {
    test = await testDirectory();
    expect(await test.directory.loadFirst(province, 'test')).toEqual({ ok: true, version: 1 });
  });
  afterAll(() => test.close());

  it('gives back what was recorded', async () => {
    const loaded = await test.directory.loadOrganisation();
    expect(loaded.version).toBe(1);
    expect(sorted(loaded)).toEqual(sorted(province));
  });

  it('is loaded whole only once', async () => {
    const again = await test.directory.loadFirst(province, 'test');
    expect(again).toEqual({ ok: false, refusal: { code: 'not-empty' } });
  });

  it('raises the version with every change, keeps who made it, and can be folded to any version from the log', async () => {
    const officer = province.officers[0]!;
    const renamed: OrganisationEvent = {
      type: 'OfficerRecorded',
      body: { ...officer, title: 'Quyền Chủ tịch' },
    };
    const before = await test.directory.loadOrganisation();
    const answer = await test.directory.change([renamed], 'quantri');
    expect(answer).toEqual({ ok: true, version: before.version + 1 });

    const after = await test.directory.loadOrganisation();
    expect(after.officers.find(({ id }) => id === officer.id)?.title).toBe('Quyền Chủ tịch');
    const [newest] = await test.directory.changeLog();
    expect(newest).toMatchObject({
      version: after.version,
      by: 'quantri',
      type: 'OfficerRecorded',
      record: officer.id,
    });
    expect(sorted(await test.directory.organisationAsOf(before.version))).toEqual(sorted(before));
    expect(sorted(await test.directory.organisationAsOf(after.version))).toEqual(sorted(after));
  });

  it('refuses a change that leaves it unsound, whole', async () => {
    const before = await test.directory.loadOrganisation();
    const orphan = { ...province.units[0]!, id: 'x/y', agency: 'nowhere' };
    const sound = { ...province.officers[0]!, title: 'Không được ghi' };
    const answer = await test.directory.change(
      [
        { type: 'OfficerRecorded', body: sound },
        { type: 'UnitRecorded', body: orphan },
      ],
      'quantri',
    );
    expect(answer).toMatchObject({
      refusal: { code: 'organisation-unsound', findings: [{ code: 'unknown-agency' }] },
    });
    expect(await test.directory.loadOrganisation()).toEqual(before);
  });

  it('lets changes made at once take turns', async () => {
    const { version } = await test.directory.loadOrganisation();
    const other = await test.another();
    const answers = await Promise.all(
      [test.directory, other, test.directory, other].map((directory, index) => {
        const body = { ...province.officers[index]!, title: `Chức vụ ${index}` };
        return directory.change([{ type: 'OfficerRecorded', body }], 'quantri');
      }),
    );
    const versions = answers.map((answer) => (answer.ok ? answer.version : 0)).toSorted((a, b) => a - b);
    expect(versions).toEqual([1, 2, 3, 4].map((step) => version + step));
  });

  it('lends roles by a substitution until it is ended', async () => {
    const [head, other] = ['skhcn/tdc/1', 'skhcn/qlcn/3'];
    const arranged = await test.directory.arrangeSubstitution(
      {
        officer: head,
        substitute: other,
        roles: null,
        from: '2026-03-02T00:00:00.000Z' as Instant,
        to: '2026-03-09T00:00:00.000Z' as Instant,
        basis: 'Nghỉ phép',
      },
      'quantri',
    );
    expect(arranged.ok).toBe(true);
    const who = { account: 'a', officer: other };
    const during = await test.directory.authoritiesFor(who);
    expect(during?.substitutions).toMatchObject([
      { officer: head, roles: [{ role: 'council' }, { role: 'division-head' }] },
    ]);

    expect(await test.directory.endSubstitution(arranged.substitution, 'quantri')).toMatchObject({
      ok: true,
    });
    expect((await test.directory.authoritiesFor(who))?.substitutions).toEqual([]);
    const again = await test.directory.endSubstitution(arranged.substitution, 'quantri');
    expect(again).toEqual({ ok: false, refusal: { code: 'nothing-to-change' } });
  });

  it('calls off a substitution that has not begun', async () => {
    const from = '2026-04-01T00:00:00.000Z' as Instant;
    const to = '2026-04-02T00:00:00.000Z' as Instant;
    const wanted = {
      officer: 'skhcn/tdc/3',
      substitute: 'skhcn/tdc/4',
      roles: null,
      from,
      to,
      basis: 'Đi học',
    };
    const { substitution } = await test.directory.arrangeSubstitution(wanted, 'quantri');
    await test.directory.endSubstitution(substitution, 'quantri');
    const { substitutions } = await test.directory.loadOrganisation();
    expect(substitutions.find(({ id }) => id === substitution)).toMatchObject({ from, to: from });
  });

  it('takes away the authorities of an officer who has left', async () => {
    const leaver = province.officers.find(({ id }) => id === 'snv/p1/3')!;
    const who = { account: 'b', officer: leaver.id };
    expect(await test.directory.authoritiesFor(who)).not.toBeNull();
    const body = { ...leaver, validTo: '2026-03-01' as LocalDate };
    await test.directory.change([{ type: 'OfficerRecorded', body }], 'quantri');
    expect(await test.directory.authoritiesFor(who)).toBeNull();
  });

  it('keeps its log out of the application’s hands', async () => {
    const app = new pg.Pool({ connectionString: test.database.appUrl, max: 1 });
    try {
      for (const forbidden of [
        `update directory.change set by = 'nobody'`,
        'delete from directory.change',
        'truncate directory.change',
        'delete from directory.officer',
        'drop table directory.account',
      ]) {
        await expect(app.query(forbidden)).rejects.toThrow(/permission denied|must be owner/);
      }
    } finally {
      await app.end();
    }
  });
});
