/** Files in a folder and in a real S3 server's bucket: the same tests on both, below the API and through it. */
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import {
  checkPlace,
  copyFiles,
  folderFiles,
  s3Files,
  spooling,
  sweepSpool,
  type Files,
} from '#libs/platform/files';
import { READ_SHARDS } from '#libs/read-models';
import { createApp } from '../../apps/api/app.ts';
import { backUpPersonal } from '../../apps/cli/backup/personal.ts';
import { erase } from '../../apps/cli/verbs/erase.ts';
import { KHCN } from '../e2e/paths.ts';
import { createPeople, type People } from '../e2e/people.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { filesText } from '../recovery/traces-of.ts';
import { describeWithS3, startS3, type S3Server } from '../support/s3.ts';
import { eventually } from '../workflows/running.ts';

const ABSENT = '0'.repeat(64);
const DAY_MS = 24 * 3_600_000;
const MANY_BYTES = 3 * 1024 * 1024;

let folder: string;
let system: TestSystem;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-places-'));
  system = await startSystem();
}, 120_000);
afterAll(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

const kept = (files: Files, bytes: Buffer | string, as?: string): Promise<string> =>
  spooling(files, Readable.from([Buffer.from(bytes)]), MANY_BYTES, async ({ path, sha256 }) => {
    await files.put(as ?? sha256, path);
    return sha256;
  });
const listed = async (files: Files): Promise<string[]> => {
  const hashes: string[] = [];
  for await (const sha256 of files.list()) hashes.push(sha256);
  return hashes.toSorted();
};
const bytesOf = async (stream: Readable | undefined): Promise<Buffer> =>
  Buffer.concat((await stream!.toArray()) as Buffer[]);

interface Place {
  readonly files: Files;
  /** Where all that it keeps lies, on this machine. */
  readonly folder: string;
}

/** What every place does. */
function itServes(place: () => Place): void {
  let app: NestFastifyApplication;
  let url: string;
  let people: People;
  beforeAll(async () => {
    const settings = { files: place().files, demo: true, projectorShards: READ_SHARDS };
    app = await createApp(system.runtime, settings, false);
    await app.listen({ port: 0, host: '127.0.0.1' });
    url = await app.getUrl();
    people = createPeople(url, system.runtime);
  });
  afterAll(() => app.close());

  it('keeps a file once under what it holds, finds it, reads it, and deletes it for good', async () => {
    const { files } = place();
    await files.check();
    expect(await listed(files)).toEqual([]);
    const large = Buffer.alloc(MANY_BYTES, 'Ễ');
    const [first, again, empty] = [await kept(files, large), await kept(files, large), await kept(files, '')];
    expect(again).toBe(first);
    expect(await listed(files)).toEqual([first, empty].toSorted());
    expect(await files.find(first)).toEqual({ bytes: MANY_BYTES, starts: large.subarray(0, 8) });
    expect(await files.find(empty)).toEqual({ bytes: 0, starts: Buffer.alloc(0) });
    expect((await bytesOf(await files.read(first))).equals(large)).toBe(true);
    expect([await files.find(ABSENT), await files.read(ABSENT)]).toEqual([undefined, undefined]);
    for (const sha256 of [first, first, empty, ABSENT]) await files.delete(sha256);
    expect(await listed(files)).toEqual([]);
    expect(await files.find(first)).toBeUndefined();
    expect(await readdir(files.spool)).toEqual([]);
    for (const name of ['left', 'at-hand']) await writeFile(join(files.spool, name), 'một phần');
    await utimes(join(files.spool, 'left'), new Date(), new Date(Date.now() - 2 * DAY_MS));
    await sweepSpool(files);
    expect(await readdir(files.spool)).toEqual(['at-hand']);
    await rm(join(files.spool, 'at-hand'));
  });

  it('serves officers, is backed up and restored, and forgets who is erased', async () => {
    const { files, folder: lies } = place();
    const counter = await people.as('tiepnhan.khcn');
    const written = `%PDF-1.4 cây thị trước ngõ, ${files.kind}`;
    const upload = async (text: string) => {
      const body = new FormData();
      body.append('file', new Blob([text]), 'đơn.pdf');
      const headers = { authorization: `Bearer ${counter.token()}` };
      const answer = await fetch(`${url}/api/files`, { method: 'POST', headers, body });
      return { status: answer.status, body: await answer.json() };
    };
    const { status, body: file } = await upload(written);
    expect([status, file.mediaType, file.bytes]).toEqual([
      201,
      'application/pdf',
      Buffer.byteLength(written),
    ]);
    expect((await upload('một tệp chữ')).body.code).toBe('file-type');
    const applicant = { ...KHCN.applicant, idNumber: files.kind === 's3' ? '001088000222' : '001088000333' };
    const documents = KHCN.documents.map((one, index) => (index === 0 ? { ...one, file } : one));
    const { body: receipt } = await counter.post('/api/dossiers', { ...KHCN, applicant, documents });
    const path = `${url}/api/files/${file.sha256}?dossier=${receipt.dossier}`;
    const download = (token: string) => fetch(path, { headers: { authorization: `Bearer ${token}` } });
    const read = await download(counter.token());
    expect([read.headers.get('content-type'), await read.text()]).toEqual(['application/pdf', written]);
    expect((await download((await people.as('chuyenvien.noivu')).token())).ok).toBe(false);
    const health = (await counter.get('/api/health')).body.parts.files;
    expect(health).toMatchObject({ up: true, state: 'up', detail: { kind: files.kind } });

    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 2 });
    const backup = join(folder, `personal-${files.kind}`);
    await backUpPersonal(owner, files, backup);
    expect(await filesText(backup)).toContain(written);
    expect(await filesText(lies)).toContain(written);
    const subject = system.runtime.secrets.subjectOf(applicant.idNumber);
    const erased = { known: true, dossiers: 1, files: 1, notFound: 0 };
    expect(await erase(system.runtime, files, subject)).toEqual(erased);
    expect(await erase(system.runtime, files, subject)).toMatchObject({ known: true, files: 0 });
    expect(await filesText(lies)).not.toContain(written);
    expect((await download(counter.token())).status).toBe(404);

    const other = await kept(files, 'của hệ thống khác');
    const saved = folderFiles(join(backup, 'files'));
    expect(await copyFiles(saved, files)).toEqual({ copied: 1, others: [other] });
    expect((await bytesOf(await files.read(file.sha256))).toString()).toBe(written);
    for (const sha256 of await listed(files)) await files.delete(sha256);
    await writeFile(join(backup, 'files', file.sha256.slice(0, 2), file.sha256), 'khác');
    await expect(copyFiles(saved, files)).rejects.toMatchObject({ name: 'FileUnsound' });
    await backUpPersonal(owner, files, backup);
    await owner.end();
    expect(await listed(saved)).toEqual([]);
  }, 120_000);
}

