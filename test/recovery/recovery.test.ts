/** A person erased, a ledger backed up and restored into a new cluster: what must be gone is gone, the rest is there. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time.js';
import type { temporal as protocol } from '@temporalio/proto';
import { Pool } from 'pg';
import { dueTimers } from '#libs/dossier';
import {
  headsFileAt,
  newSealKey,
  openSealer,
  partsOf,
  publicationIn,
  sealKeysOf,
  signingKey,
  START,
  verifyEvidence,
  type RecordedEvent,
} from '#libs/ledger';
import { folderFiles } from '#libs/platform/files';
import { openRuntime, type Runtime } from '#libs/runtime';
import { dump } from '../../apps/cli/backup/dump.ts';
import { backUpPersonal } from '../../apps/cli/backup/personal.ts';
import { restore, type RestorePlan } from '../../apps/cli/backup/restore.ts';
import { BACKED_UP } from '../../apps/cli/verbs/backup.ts';
import { erase } from '../../apps/cli/verbs/erase.ts';
import { startProjector } from '../../apps/projector/projector.ts';
import { recoverWorkflows } from '../../apps/worker/recover.ts';
import { TASK_QUEUE } from '../../apps/worker/temporal/task-queue.ts';
import { completeAs, KHCN } from '../e2e/paths.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { startTestTemporal } from '../support/temporal.ts';
import { eventually, startRunning } from '../workflows/running.ts';
import type { World } from '../workflows/world.ts';
import { databaseText } from './traces-of.ts';
import { startScratchPostgres, type ScratchPostgres } from '../support/postgres.ts';

type History = protocol.api.history.v1.IHistory;

const MASTER_KEY = Buffer.alloc(32, 7);
const pem = newSealKey();
const keys = sealKeysOf(pem);
const PERSON = { name: 'Vương Thị Kim Quỳnh', idNumber: '079312345678', phone: '0987 654 321' };
const NOTE = 'Người nộp có nhà ở ngõ Cây Khế';
/** What nobody may find any more, however it is written. */
const GONE = ['Kim Quỳnh', PERSON.idNumber, '0987 654 321', '0987654321', 'Cây Khế'];

let system: TestSystem;
let admin: Pool;
let folder: string;
let erased: string;
let kept: string;
let evidenceBefore: unknown;
let plan: RestorePlan;
beforeAll(async () => {
  system = await startSystem();
  admin = new Pool({ connectionString: system.database.adminUrl, max: 1 });
  folder = await mkdtemp(join(tmpdir(), 'dunghan-recovery-'));
  plan = {
    folder: join(folder, 'backup'),
    personal: join(folder, 'personal'),
    files: folderFiles(join(folder, 'files')),
    headsFile: join(folder, 'heads.jsonl'),
    sealKeyFile: join(folder, 'seal-key.pem'),
  };
  await writeFile(plan.sealKeyFile, pem);
}, 180_000);
afterAll(async () => {
  await admin.end();
  await system.close();
  await rm(folder, { recursive: true });
});

const receive = async (applicant: object): Promise<string> => {
  const counter = await system.people.as('tiepnhan.khcn');
  const { body } = await counter.post('/api/dossiers', {
    ...KHCN,
    applicant: { ...KHCN.applicant, ...applicant },
  });
  const { status } = await completeAs(counter, body.dossier, 'B1', { note: NOTE });
  expect(status).toBe(200);
  return body.dossier as string;
};

const foundBy = async (applicant: string): Promise<number> => {
  const counter = await system.people.as('tiepnhan.khcn');
  const { body } = await counter.post('/api/dossiers/search', { applicant, limit: 10 });
  return body.total as number;
};

async function sealAll({ pool, ledger }: Runtime): Promise<void> {
  while (await ledger.heldSince());
  const sealer = await openSealer({
    pool,
    privateKey: signingKey(pem),
    headsFile: headsFileAt(plan.headsFile),
  });
  while (await sealer.sealNext());
}

async function intact({ ledger }: Runtime): Promise<void> {
  const checks = [
    await ledger.verifyAll(),
    await ledger.verifyTree({}, keys),
    await ledger.compareHeads(plan.headsFile, keys),
  ];
  expect(checks.map(({ findings }) => findings)).toEqual([[], [], []]);
}

async function allEvents({ ledger }: Runtime): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let [position, more] = [START, true]; more;) {
    const batch = await ledger.readAfter(position, { limit: 5_000 });
    events.push(...batch.events);
    ({ position, more } = batch);
  }
  return events;
}

