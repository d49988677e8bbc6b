/** A cluster put back as it lay on the disk days ago: what PostgreSQL's own tools can't know is made up for. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Pool } from 'pg';
import type { Instant } from '#libs/calendar';
import { headsFileAt, newSealKey, newStreamId, openSealer, sealKeysOf, signingKey } from '#libs/ledger';
import { folderFiles } from '#libs/platform/files';
import {
  APP_ROLE,
  databaseUrl,
  ensureDatabase,
  ensureRoles,
  OWNER_ROLE,
  startPostgres,
  type PostgresServer,
} from '#libs/platform/postgres';
import { migrateAll, openRuntime, type Runtime } from '#libs/runtime';
import { backUpPersonal } from '../../apps/cli/backup/personal.ts';
import { restoredInPlace, type InPlacePlan } from '../../apps/cli/backup/restore.ts';

const DATABASE = 'dunghan';
const MASTER_KEY = Buffer.alloc(32, 9);
const pem = newSealKey();
const keys = sealKeysOf(pem);

let folder: string;
let server: PostgresServer | undefined;
let plan: InPlacePlan;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-in-place-'));
  await promisify(execFile)('chmod', ['711', folder]);
  plan = {
    personal: join(folder, 'personal'),
    files: folderFiles(join(folder, 'files')),
    headsFile: join(folder, 'heads.jsonl'),
    sealKeyFile: join(folder, 'seal-key.pem'),
  };
  await writeFile(plan.sealKeyFile, pem);
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
});

interface Running {
  readonly runtime: Runtime;
  readonly owner: Pool;
}

async function running<Answer>(use: (running: Running) => Promise<Answer>): Promise<Answer> {
  server = await startPostgres({ folder: join(folder, 'postgres'), logFile: join(folder, 'postgres.log') });
  await ensureRoles(server.adminUrl);
  await ensureDatabase(server.adminUrl, DATABASE);
  const urlOf = (user: string): string => databaseUrl({ port: server!.port, user, database: DATABASE });
  const owner = new Pool({ connectionString: urlOf(OWNER_ROLE), max: 2 });
  // A pool ends before its connections do: the server's goodbye may come first.
  owner.on('error', () => undefined);
  owner.on('connect', (client) => client.on('error', () => undefined));
  await migrateAll(owner);
  const databaseAddress = urlOf(APP_ROLE);
  const runtime = await openRuntime({
    databaseUrl: databaseAddress,
    masterKeys: [MASTER_KEY],
    applicationName: 'dunghan-in-place',
  });
  try {
    return await use({ runtime, owner });
  } finally {
    await runtime.close();
    await owner.end();
    await server.stop();
    server = undefined;
  }
}

async function append({ ledger, pool }: Runtime, subject?: string): Promise<void> {
  const at = new Date().toISOString() as Instant;
  const result = await ledger.append({
    streamId: newStreamId(),
    kind: 'trial',
    expectedVersion: 0,
    commandId: randomUUID(),
    requestHash: Buffer.alloc(32),
    events: [
      {
        type: 'Tried',
        schemaVersion: 1,
        occurredAt: at,
        actorRef: { kind: 'clock', id: 'in-place' },
        body: {},
        ...(subject !== undefined && { pii: { subject, data: { name: 'Đào Thị Sen' } } }),
      },
    ],
  });
  expect(result.status).toBe('recorded');
  while (await ledger.heldSince());
  const headsFile = headsFileAt(plan.headsFile);
  const sealer = await openSealer({ pool, privateKey: signingKey(pem), headsFile });
  while (await sealer.sealNext());
}

const copied = (from: string, to: string): Promise<unknown> =>
  promisify(execFile)('cp', ['-a', join(folder, from), join(folder, to)]);

describe('a cluster that was put back', () => {
  it('tells of the loss, keeps erased who was erased since, and goes on', async () => {
    const [erased, kept] = [randomUUID(), randomUUID()];
    await running(async ({ runtime }) => {
      await append(runtime, erased);
      await append(runtime, kept);
    });
    await copied('postgres', 'postgres.days-ago');
    await running(async ({ runtime, owner }) => {
      await append(runtime);
      await runtime.ledger.eraseSubject(erased);
      await backUpPersonal(owner, plan.files, plan.personal!);
    });
    await rm(join(folder, 'postgres'), { recursive: true });
    await copied('postgres.days-ago', 'postgres');

    await running(async ({ runtime, owner }) => {
      const { ledger } = runtime;
      const known = async (): Promise<string[]> =>
        (await ledger.readPii([erased, kept])).map(({ subject }) => subject).toSorted();
      expect(await known()).toEqual([erased, kept].toSorted());
      const missing = (await ledger.compareHeads(plan.headsFile, keys)).findings;
      expect(missing.map(({ code }) => code)).toEqual(['head-missing']);
      await expect(append(runtime)).rejects.toThrow('is not in the database');

      const atWork = new Client({
        connectionString: runtime.pool.options.connectionString,
        application_name: 'dunghan-worker',
      });
      await atWork.connect();
      await expect(restoredInPlace(owner, plan)).rejects.toMatchObject({ code: 'system-running' });
      await atWork.end();
      const gone = `select from pg_stat_activity where application_name = 'dunghan-worker'`;
      while ((await owner.query(gone)).rowCount !== 0);
      expect(await restoredInPlace(owner, plan)).toEqual({
        epoch: 1,
        sealed: 2,
        personal: { erased: 1, otherFiles: 0 },
        onRecord: true,
      });
      await append(runtime);
      expect((await ledger.compareHeads(plan.headsFile, keys)).findings).toEqual([]);
      expect((await ledger.verifyAll()).findings).toEqual([]);
      expect((await ledger.verifyTree({}, keys)).findings).toEqual([]);
    });
    // By a process that remembers nothing: the key itself is gone.
    await running(async ({ runtime }) => {
      const people = await runtime.ledger.readPii([erased, kept]);
      expect(people.map(({ subject }) => subject)).toEqual([kept]);
    });
  }, 180_000);
});
