/**
 * The product as it ships, with thousands of open dossiers in one officer's hands. A few are taken to the officer through
 * the API; the others are their histories again under ids, codes, applicants and moments of their own, appended in bulk.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD } from '#libs/demo';
import { freePort } from '#libs/platform/process';
import { openRuntime } from '#libs/runtime';
import type { Runtime } from '#libs/runtime';
import { copyDossiers, idNumberOf } from '../../support/dossier-copies.ts';
import { startScratchPostgres } from '../../support/postgres.ts';
import { ended, run, serving, stopped } from '../support/processes.ts';

export const OFFICER = 'chuyenvien.khcn';
const PROCEDURE = 'QT.KHCN.01';
const PATTERNS = 6;
const POLL_MS = 100;
const NAMES = ['Nguyễn Hữu Phước', 'Đặng Thị Ễ Ương', 'Công ty Cổ phần Kỹ thuật Ứng dụng Bắc Sông Hồng'];
const DOCUMENTS = ['DON', 'GCN', 'TL'].map((code) => ({ code, copies: 1 }));

export async function startPortal(dossiers: number) {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-bench-'));
  const postgres = await startScratchPostgres();
  const masterKey = randomBytes(32);
  const port = await freePort();
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: String(port),
    DATABASE_URL: postgres.appUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    DUNGHAN_DATA: folder,
    DUNGHAN_MASTER_KEY: masterKey.toString('base64'),
    DUNGHAN_LOG_LEVEL: 'error',
  };
  await ended(run('cli', environment, ['migrate']));
  await ended(run('cli', environment, ['demo', 'load']));
  const processes = [run('api', environment), run('projector', environment)];
  const url = `http://127.0.0.1:${port}`;
  await serving(url);
  const runtime = await openRuntime({
    databaseUrl: postgres.appUrl,
    masterKeys: [masterKey],
    applicationName: 'dunghan-bench',
  });
  await fill(url, runtime, dossiers);
  await runtime.close();
  return {
    url,
    async stop() {
      await stopped(processes);
      await postgres.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fill(url: string, runtime: Runtime, dossiers: number): Promise<void> {
  const [counter, head, officer] = await Promise.all(
    ['tiepnhan.khcn', 'truongphong.khcn', OFFICER].map((username) => logIn(url, username)),
  );
  while ((await counter!('/api/procedures/receivable')).procedures.length === 0) await sleep(POLL_MS);
  const patterns: string[] = [];
  for (let each = 0; each < PATTERNS; each++) {
    const applicant = { name: NAMES[each % NAMES.length], idNumber: idNumberOf(each) };
    const body = { procedure: PROCEDURE, applicant, documents: DOCUMENTS };
    const { dossier } = await counter!('/api/dossiers', body);
    const act = `/api/dossiers/${dossier}/actions`;
    const forms = ['tt03-2025/receipt', 'tt03-2025/control-sheet'];
    await counter!(`${act}/complete`, { step: 'B1', forms });
    await head!(`${act}/complete`, { step: 'B2' });
    await officer!(`${act}/claim`, { step: 'B3' });
    patterns.push(dossier);
  }
  await copyDossiers(runtime, patterns, dossiers - PATTERNS);
  while ((await officer!('/api/inbox?limit=1')).total < dossiers) await sleep(POLL_MS);
}

interface Answer {
  readonly token: string;
  readonly dossier: string;
  readonly total: number;
  readonly procedures: readonly unknown[];
}

async function logIn(url: string, username: string) {
  const ask = async (path: string, body?: object, token?: string): Promise<Answer> => {
    const response = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'idempotency-key': randomUUID(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  };
  const { token } = await ask('/api/session', { username, password: DEMO_PASSWORD });
  return (path: string, body?: object) => ask(path, body, token);
}
