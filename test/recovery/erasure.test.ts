/**
 * A person erased from the system as it ships: searched for afterwards in every place that anything of them could be.
 * Files lie in a bucket where a real S3 server is in the cache; the folder has the same in test/platform/files.test.ts.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { DEMO_PASSWORD } from '#libs/demo';
import { filesEnvironment, readSecretFile, readStatus } from '#libs/platform';
import { databaseUrl } from '#libs/platform/postgres';
import { KHCN } from '../e2e/paths.ts';
import type { Json } from '../e2e/people.ts';
import { startLaunched, type Launched } from '../support/launched.ts';
import { hasS3Server, S3_SECRET, startS3, type S3Server } from '../support/s3.ts';
import { eventually } from '../workflows/running.ts';
import { databaseText, filesText, historiesText } from './traces-of.ts';

const CLI = new URL('../../dist/apps/cli/main.js', import.meta.url).pathname;
const PERSON = { name: 'Ngụy Thị Bích Trâm', idNumber: '052399887766', phone: '0978 123 987' };
const NOTE = 'Có cây thị trước ngõ Tám Tấn';
const FILE_NAME = 'CCCD Bich Tram.pdf';
/** However they are written: with accents or without, together or apart. */
const GONE = ['Bích Trâm', 'Bich Tram', 'bich tram', '052399887766', '0978 123 987', '0978123987', 'Tám Tấn'];

let system: Launched;
let bucket: S3Server | undefined;
beforeAll(async () => {
  bucket = hasS3Server ? await startS3(await mkdtemp(join(tmpdir(), 'dunghan-s3-'))) : undefined;
  const files = bucket && filesEnvironment({ kind: 's3', settings: bucket.settings, spool: '' });
  system = await startLaunched({ DUNGHAN_LOG_LEVEL: 'trace', ...files });
}, 180_000);
afterAll(async () => {
  await system?.stop();
  await bucket?.stop();
  if (bucket) await rm(bucket.folder, { recursive: true });
}, 60_000);

const dunghan = (...args: string[]): Promise<string> => dunghanOn(system.data, ...args);

const dunghanOn = async (data: string, ...args: string[]): Promise<string> => {
  const env = { ...process.env, DUNGHAN_DATA: data, DUNGHAN_LOG_LEVEL: 'trace' };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], { env });
  return stdout + stderr;
};

interface Asked {
  readonly status: number;
  readonly body: Json;
}

function asker(token: string) {
  const ask = async (path: string, body?: unknown): Promise<Asked> => {
    const response = await fetch(system.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    };
  };
  return ask;
}

async function as(username: string) {
  const { body } = await asker('')('/api/session', { username, password: DEMO_PASSWORD });
  return asker(body.token);
}

/** Everything that could hold a person: the database, PostgreSQL's own files, histories, logs, attachments, exports. */
async function everywhere(exports: readonly string[]): Promise<Record<string, string>> {
  const { temporal, postgres } = readStatus(system.data);
  const password = await readSecretFile(join(system.data, 'secrets', 'postgres-admin'));
  const port = Number(postgres!.address!.split(':')[1]);
  const connectionString = databaseUrl({ port, user: 'postgres', password, database: 'dunghan' });
  const pool = new Pool({ connectionString, max: 1 });
  const histories = await historiesText(temporal!.address!);
  expect(histories.histories).toBeGreaterThan(0);
  try {
    return {
      database: await databaseText(pool),
      histories: histories.text,
      logs: await filesText(join(system.data, 'logs')),
      attachments: await filesText(bucket?.folder ?? join(system.data, 'files')),
      // The cluster's own files and its log of writes: what is deleted stays in them for a while.
      postgres: await filesText(join(system.data, 'postgres')),
      temporal: await filesText(system.data, (path) => !path.includes('temporal.db')),
      backup: await filesText(join(system.folder, 'backup')),
      personal: await filesText(join(system.folder, 'personal')),
      exports: exports.join('\n'),
    };
  } finally {
    await pool.end();
  }
}

