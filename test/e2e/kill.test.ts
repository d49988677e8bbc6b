/** Everything as `npm start` runs it, from `dist`; its parts are killed one after another while officers work. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '#libs/demo';
import { commandIdOf } from '#libs/ledger';
import { openRuntime } from '#libs/runtime';
import { startLaunched, type Launched } from '../support/launched.ts';
import { eventually } from '../workflows/running.ts';
import { KHCN } from './paths.ts';
import type { Json } from './people.ts';

const OFFICER = 'tiepnhan.khcn';
const CALLERS = 3;
/** Acknowledged commands between one kill and the next. */
const BETWEEN = 15;
const RETRY_MS = 50;

interface Acknowledged {
  readonly key: string;
  readonly dossier: string;
  readonly version: number;
}

let system: Launched;
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  system = await startLaunched();
}, 180_000);
afterAll(() => system?.stop(), 60_000);

/** Sends the same request under the same key until somebody answers for certain. */
async function insist(path: string, body: unknown, key: string, token: string): Promise<Json> {
  for (;;) {
    const answer = await fetch(system.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    }).then(
      async (response) => ({ status: response.status, body: await response.json().catch(() => null) }),
      () => undefined,
    );
    if (answer !== undefined && answer.status < 300 && answer.body !== null) return answer.body;
    if (answer !== undefined && answer.status < 500) throw new Error(JSON.stringify(answer.body));
    await sleep(RETRY_MS);
  }
}

async function work(token: string, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const [receipt, step] = [randomUUID(), randomUUID()];
    const received = await insist('/api/dossiers', KHCN, receipt, token);
    acknowledged.push({ key: receipt, dossier: received.dossier, version: received.version });
    const { forms } = received.allowed.find((one: Json) => one.action === 'complete');
    const path = `/api/dossiers/${received.dossier}/actions/complete`;
    const done = await insist(path, { step: 'B1', forms }, step, token);
    acknowledged.push({ key: step, dossier: done.dossier, version: done.version });
  }
}

const pidOf = async (part: string): Promise<number> =>
  (JSON.parse(await readFile(join(system.data, 'run', `${part}.pid`), 'utf8')) as { pid: number }).pid;

/** Who fell with the one killed before is on its way back already. */
async function kill(part: string): Promise<void> {
  const pid = await pidOf(part);
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  await eventually(async () => (await pidOf(part).catch(() => pid)) !== pid);
}

describe('killed one after another under load', () => {
  it('API, worker, projector and PostgreSQL come back, and each acknowledged command is in the ledger once', async () => {
    const session = await insist(
      '/api/session',
      { username: OFFICER, password: DEMO_PASSWORD },
      randomUUID(),
      '',
    );
    const over = new AbortController();
    const callers = Array.from({ length: CALLERS }, () => work(session.token, over.signal));
    const more = async (): Promise<void> => {
      const enough = acknowledged.length + BETWEEN;
      await eventually(() => acknowledged.length >= enough);
    };
    await Promise.race([
      Promise.all(callers),
      (async () => {
        await more();
        for (const part of ['api', 'worker', 'postgres', 'projector', 'api']) {
          await kill(part);
          await more();
        }
        over.abort();
      })(),
    ]);
    await Promise.all(callers);

    const environment = JSON.parse(await readFile(join(system.data, 'run', 'environment.json'), 'utf8')) as {
      DATABASE_URL: string;
      DUNGHAN_MASTER_KEY_FILE: string;
    };
    const master = Buffer.from(
      (await readFile(environment.DUNGHAN_MASTER_KEY_FILE, 'utf8')).trim(),
      'base64',
    );
    const runtime = await openRuntime({
      databaseUrl: environment.DATABASE_URL,
      masterKeys: [master],
      applicationName: 'dunghan-kill',
    });
    try {
      for (const { key, dossier, version } of acknowledged) {
        const events = await runtime.ledger.load(dossier);
        const its = events.filter(({ commandId }) => commandId === commandIdOf(OFFICER, key));
        expect(its.length).toBeGreaterThan(0);
        expect(its.at(-1)!.version).toBe(version);
      }
      // Two commands a dossier: no key made a second one.
      const dossiers = new Set(acknowledged.map(({ dossier }) => dossier));
      expect(acknowledged).toHaveLength(2 * dossiers.size);
      const { rows } = await runtime.pool.query<{ count: string }>(
        "select count(*) from ledger.stream where kind = 'dossier'",
      );
      expect(Number(rows[0]!.count)).toBe(dossiers.size);
      expect((await runtime.ledger.verifyAll()).findings).toEqual([]);
      await eventually(async () => {
        const folded = await runtime.pool.query<{ count: string }>('select count(*) from read.dossier');
        return Number(folded.rows[0]!.count) === dossiers.size;
      });
    } finally {
      await runtime.close();
    }
    await eventually(async () => (await (await fetch(`${system.url}/api/health`)).json()).ok);
  }, 180_000);
});
