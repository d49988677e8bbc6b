/** The product as it ships: PostgreSQL that syncs, the API as a process of its own, HTTP on loopback. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchTemporal, startTemporalDevServer, type TemporalServer } from '#libs/platform/temporal';
import { freePort } from '#libs/platform/process';
import { startScratchPostgres } from '../../support/postgres.ts';
import { RECEPTIONIST, WALK, WALK_PASSWORD, walkReceipt } from '../../support/walk.ts';
import { ended, run, serving, stopped } from '../support/processes.ts';
import type { Caller } from './measure.ts';

const RECEIVERS = 8;
const START_TIMEOUT_MS = 60_000;
/** For those who follow to start, and to read what they missed. */
const CATCHING_UP_MS = 8_000;

const MAX_STEPS_PER_SECOND = 3_000;

export async function startProduct() {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-bench-'));
  const postgres = await startScratchPostgres();
  const port = await freePort();
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: postgres.appUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    DUNGHAN_DATA: folder,
    DUNGHAN_MASTER_KEY: randomBytes(32).toString('base64'),
    DUNGHAN_RELAY_RATE: '1000',
    DUNGHAN_LOG_LEVEL: 'error',
  };
  await ended(run('cli', environment, ['migrate']));
  await ended(run('cli', environment, ['demo', 'load']));
  const api = run('api', environment);
  let followers = [run('projector', environment)];
  const base = `http://127.0.0.1:${port}`;
  await serving(base);
  const http = client(port);
  const tokens: Record<string, string> = {};
  for (const [username] of WALK)
    tokens[username] ??= (await http('/api/session', { username, password: WALK_PASSWORD })).token;
  await projectedEditions(http, tokens[RECEPTIONIST]!);
  await pause();

  const ready: string[] = [];
  let temporal: TemporalServer | undefined;

  /** Receives as many dossiers as a round can use up; the receipts are not measured. */
  async function prepare(callers: number, seconds: number): Promise<void> {
    const wanted = Math.ceil((seconds * MAX_STEPS_PER_SECOND) / WALK.length / (callers === 1 ? 3 : 1));
    await Promise.all(
      Array.from({ length: RECEIVERS }, async () => {
        while (ready.length < wanted) ready.push(await receive(http, tokens[RECEPTIONIST]!));
      }),
    );
  }

  const caller: Caller = () => {
    let dossier = '';
    let next: number = WALK.length;
    return async () => {
      if (next === WALK.length) {
        dossier = ready.pop() ?? (await receive(http, tokens[RECEPTIONIST]!));
        next = 0;
      }
      const [username, action, body] = WALK[next++]!;
      await http(`/api/dossiers/${dossier}/actions/${action}`, body, tokens[username]);
    };
  };

  /** Read models, figures, notices and seals follow. */
  async function project(): Promise<void> {
    followers.push(run('projector', environment));
    await sleep(CATCHING_UP_MS);
  }

  /** Temporal, relay and workflows follow too. */
  async function followEverything(): Promise<void> {
    temporal = await startTemporalDevServer({
      binary: await fetchTemporal(),
      logFile: join(folder, 'temporal.log'),
    });
    followers.push(run('worker', { ...environment, TEMPORAL_ADDRESS: temporal.address }));
    await sleep(CATCHING_UP_MS);
  }

  /** Nothing follows what the API records. */
  async function pause(): Promise<void> {
    await stopped(followers);
    followers = [];
  }

  async function stop(): Promise<void> {
    await stopped([api, ...followers]);
    await temporal?.stop();
    await postgres.drop();
    await rm(folder, { recursive: true, force: true });
  }
  return { caller, prepare, project, followEverything, stop };
}

/** The fields of the answers that the bench looks at. */
interface Answer {
  readonly token: string;
  readonly dossier: string;
  readonly procedures: readonly unknown[];
}
type Http = (path: string, body?: object, token?: string) => Promise<Answer>;

/** A client that costs little: the measured machine is the client's, too. */
function client(port: number): Http {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  return (path, body, token) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const headers: Record<string, string | number> = { 'idempotency-key': randomUUID() };
      if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
      if (body !== undefined) {
        headers['content-type'] = 'application/json';
        headers['content-length'] = Buffer.byteLength(text);
      }
      const call = request(
        { host: '127.0.0.1', port, path, agent, headers, method: body === undefined ? 'GET' : 'POST' },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString();
            if (response.statusCode! >= 300) reject(new Error(`${path}: ${response.statusCode} ${answer}`));
            else resolve(JSON.parse(answer) as Answer);
          });
        },
      );
      call.on('error', reject);
      call.end(text);
    });
}

const receive = async (http: Http, token: string): Promise<string> =>
  (await http('/api/dossiers', walkReceipt(), token)).dossier;

async function projectedEditions(http: Http, token: string): Promise<void> {
  const end = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < end) {
    if ((await http('/api/procedures/receivable', undefined, token)).procedures.length > 0) return;
    await sleep(50);
  }
  throw new Error('no procedure is in force');
}
