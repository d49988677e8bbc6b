import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKeyring, rewrapKeys, type AppendRequest } from '#libs/ledger';
import { event, recorded, request, testLedger, type TestLedger } from './support.ts';

let t: TestLedger;
beforeAll(async () => (t = await testLedger()));
afterAll(() => t.stop());

function about(subject: string, name: string, more: Partial<AppendRequest> = {}): AppendRequest {
  const pii = { subject, data: { name, phone: '0912 345 678' }, search: [name, '0912 345 678'] };
  return request({ events: [event({ step: 'B1' }, { pii }), event({ step: 'B2' })], ...more });
}

/** Everything the database holds, as text: tables of both schemas. */
async function wholeDatabase(): Promise<string> {
  const { rows: tables } = await t.admin.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('ledger', 'keyring')",
  );
  const dumps = tables.map(({ name }) => t.admin.query(`select x::text as x from ${name} x`));
  return JSON.stringify((await Promise.all(dumps)).map(({ rows }) => rows));
}

describe('personal data', () => {
  it('are kept as ciphertext, and read back in batches by subject and by stream, in every process', async () => {
    const subjects = [randomUUID(), randomUUID()];
    const requests = subjects.map((subject, i) => about(subject, `Người thứ ${i}`));
    for (const each of requests) recorded(await t.ledger.append(each));
    const expected = requests.map(({ streamId }, i) => ({
      subject: subjects[i],
      streamId,
      version: 1,
      data: { name: `Người thứ ${i}`, phone: '0912 345 678' },
    }));
    for (const ledger of [t.ledger, t.another()]) {
      expect(await ledger.readPii(subjects)).toEqual(expected);
      expect(await ledger.readPiiOfStreams(requests.map(({ streamId }) => streamId))).toEqual(expected);
    }
    const [first, second] = await t.ledger.load(requests[0]!.streamId);
    expect(first).toMatchObject({
      piiSubject: subjects[0],
      piiHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(second).not.toHaveProperty('piiSubject');
    const dump = await wholeDatabase();
    expect(dump).toContain(subjects[0]);
    expect(dump).not.toContain('Người thứ');
    expect(dump).not.toContain(Buffer.from('Người thứ').toString('hex'));
  });

  it('go with appendMany too, each to its own command', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const requests = [about(a, 'Lê Văn Cường'), request(), about(b, 'Lê Thị Dung')];
    const results = await t.ledger.appendMany(requests);
    expect(results.map(({ status }) => status)).toEqual(['recorded', 'recorded', 'recorded']);
    const data = (await t.ledger.readPii([a, b])).map((pii) => [pii.subject, pii.streamId, pii.data]);
    expect(data).toHaveLength(2);
    expect(data).toContainEqual([
      a,
      requests[0]!.streamId,
      expect.objectContaining({ name: 'Lê Văn Cường' }),
    ]);
    expect(data).toContainEqual([b, requests[2]!.streamId, expect.objectContaining({ name: 'Lê Thị Dung' })]);
    expect(await t.ledger.findSubjectsByWords('dung lê')).toEqual([b]);
    expect((await t.ledger.verifyAll()).findings).toEqual([]);
  });

  it('are found by their words, whatever marks, case and spacing they are asked in', async () => {
    const [hoa, hoàng] = [randomUUID(), randomUUID()];
    await t.ledger.append(about(hoa, 'Đặng Thị Mỹ Hoa'));
    await t.ledger.append(about(hoàng, 'Đặng Văn Hoàng'));
    expect(await t.ledger.findSubjectsByWords('dang THI')).toEqual([hoa]);
    expect(await t.ledger.findSubjectsByWords('Hoàng đặng')).toEqual([hoàng]);
    expect((await t.ledger.findSubjectsByWords('đăng')).toSorted()).toEqual([hoa, hoàng].toSorted());
    expect(await t.ledger.findSubjectsByWords('đăng', 1)).toHaveLength(1);
    expect(await t.ledger.findSubjectsByWords('0912345678')).toEqual(expect.arrayContaining([hoa, hoàng]));
    expect(await t.ledger.findSubjectsByWords('dang thi khac')).toEqual([]);
    expect(await t.ledger.findSubjectsByWords(' ')).toEqual([]);
  });

  it('are found by words that came later too, each kept once', async () => {
    const subject = randomUUID();
    await t.ledger.append(about(subject, 'Hồ Thị Nhung'));
    await t.ledger.append(about(subject, 'Hồ Thị Nhung'));
    await t.ledger.appendMany([about(subject, 'Hồ Tuyết Nhung'), about(subject, 'Nhung Hồ Tuyết')]);
    expect(await t.ledger.findSubjectsByWords('Hồ Thị Tuyết Nhung')).toEqual([subject]);
    const { rows } = await t.app.query(
      `select count(*)::int as words, count(distinct word)::int as different
         from ledger.subject_words, unnest(words) word where subject_id = $1`,
      [subject],
    );
    expect(rows).toEqual([{ words: 5, different: 5 }]);
  });

  it('of an erased subject are gone for good; the chains still verify; others are untouched', async () => {
    const [gone, stays] = [randomUUID(), randomUUID()];
    const opened = about(gone, 'Phạm Hữu Khánh');
    await t.ledger.append(opened);
    await t.ledger.append(about(stays, 'Phạm Hữu Lâm'));
    const elsewhere = t.another();
    expect(await elsewhere.readPii([gone])).toHaveLength(1);

    expect(await t.ledger.eraseSubject(gone)).toBe(true);
    expect(await t.ledger.eraseSubject(gone)).toBe(false);
    for (const ledger of [t.ledger, elsewhere, t.another()]) {
      expect((await ledger.readPii([gone, stays])).map(({ subject }) => subject)).toEqual([stays]);
      expect(await ledger.findSubjectsByWords('Phạm Hữu')).toEqual([stays]);
    }
    const keys = await t.app.query('select wrapped from keyring.subject_key where subject_id = $1', [gone]);
    expect(keys.rows).toEqual([{ wrapped: null }]);
    expect((await t.ledger.load(opened.streamId))[0]).toMatchObject({ piiSubject: gone });
    expect(await t.ledger.verifyStream(opened.streamId)).toEqual({ streams: 1, events: 2, findings: [] });
    expect((await t.ledger.verifyAll()).findings).toEqual([]);
  });

  it('of an erased subject are not taken again, not even from a process that still has the key', async () => {
    const gone = randomUUID();
    await t.ledger.append(about(gone, 'Vũ Thị Mai'));
    const elsewhere = t.another();
    await elsewhere.readPii([gone]);
    await t.ledger.eraseSubject(gone);
    for (const ledger of [t.ledger, elsewhere]) {
      const again = about(gone, 'Vũ Thị Mai');
      expect(await ledger.append(again)).toEqual({ status: 'subject-erased' });
      const [refused, taken] = await ledger.appendMany([again, request()]);
      expect([refused!.status, taken!.status]).toEqual(['subject-erased', 'recorded']);
    }
  });

  it('leave nothing behind when an erasure and appends run at once', async () => {
    for (let round = 0; round < 10; round++) {
      const subject = randomUUID();
      await t.ledger.append(about(subject, 'Đỗ Văn Nam'));
      const appends = Array.from({ length: 8 }, () => t.ledger.append(about(subject, 'Đỗ Văn Nam')));
      await Promise.all([...appends.slice(0, 4), t.ledger.eraseSubject(subject), ...appends.slice(4)]);
      const left = await t.app.query(
        'select from ledger.pii where subject_id = $1 union all select from ledger.subject_words where subject_id = $1',
        [subject],
      );
      expect(left.rowCount).toBe(0);
    }
    expect((await t.ledger.verifyAll()).findings).toEqual([]);
  });
});

describe('the keyring', () => {
  it('gives processes that start at once the same key, and none to a subject without a key that asks to read', async () => {
    const masterKey = randomBytes(32);
    const open = () => createKeyring({ pool: t.app, masterKeys: [masterKey] });
    const subject = randomUUID();
    expect((await open().find([subject])).size).toBe(0);
    const keys = await Promise.all(Array.from({ length: 8 }, () => open().ensure([subject])));
    expect(new Set(keys.map((each) => each.get(subject)!.toString('hex'))).size).toBe(1);
  });

  it('unwraps with an older master key, and not without it', async () => {
    const [older, newer] = [randomBytes(32), randomBytes(32)];
    const subject = randomUUID();
    const key = (await createKeyring({ pool: t.app, masterKeys: [older] }).ensure([subject])).get(subject);
    const rotated = createKeyring({ pool: t.app, masterKeys: [newer, older] });
    expect((await rotated.find([subject])).get(subject)).toEqual(key);
    await expect(createKeyring({ pool: t.app, masterKeys: [newer] }).find([subject])).rejects.toThrow(
      'master key',
    );
    expect(() => createKeyring({ pool: t.app, masterKeys: [randomBytes(16)] })).toThrow(RangeError);
  });

  it('wraps again by the newest master key, after which no older one is needed', async () => {
    const own = await testLedger();
    try {
      const [older, newer] = [randomBytes(32), randomBytes(32)];
      const subjects = Array.from({ length: 3 }, () => randomUUID());
      const first = createKeyring({ pool: own.app, masterKeys: [older] });
      const keys = await first.ensure(subjects);
      await first.destroy(subjects[2]!);
      await expect(rewrapKeys(own.owner, [newer])).rejects.toThrow('master key');
      expect(await rewrapKeys(own.owner, [newer, older])).toBe(2);
      expect(await rewrapKeys(own.owner, [newer, older])).toBe(0);
      const later = await createKeyring({ pool: own.app, masterKeys: [newer] }).find(subjects);
      expect([...later.keys()].toSorted()).toEqual(subjects.slice(0, 2).toSorted());
      for (const [subject, key] of later) expect(keys.get(subject)).toEqual(key);
    } finally {
      await own.stop();
    }
  });
});
