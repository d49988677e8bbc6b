/** A ledger on a PostgreSQL of its own that syncs as in production. */
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Instant } from '#libs/calendar';
import {
  createKeyring,
  createLedger,
  MAX_COMMANDS_PER_CALL,
  migrateKeyring,
  migrateLedger,
  newStreamId,
  requestHashOf,
  type AppendRequest,
  type NewEvent,
} from '#libs/ledger';
import { startScratchPostgres } from '../../support/postgres.ts';

const FILLER = 'Thẩm định nội dung đăng ký chuyển giao công nghệ. '.repeat(6);
const BODY = { step: 'B3', run: 1, outcome: 'đạt', forms: ['BM.01', 'BM.02'], note: FILLER };

const newActor = () =>
  ({ kind: 'officer', id: 'officer-17', role: 'specialist', unit: 'p-cn', agency: 'skhcn' }) as const;

export function newEvent(actorRef = newActor()): NewEvent {
  const occurredAt = new Date().toISOString() as Instant;
  return { type: 'StepCompleted', schemaVersion: 1, occurredAt, actorRef, body: BODY };
}

export function newRequest(streamId: string, expectedVersion: number, events: number): AppendRequest {
  const commandId = randomUUID();
  // Whoever gives the command does all that comes of it.
  const actor = newActor();
  return {
    streamId,
    kind: 'dossier',
    expectedVersion,
    commandId,
    requestHash: requestHashOf({ commandId }),
    events: Array.from({ length: events }, () => newEvent(actor)),
  };
}

export async function openBenchLedger(connections: number) {
  const scratch = await startScratchPostgres();
  const owner = new pg.Pool({ connectionString: scratch.ownerUrl, max: 2 });
  await migrateLedger(owner);
  await migrateKeyring(owner);
  const pool = new pg.Pool({ connectionString: scratch.appUrl, max: connections });
  // Stopping the server may reach a connection that is just being closed.
  for (const each of [owner, pool]) each.on('error', () => undefined);
  const keyring = createKeyring({ pool, masterKeys: [randomBytes(32)] });
  const ledger = createLedger({ pool, keyring, searchKey: randomBytes(32) });
  return {
    scratch,
    owner,
    pool,
    ledger,
    /** Streams of `length` events each, in bulk. */
    async fill(streams: number, length: number): Promise<void> {
      for (let i = 0; i < streams; i += MAX_COMMANDS_PER_CALL) {
        const count = Math.min(MAX_COMMANDS_PER_CALL, streams - i);
        await ledger.appendMany(Array.from({ length: count }, () => newRequest(newStreamId(), 0, length)));
      }
    },
    async close(): Promise<void> {
      await pool.end();
      await owner.end();
      await scratch.drop();
    },
  };
}

/** `--events 200000`, say. */
export function numberAsked(option: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${option}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}