/** When each timer of a history fires, and what an operator reads of it. */
function timersIn({ events }: History): string[] {
  const timers: string[] = [];
  let taskAt = 0;
  for (const { eventTime, workflowTaskStartedEventAttributes: task, ...event } of events ?? []) {
    // A workflow's clock stands where its task began.
    if (task) taskAt = tsToMs(eventTime);
    const timer = event.timerStartedEventAttributes;
    if (!timer) continue;
    const at = new Date(taskAt + tsToMs(timer.startToFireTimeout)).toISOString();
    const summary = defaultPayloadConverter.fromPayload<string>(event.userMetadata!.summary!);
    timers.push(`${at} ${summary}`);
  }
  return timers.toSorted();
}

const readRows = async (pool: Pool) =>
  (
    await pool.query(
      `select to_jsonb(d) as row from read.dossier d union all select to_jsonb(s) from read.step s
       union all select to_jsonb(f) from read.figure_dossier f union all select to_jsonb(f) from read.figure_step f
       order by 1`,
    )
  ).rows;

describe('an erasure', () => {
  it('begins with a person who is known', async () => {
    erased = await receive(PERSON);
    kept = await receive({ name: 'Lý Văn Bền', idNumber: '001088000111' });
    await system.folded();
    await sealAll(system.runtime);
    const counter = await system.people.as('tiepnhan.khcn');
    expect((await counter.get(`/api/dossiers/${erased}`)).body.applicant.name).toBe(PERSON.name);
    expect(await foundBy(PERSON.name)).toBe(1);
    evidenceBefore = await system.runtime.ledger.exportEvidence(erased);
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 2 });
    await dump(owner, BACKED_UP, plan.folder);
    await backUpPersonal(owner, plan.files, plan.personal!);
    await owner.end();
  });

  it('leaves nothing of them in the database, in any answer or in any export, and the proof holds', async () => {
    const { runtime } = system;
    const subject = runtime.secrets.subjectOf(PERSON.idNumber);
    expect(await erase(runtime, plan.files, subject)).toEqual({
      known: true,
      dossiers: 1,
      files: 0,
      notFound: 0,
    });
    const counter = await system.people.as('tiepnhan.khcn');
    const answers = [];
    for (const path of ['', '/timeline', '/evidence'].map((rest) => `/api/dossiers/${erased}${rest}`)) {
      answers.push((await counter.get(path)).body);
    }
    for (const word of [PERSON.name, PERSON.idNumber, PERSON.phone]) {
      expect(await foundBy(word)).toBe(0);
    }
    const text = JSON.stringify(answers) + (await databaseText(admin));
    expect(GONE.filter((word) => text.includes(word))).toEqual([]);
    expect(await runtime.ledger.exportEvidence(erased)).toEqual(evidenceBefore);
    expect(verifyEvidence(JSON.parse(JSON.stringify(evidenceBefore)), keys)).toEqual([]);
    await intact(runtime);
    expect((await counter.get(`/api/dossiers/${kept}`)).body.applicant.name).toBe('Lý Văn Bền');
    expect(await erase(runtime, plan.files, subject)).toMatchObject({ known: true });
    expect(await erase(runtime, plan.files, subject.replace(/^./, 'f'))).toMatchObject({
      known: false,
    });
  });

  it('reaches the backups: the ledger’s never held a name or a key, and the keys’ holds the newest state only', async () => {
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 2 });
    await backUpPersonal(owner, plan.files, plan.personal!);
    await owner.end();
    expect((await readdir(plan.folder)).filter((file) => /^(keyring|read)[.]/.test(file))).toEqual([]);
    expect(await readdir(join(plan.personal!, 'keys'))).toEqual([
      'keyring.subject_key.copy.gz',
      'manifest.json',
    ]);
  });
});