const foundIn = (places: Record<string, string>): string[] =>
  Object.entries(places).flatMap(([place, text]) =>
    GONE.filter((word) => text.includes(word)).map((word) => `${place}: ${word}`),
  );

describe('a person who is erased', () => {
  it('is found nowhere any more, and chains and tree verify', async () => {
    const counter = await as('tiepnhan.khcn');
    const form = new FormData();
    form.append('file', new Blob([`%PDF-1.4\n% ${PERSON.name} ${PERSON.idNumber}\n`]), FILE_NAME);
    const file = await counter('/api/files', form);
    expect(file.status).toBe(201);
    const documents = KHCN.documents.map((document, index) =>
      index === 0 ? { ...document, file: file.body } : document,
    );
    const { status, body: receipt } = await counter('/api/dossiers', {
      ...KHCN,
      applicant: PERSON,
      documents,
    });
    expect(status).toBe(201);
    const { dossier } = receipt;
    const { forms } = receipt.allowed.find((one: Json) => one.action === 'complete');
    await counter(`/api/dossiers/${dossier}/actions/complete`, { step: 'B1', forms, note: NOTE });
    // What people do with somebody: search, look up, print, refuse by a slip of the hand.
    const search = async (): Promise<number> =>
      (await counter('/api/dossiers/search', { applicant: PERSON.name, limit: 5 })).body.total;
    await eventually(async () => (await search()) === 1);
    await counter('/api/dossiers/search', { applicant: PERSON.phone, limit: 5 });
    await counter('/api/dossiers', { ...KHCN, applicant: { ...PERSON, idNumber: '1' } });
    await counter(`/api/dossiers?applicant=${encodeURIComponent(PERSON.name)}`);
    await counter(`/api/dossiers/${dossier}/print/receipt`);
    await eventually(async () => {
      const { text } = await historiesText(readStatus(system.data).temporal?.address ?? '').catch(() => ({
        text: '',
      }));
      return text.includes(dossier);
    });
    await dunghan('backup', join(system.folder, 'backup'), '--personal', join(system.folder, 'personal'));

    // Known until now, and even so nowhere in words but in the attachment that is kept for them.
    expect((await counter(`/api/dossiers/${dossier}`)).body.applicant.name).toBe(PERSON.name);
    const before = foundIn(await everywhere([]));
    expect(before.filter((place) => !/^(attachments|personal):/.test(place))).toEqual([]);
    expect(before.length).toBeGreaterThan(0);

    expect(await dunghan('erase', '--id-number', PERSON.idNumber, '--json')).toContain('"known":true');
    await dunghan(
      'backup',
      join(system.folder, 'backup-after'),
      '--personal',
      join(system.folder, 'personal'),
    );

    expect(await search()).toBe(0);
    const auditor = await as('danhgia');
    const exports: string[] = [];
    for (const path of ['', '/timeline', '/evidence', '/print/receipt', '/print/control-sheet']) {
      exports.push(JSON.stringify((await auditor(`/api/dossiers/${dossier}${path}`)).body));
    }
    expect(exports[0]).toContain(dossier);
    exports.push(await filesText(join(system.folder, 'backup-after')));
    const after = await everywhere(exports);
    expect(foundIn(after)).toEqual([]);
    expect(after['logs']).not.toContain(S3_SECRET);
    expect(await dunghan('ledger', 'verify', '--json')).toContain('"intact":true');

    // The backup of before into a data folder that nobody began: they are erased again there.
    const [fresh, backup, personal] = ['fresh', 'backup', 'personal'].map((name) =>
      join(system.folder, name),
    );
    const said = await dunghanOn(fresh!, 'restore', backup!, '--personal', personal!);
    expect(said).toMatch(/kỷ nguyên 1, .* xóa lại 1 người/);
    expect(foundIn({ fresh: await filesText(fresh!) })).toEqual([]);
  }, 600_000);
});
