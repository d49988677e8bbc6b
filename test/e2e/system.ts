/** The whole system in the test's process: API on a port of loopback, projector, a database with the demo loaded. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { folderFiles } from '#libs/platform/files';
import { READ_SHARDS } from '#libs/read-models';
import { migrateAll, openRuntime, type Runtime } from '#libs/runtime';
import { createApp } from '../../apps/api/app.ts';
import { loadDemoInto } from '../../apps/cli/verbs/demo.ts';
import { startProjector } from '../../apps/projector/projector.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { createPeople, type People } from './people.ts';

export const MASTER_KEY = Buffer.alloc(32, 7);
const POLL_MS = 10;

/** With the read models folded, so that every test begins at once. */
const TEMPLATE = {
  name: 'demo',
  async prepare({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }) {
    const owner = new Pool({ connectionString: ownerUrl, max: 1 });
    await migrateAll(owner);
    await owner.end();
    const runtime = await runtimeOf(appUrl);
    await loadDemoInto(runtime);
    const projector = startProjector(runtime);
    await untilFolded(runtime);
    await projector.stop();
    await runtime.close();
  },
};

const runtimeOf = (databaseUrl: string, now?: () => Date): Promise<Runtime> =>
  openRuntime({
    databaseUrl,
    masterKeys: [MASTER_KEY],
    applicationName: 'dunghan-e2e',
    poolSize: 12,
    ...(now && { now }),
  });

export interface TestSystem {
  readonly url: string;
  readonly runtime: Runtime;
  readonly database: FreshDatabase;
  readonly people: People;
  /** Where its clock stands. */
  now(): Date;
  /** Puts everybody's clock there. Sessions may end by it: log in again. */
  setClock(moment: string): void;
  /** Until the read models have everything that was recorded so far. */
  folded(): Promise<void>;
  stopProjector(): Promise<void>;
  startProjector(): void;
  close(): Promise<void>;
}

interface Settings {
  /** Where its clock begins, ISO; it goes on from there as time does. Absent: the real one. */
  readonly clock?: string;
  /** The built portal, to be served. */
  readonly portalFolder?: string;
}

export async function startSystem({ clock, portalFolder }: Settings = {}): Promise<TestSystem> {
  const running = process.env['DUNGHAN_E2E'];
  if (running !== undefined) return attach(JSON.parse(running) as RunningSystem);
  const database = await freshDatabase(TEMPLATE);
  let offsetMs = clock === undefined ? 0 : Date.parse(clock) - Date.now();
  const now = (): Date => new Date(Date.now() + offsetMs);
  const runtime = await runtimeOf(database.appUrl, now);
  await runtime.organisation();
  const filesFolder = await mkdtemp(join(tmpdir(), 'dunghan-files-'));
  const settings = { files: folderFiles(filesFolder), demo: true, projectorShards: READ_SHARDS };
  const app = await createApp(runtime, { ...settings, ...(portalFolder && { portalFolder }) }, false);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = await app.getUrl();
  let projector = startProjector(runtime);
  return {
    url,
    runtime,
    database,
    now,
    people: createPeople(url, runtime),
    setClock: (moment) => void (offsetMs = Date.parse(moment) - Date.now()),
    folded: () => untilFolded(runtime),
    stopProjector: () => projector.stop(),
    startProjector: () => void (projector = startProjector(runtime)),
    async close() {
      await app.close();
      await projector.stop();
      await runtime.close();
      await database.drop();
      await rm(filesFolder, { recursive: true });
    },
  };
}

/** A system that somebody else started and stops, whose processes are its own: `npm run topology`. */
export interface RunningSystem {
  readonly url: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly adminUrl: string;
  /** Base64. */
  readonly masterKey: string;
}

async function attach({ url, masterKey, ...urls }: RunningSystem): Promise<TestSystem> {
  const masterKeys = [Buffer.from(masterKey, 'base64')] as const;
  const runtime = await openRuntime({ databaseUrl: urls.appUrl, masterKeys, applicationName: 'dunghan-e2e' });
  await runtime.organisation();
  const notOurs = (): never => {
    throw new Error('this system is run by somebody else');
  };
  return {
    url,
    runtime,
    database: { ...urls, drop: () => Promise.resolve() },
    people: createPeople(url, runtime),
    now: () => new Date(),
    setClock: notOurs,
    folded: () => untilFolded(runtime),
    stopProjector: notOurs,
    startProjector: notOurs,
    close: () => runtime.close(),
  };
}

async function untilFolded({ ledger }: Runtime): Promise<void> {
  const head = await ledger.headPosition();
  for (let shard = 0; shard < READ_SHARDS; shard++) {
    for (;;) {
      const at = await ledger.checkpoint('read', shard);
      if (at >= head) break;
      const { events, horizon } = await ledger.readAfter(at, { limit: 1, shard, shards: READ_SHARDS });
      // Past the horizon nobody reads: the shard is empty only once the head lies before it.
      if (events.length === 0 && horizon > head) break;
      await sleep(POLL_MS);
    }
  }
}