describe('a restore into a new cluster', () => {
  let scratch: ScratchPostgres;
  let restored: Runtime;
  beforeAll(async () => {
    scratch = await startScratchPostgres({ fsync: 'off', full_page_writes: 'off' });
    restored = await openRuntime({
      databaseUrl: scratch.appUrl,
      masterKeys: [MASTER_KEY],
      applicationName: 'dunghan-restored',
    });
  }, 60_000);
  afterAll(async () => {
    await restored.close();
    await scratch.drop();
  });

  it('brings every event back, readable at once, under a new epoch', async () => {
    const owner = new Pool({ connectionString: scratch.ownerUrl, max: 2 });
    const { epoch, onRecord, sealed, personal } = await restore(owner, plan);
    await expect(restore(owner, plan)).rejects.toMatchObject({ code: 'database-not-empty' });
    await owner.end();
    const [was, is] = [await allEvents(system.runtime), await allEvents(restored)];
    expect(is).toEqual(was);
    expect({ epoch, onRecord, sealed, personal }).toEqual({
      epoch: 1,
      onRecord: true,
      sealed: was.length,
      personal: { erased: 1, otherFiles: 0 },
    });
    // The point of the epoch: the new cluster counts its transactions from the beginning.
    const { rows } = await restored.pool.query<{ xmin: string }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
    );
    expect(Number(partsOf(was.at(-1)!.position).txid)).toBeGreaterThan(Number(rows[0]!.xmin));
    await intact(restored);
  });

  it('keeps erased who was erased after the backup', async () => {
    const opened = new Pool({ connectionString: scratch.adminUrl, max: 1 });
    const text = await databaseText(opened);
    await opened.end();
    expect(GONE.filter((word) => text.includes(word))).toEqual([]);
    const subjects = [PERSON.idNumber, '001088000111'].map((id) => restored.secrets.subjectOf(id));
    const people = (await restored.ledger.readPii(subjects)).map(({ subject }) => subject);
    expect(new Set(people)).toEqual(new Set([subjects[1]]));
  });

  it('goes on from there: new events come last, are sealed, and read models fold to the same rows', async () => {
    await restored.organisation();
    const before = await allEvents(restored);
    const projector = startProjector(restored);
    const rows = async ({ pool }: Runtime): Promise<string> => JSON.stringify(await readRows(pool));
    // Lists and figures are folded by two consumers, here and there.
    await eventually(async () => (await rows(restored)) === (await rows(system.runtime)));
    await projector.stop();
    expect(await readRows(restored.pool)).toContainEqual({ row: expect.objectContaining({ dossier: kept }) });
    const { commandId } = before.at(-1)!;
    expect(await restored.ledger.findCommand(commandId)).toBeDefined();
    const [first] = before;
    const result = await restored.ledger.append({
      streamId: '019b0000-0000-7000-8000-000000000001',
      kind: 'trial',
      expectedVersion: 0,
      commandId: '019b0000-0000-4000-8000-000000000002',
      requestHash: Buffer.alloc(32),
      events: [
        {
          type: 'Tried',
          schemaVersion: 1,
          occurredAt: first!.occurredAt,
          actorRef: first!.actorRef,
          body: {},
        },
      ],
    });
    expect(result.status).toBe('recorded');
    const after = await allEvents(restored);
    expect(after.slice(0, -1)).toEqual(before);
    await sealAll(restored);
    await intact(restored);
    expect(await restored.ledger.compareHeads(plan.headsFile, keys)).toMatchObject({ restores: 1 });
    // Whoever keeps the published heads is told, too.
    expect(await publicationIn(restored.pool).restores()).toMatchObject([{ epoch: 1 }]);
  });

  it('begins every open dossier’s workflow again where Temporal’s store is lost with it, its timers right', async () => {
    const temporal = await startTestTemporal();
    const running = await startRunning(restored as unknown as World, temporal, { shards: [] });
    try {
      const { ledger, editions } = restored;
      const client = running.client;
      const options = { ledger, client, taskQueue: TASK_QUEUE, ratePerSecond: 100 };
      const recovered = await recoverWorkflows(options);
      expect(recovered).toMatchObject({ dossiers: 2, started: 2 });
      for (const dossier of [erased, kept]) {
        const state = (await restored.commands.load(dossier))!;
        const handle = client.workflow.getHandle(dossier);
        await eventually(async () => {
          const said = await handle.query('state').catch(() => null);
          return JSON.stringify(said) === JSON.stringify(state);
        });
        const edition = await editions.edition('QT.KHCN.01', 'pinned' in state ? state.pinned.edition : 0);
        const due = dueTimers(state, edition!).map(({ at, summary }) => `${at} ${summary}`);
        expect(due.length).toBeGreaterThan(0);
        await eventually(async () => timersIn(await handle.fetchHistory()).length >= due.length);
        expect(timersIn(await handle.fetchHistory())).toEqual(due.toSorted());
      }
      // As often as one likes: those that run are only made to look.
      expect(await recoverWorkflows(options)).toEqual(recovered);
    } finally {
      await running.stop();
      await temporal.stop();
    }
  }, 120_000);

  it('makes no backup while a year is away, for it would lack that year', async () => {
    const owner = new Pool({ connectionString: scratch.ownerUrl, max: 2 });
    await owner.query('select ledger.detach_cohort(2021)');
    const elsewhere = join(folder, 'another-backup');
    await expect(dump(owner, BACKED_UP, elsewhere)).rejects.toMatchObject({ code: 'cohort-away' });
    await owner.query('select ledger.attach_cohort(2021)');
    expect(await dump(owner, BACKED_UP, elsewhere)).not.toHaveLength(0);
    await owner.end();
  });

  it('refuses a backup that was changed, or that is unfinished', async () => {
    const path = join(plan.folder, 'ledger.event.copy.gz');
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    const owner = new Pool({ connectionString: scratch.ownerUrl, max: 2 });
    await expect(restore(owner, plan)).rejects.toMatchObject({ code: 'backup-unsound' });
    await rm(join(plan.folder, 'manifest.json'));
    await expect(restore(owner, plan)).rejects.toMatchObject({ code: 'backup-unsound' });
    await owner.end();
  });
});
