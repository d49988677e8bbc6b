/** The heads as anybody may read them over HTTP, their time-stamps, and what an auditor elsewhere can tell from both. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import {
  checkStamp,
  headsFileAt,
  headText,
  newSealKey,
  openSealer,
  publicationIn,
  requestStamp,
  sealKeysOf,
  signingKey,
  type SignedHead,
} from '#libs/ledger';
import { withPublishedHeads } from '../../apps/cli/published-heads.ts';
import { startStamping } from '../../apps/projector/stamping.ts';
import { completeAs, KHCN } from '../e2e/paths.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { eventually } from '../workflows/running.ts';
import { openssl, startAuthority, type Authority } from './authority.ts';

const pem = newSealKey();
const keys = sealKeysOf(pem);
let system: TestSystem;
let authority: Authority;
let folder: string;
beforeAll(async () => {
  [system, authority] = await Promise.all([startSystem(), startAuthority()]);
  folder = await mkdtemp(join(tmpdir(), 'dunghan-published-'));
}, 180_000);
afterAll(async () => {
  await system?.close();
  await authority?.close();
  await rm(folder, { recursive: true });
});

/** One head more. */
async function seal(): Promise<SignedHead> {
  const { pool, ledger } = system.runtime;
  const counter = await system.people.as('tiepnhan.khcn');
  const { body } = await counter.post('/api/dossiers', KHCN);
  await completeAs(counter, body.dossier, 'B1');
  await eventually(async () => (await ledger.heldSince()) === undefined);
  const headsFile = headsFileAt(join(folder, 'heads.jsonl'));
  const sealer = await openSealer({ pool, privateKey: signingKey(pem), headsFile });
  let last: SignedHead | undefined;
  for (let sealed = await sealer.sealNext(); sealed; sealed = await sealer.sealNext()) last = sealed.head;
  return last!;
}

const get = (path: string): Promise<Response> => fetch(system.url + path);

describe('the published heads', () => {
  it('are there for anybody, page by page, and for an auditor to compare the ledger with', async () => {
    const heads = [await seal(), await seal(), await seal()];
    const { head, keys: published, stamp } = await (await get('/api/heads/latest')).json();
    expect({ head, stamp }).toEqual({ head: heads[2], stamp: null });
    expect(published.map(({ id }: { id: string }) => id)).toEqual([...keys.keys()]);

    const first = await get('/api/heads?limit=2');
    expect(first.headers.get('cache-control')).toContain('immutable');
    expect(first.headers.get('link')).toContain('rel="next"');
    const last = await get(`/api/heads?from=${heads[2]!.size}`);
    expect(last.headers.get('cache-control')).toBe('public, max-age=1');
    expect(last.headers.get('content-type')).toContain('application/x-ndjson');
    expect(JSON.parse(await last.text())).toEqual(heads[2]);
    expect(await (await get(`/api/heads/${heads[1]!.size}/text`)).text()).toBe(headText(heads[1]!));
    expect((await get(`/api/heads/${heads[2]!.size + 1}/text`)).status).toBe(404);

    const compared = await withPublishedHeads(`${system.url}/api/heads?limit=1`, async (path) => {
      expect(await readFile(path, 'utf8')).toBe(await readFile(join(folder, 'heads.jsonl'), 'utf8'));
      return system.runtime.ledger.compareHeads(path, keys);
    });
    expect(compared).toMatchObject({ findings: [], restores: 0, lost: 0 });
    expect(compared.heads).toBeGreaterThanOrEqual(heads.length);
  });

  it('are stamped by an authority, as openssl confirms, and a stamp of anything else is refused', async () => {
    const published = publicationIn(system.runtime.pool);
    const head = await seal();
    const failures: unknown[] = [];
    const stamping = startStamping(system.runtime, {
      url: authority.url,
      everyMinutes: 60,
      onError: (error) => failures.push(error),
    });
    await eventually(async () => (await published.lastStamp())?.size === head.size || failures.length > 0);
    await stamping.stop();
    expect(failures).toEqual([]);

    const token = await get(`/api/heads/${head.size}/timestamp`);
    expect(token.headers.get('content-type')).toContain('application/timestamp-reply');
    await writeFile(join(folder, 'token'), Buffer.from(await token.arrayBuffer()));
    await writeFile(join(folder, 'text'), headText(head));
    const verified = [
      'ts',
      '-verify',
      '-token_in',
      '-in',
      'token',
      '-data',
      'text',
      '-CAfile',
      authority.caFile,
    ];
    await expect(openssl(folder, ...verified)).resolves.toBeDefined();
    expect(await published.verifyStamps(authority.ca)).toEqual({ stamps: 1, findings: [] });

    const another = await startAuthority();
    const stranger = { code: 'stamp-untrusted', leaf: head.size };
    expect(await published.verifyStamps(another.ca)).toEqual({ stamps: 1, findings: [stranger] });
    await another.close();
    const bytes = await readFile(join(folder, 'token'));
    expect(await checkStamp(bytes, headText({ ...head, size: head.size + 1 }))).toEqual({
      fault: 'stamp-of-another',
    });
    expect(await checkStamp(bytes.subarray(1), headText(head))).toEqual({ fault: 'stamp-unreadable' });
    const forged = Buffer.from(bytes);
    forged[forged.length - 1]! ^= 1;
    expect(await checkStamp(forged, headText(head), authority.ca)).toEqual({
      fault: 'stamp-signature-differs',
    });
    authority.answer('with-the-last');
    await expect(requestStamp(authority.url, headText(head))).rejects.toThrow('another request');
    authority.answer('not');
    await expect(requestStamp(authority.url, headText(head))).rejects.toThrow('503');
  });

  it('cannot be changed where they are kept', async () => {
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 1 });
    await expect(owner.query('update ledger.head_stamp set at = now()')).rejects.toMatchObject({
      code: 'DH001',
    });
    await expect(owner.query('truncate ledger.tree_restore')).rejects.toMatchObject({ code: 'DH001' });
    await owner.end();
    const { pool } = system.runtime;
    await expect(pool.query('delete from ledger.head_stamp')).rejects.toMatchObject({ code: '42501' });
  });
});
