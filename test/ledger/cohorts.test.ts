import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  attachCohort,
  detachCohort,
  headsFileAt,
  listCohorts,
  migrateLedger,
  newSealKey,
  newStreamId,
  openSealer,
  sealKeysOf,
  signingKey,
  START,
} from '#libs/ledger';
import { event, recorded, request, testLedger, type TestLedger } from './support.ts';

const YEAR = 2021;
const COHORT_AWAY = 'DH005';
const FORBIDDEN = '42501';
const consumer = { consumer: 'lists', shard: 0, shards: 1 };
const pem = newSealKey();

let t: TestLedger;
let folder: string;
let old: string;
let young: string;
beforeEach(async () => {
  t = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'dunghan-cohorts-'));
  old = newStreamId(Date.UTC(YEAR, 5));
  young = newStreamId();
  const pii = { subject: crypto.randomUUID(), data: { name: 'Trần Thị Bích' } };
  recorded(
    await t.ledger.append(request({ streamId: old, events: [event({ n: 1 }, { pii }), event({ n: 2 })] })),
  );
  recorded(await t.ledger.append(request({ streamId: young, events: [event({ n: 3 })] })));
  await t.settled();
});
afterEach(async () => {
  await t.stop();
  await rm(folder, { recursive: true });
});

async function sealAll(): Promise<void> {
  const headsFile = headsFileAt(join(folder, 'heads.jsonl'));
  const sealer = await openSealer({ pool: t.app, privateKey: signingKey(pem), headsFile });
  while (await sealer.sealNext());
}
const everybodyHasRead = async (): Promise<void> => {
  await t.ledger.advanceCheckpoint(t.app, consumer, START, await t.ledger.headPosition());
};
const awayYears = async (): Promise<number[]> =>
  (await listCohorts(t.owner)).filter(({ away }) => away).map(({ year }) => year);

describe('A cohort', () => {
  it('goes when everybody has read and sealed it, and comes back as it went', async () => {
    await t.ledger.advanceCheckpoint(t.app, consumer, START, (await t.ledger.load(old))[0]!.position);
    await sealAll();
    await expect(detachCohort(t.owner, YEAR)).rejects.toMatchObject({ code: COHORT_AWAY });
    await t.ledger.resetCheckpoints(consumer.consumer);
    await everybodyHasRead();
    const before = await t.ledger.load(old);
    // Counted where the server has not looked yet.
    const listed = (await listCohorts(t.owner)).find(({ year }) => year === YEAR);
    expect(listed).toMatchObject({ events: 2, away: false });

    expect(await detachCohort(t.owner, YEAR)).toBe(2);
    expect(await awayYears()).toEqual([YEAR]);
    expect(await t.ledger.load(old)).toEqual([]);
    expect(await t.ledger.load(young)).toHaveLength(1);
    await expect(
      t.ledger.append(request({ streamId: old, expectedVersion: 2, events: [event()] })),
    ).rejects.toMatchObject({ code: COHORT_AWAY });
    expect((await t.ledger.verifyAll()).findings.map(({ code }) => code)).toEqual(['cohort-away']);
    // A start of the product makes cohorts ahead, and leaves this one alone.
    await migrateLedger(t.owner);
    await expect(detachCohort(t.owner, YEAR)).rejects.toMatchObject({ code: COHORT_AWAY });

    expect(await attachCohort(t.owner, YEAR)).toBe(2);
    expect(await awayYears()).toEqual([]);
    expect(await t.ledger.load(old)).toEqual(before);
    expect((await t.ledger.verifyAll()).findings).toEqual([]);
    expect((await t.ledger.verifyTree({}, sealKeysOf(pem))).findings).toEqual([]);
    recorded(await t.ledger.append(request({ streamId: old, expectedVersion: 2, events: [event()] })));
    await expect(t.owner.query(`delete from ledger.event_${YEAR}`)).rejects.toMatchObject({ code: 'DH001' });
  });

  it('altered while it was away is found when it is back', async () => {
    await sealAll();
    await detachCohort(t.owner, YEAR);
    await expect(t.owner.query(`update ledger.away_${YEAR} set type = 'x'`)).rejects.toMatchObject({
      code: 'DH001',
    });
    await t.admin.query(
      `begin; set local session_replication_role = replica;
       update ledger.away_${YEAR} set type = 'StepReturned' where stream_seq = 2; commit`,
    );
    await attachCohort(t.owner, YEAR);
    const { findings } = await t.ledger.verifyAll();
    expect(findings).toEqual([{ streamId: old, version: 2, code: 'hash-differs' }]);
  });

  it('stays while streams are opened in it, while it is not sealed, and for the application', async () => {
    await expect(detachCohort(t.owner, new Date().getFullYear())).rejects.toMatchObject({
      code: COHORT_AWAY,
    });
    await expect(detachCohort(t.owner, YEAR)).rejects.toMatchObject({ code: COHORT_AWAY });
    await expect(attachCohort(t.owner, YEAR)).rejects.toMatchObject({ code: COHORT_AWAY });
    await expect(detachCohort(t.app, YEAR)).rejects.toMatchObject({ code: FORBIDDEN });
    await expect(attachCohort(t.app, YEAR)).rejects.toMatchObject({ code: FORBIDDEN });
  });
});