describe('a folder', () => {
  itServes(() => ({ files: folderFiles(join(folder, 'files')), folder: join(folder, 'files') }));

  it('that cannot be written is said to be away', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const files = folderFiles(join(file, 'below'));
    await expect(files.check()).rejects.toMatchObject({ name: 'FilesAway', refused: false });
    await expect(kept(files, '')).rejects.toMatchObject({ name: 'FilesAway' });
    await expect(checkPlace(files)).resolves.toBeUndefined();
    expect(await files.find(ABSENT)).toBeUndefined();
  });
});

describeWithS3('a bucket that keeps versions', () => {
  let s3: S3Server;
  const open = (changed: Partial<S3Server['settings']> = {}): Files =>
    s3Files({ ...s3.settings, ...changed }, join(folder, 'spool'));
  beforeAll(async () => {
    s3 = await startS3(await mkdtemp(join(folder, 's3-')));
  }, 60_000);
  afterAll(() => s3.stop());
  itServes(() => ({ files: open(), folder: s3.folder }));

  it('takes no file under a name that is not its own, and touches nothing beside its prefix', async () => {
    await expect(kept(open(), 'khác', ABSENT)).rejects.toMatchObject({ name: 'FilesAway', refused: true });
    const [beside, mine] = [open({ prefix: '' }), open()];
    const sha256 = await kept(beside, 'của bên cạnh');
    expect([await listed(mine), await mine.find(sha256)]).toEqual([[], undefined]);
    await mine.delete(sha256);
    expect(await listed(beside)).toEqual([sha256]);
    await beside.delete(sha256);
  });

  it('refuses the start when it does not know us, and names the variables, not the secret', async () => {
    const wrong = { secret: 'a-wrong-secret' };
    await expect(checkPlace(open(wrong))).rejects.toThrow(
      /^DUNGHAN_FILES: S3 answers 403 SignatureDoesNotMatch/,
    );
    await expect(checkPlace(open(wrong))).rejects.not.toThrow(/a-wrong-secret/);
    await expect(checkPlace(open({ bucket: 'none' }))).rejects.toThrow(/404 NoSuchBucket/);
    await expect(open({ bucket: 'none' }).find(ABSENT)).rejects.toMatchObject({ refused: true });
    await expect(checkPlace(open())).resolves.toBeUndefined();
  });

  it('that does not answer is away: 503 with Retry-After, told by the health, and back by itself', async () => {
    const settings = { files: open(), demo: true, projectorShards: READ_SHARDS };
    const app = await createApp(system.runtime, settings, false);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const url = await app.getUrl();
    const counter = await createPeople(url, system.runtime).as('tiepnhan.khcn');
    const upload = async () => {
      const body = new FormData();
      body.append('file', new Blob(['%PDF-1.4 một']), 'một.pdf');
      const headers = { authorization: `Bearer ${counter.token()}` };
      return fetch(`${url}/api/files`, { method: 'POST', headers, body });
    };
    const state = async () => (await counter.get('/api/health')).body.parts.files.state;
    s3.hang();
    try {
      const [refused, health] = await Promise.all([upload(), counter.get('/api/health')]);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect((await refused.json()).code).toBe('files-away');
      expect([health.status, health.body.ok, await state()]).toEqual([200, false, 'down']);
    } finally {
      s3.goOn();
    }
    await eventually(async () => (await state()) === 'up');
    expect((await upload()).status).toBe(201);
    await app.close();
  }, 120_000);
});
