import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Instant } from '#libs/calendar';
import {
  createKeyring,
  createLedger,
  migrateKeyring,
  migrateLedger,
  newStreamId,
  requestHashOf,
  type AppendRequest,
  type AppendResult,
  type Ledger,
  type NewEvent,
} from '#libs/ledger';
import { freshDatabase, type DatabaseTemplate } from '../support/postgres.ts';

const TEMPLATE: DatabaseTemplate = {
  name: 'ledger',
  async prepare({ ownerUrl }) {
    const owner = new pg.Pool({ connectionString: ownerUrl });
    await migrateLedger(owner);
    await migrateKeyring(owner);
    await owner.end();
  },
};

export interface TestLedger {
  readonly ledger: Ledger;
  /** As the application. */
  readonly app: pg.Pool;
  readonly owner: pg.Pool;
  /** As the superuser. */
  readonly admin: pg.Pool;
  /** A second process's view: the same database and configuration, nothing kept in memory. */
  another(): Ledger;
  /**
   * Resolves when readers see all that was appended so far: the server is shared, and a transaction of another test's
   * holds them back.
   */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export async function testLedger(connections = 16): Promise<TestLedger> {
  const database = await freshDatabase(TEMPLATE);
  const app = poolOf(database.appUrl, connections);
  const owner = poolOf(database.ownerUrl, 2);
  const admin = poolOf(database.adminUrl, 2);
  const [masterKey, searchKey] = [randomBytes(32), randomBytes(32)];
  const open = (): Ledger =>
    createLedger({ pool: app, keyring: createKeyring({ pool: app, masterKeys: [masterKey] }), searchKey });
  const ledger = open();
  return {
    ledger,
    app,
    owner,
    admin,
    another: open,
    async settled() {
      while (await ledger.heldSince()) await sleep(5);
    },
    async stop() {
      await Promise.all([app.end(), owner.end(), admin.end()]);
      await database.drop();
    },
  };
}

function poolOf(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max });
  // Dropping the database may reach a connection that is just being closed.
  pool.on('error', () => undefined);
  return pool;
}

export const NOON = '2025-11-24T05:00:00.000Z' as Instant;

export function event(body: NewEvent['body'] = {}, more: Partial<NewEvent> = {}): NewEvent {
  const actorRef = { kind: 'officer', id: 'officer-1', role: 'specialist' } as const;
  return { type: 'StepCompleted', schemaVersion: 1, occurredAt: NOON, actorRef, body, ...more };
}

/** A request of its own command, to a stream of its own, unless said otherwise. */
export function request(more: Partial<AppendRequest> = {}): AppendRequest {
  const commandId = more.commandId ?? randomUUID();
  return {
    streamId: newStreamId(),
    kind: 'dossier',
    expectedVersion: 0,
    commandId,
    requestHash: requestHashOf({ commandId }),
    events: [event()],
    ...more,
  };
}

export type Recorded = Extract<AppendResult, { status: 'recorded' }>;

/** The result of an append that must succeed. */
export function recorded(result: AppendResult): Recorded {
  if (result.status !== 'recorded') throw new Error(`append came to ${result.status}`);
  return result;
}
