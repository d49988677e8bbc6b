/** The command `dunghan` against a running system, verb by verb. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headsFileAt, newSealKey, openSealer, signingKey } from '#libs/ledger';
import { verbs } from '../../apps/cli/verbs.ts';
import type { Json } from './people.ts';
import { MASTER_KEY, startSystem, type TestSystem } from './system.ts';

let system: TestSystem;
let folder: string;
const before = { ...process.env };
beforeAll(async () => {
  system = await startSystem();
  folder = await mkdtemp(join(tmpdir(), 'dunghan-cli-'));
  Object.assign(process.env, {
    DUNGHAN_URL: system.url,
    DUNGHAN_DATA: folder,
    DUNGHAN_PASSWORD: 'dunghan-demo',
    DATABASE_URL: system.database.appUrl,
    DUNGHAN_MASTER_KEY: MASTER_KEY.toString('base64'),
  });
}, 120_000);
afterAll(async () => {
  process.env = before;
  await system?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Said {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** The last line on standard output. */
  readonly json: Json;
}

async function dunghan(...words: string[]): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const [name = '', ...args] = words;
  const verb = await verbs[name]!();
  const code = await verb.run(args, {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    readFile: (path) => readFile(path, 'utf8'),
    stdin: Readable.from([]),
  });
  return { code, out, err, json: words.includes('--json') ? JSON.parse(out.at(-1) ?? 'null') : null };
}

const RECEIVE = ['--procedure', 'QT.KHCN.01', '--name', 'Trần Thị Bình', '--id-number', '001099000123'];

describe('dunghan', () => {
  let code: string;

  it('asks for a log-in, and keeps its session for its owner alone', async () => {
    expect((await dunghan('dossier', 'show', 'H99', '--json')).json.error.code).toBe('no-session');
    expect((await dunghan('login', 'tiepnhan.khcn')).code).toBe(0);
    const { mode } = await stat(join(folder, 'cli', 'session.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('receives a dossier, once under one key', async () => {
    const ask = () =>
      dunghan(
        'dossier',
        'receive',
        ...RECEIVE,
        '--document',
        'DON',
        '--document',
        'GCN:1',
        '--key',
        'cli-0001',
        '--json',
      );
    const first = await ask();
    expect([first.code, first.out.length, first.json.status]).toEqual([0, 1, 'open']);
    expect((await ask()).json).toMatchObject({ dossier: first.json.dossier, repeated: true });
    ({ code } = first.json);
    await system.folded();
    const missing = await dunghan('dossier', 'receive', ...RECEIVE, '--json');
    expect([missing.code, missing.json.error.code]).toEqual([1, 'document-missing']);
  });

  it('completes a step with all it lists; the wrong officer is refused', async () => {
    const wrong = await dunghan('dossier', 'complete', code, '--step', 'B1', '--user', 'giamdoc.khcn');
    expect([wrong.code, wrong.err.join()]).toEqual([1, expect.stringContaining('[step-not-yours]')]);
    const done = await dunghan('dossier', 'complete', code, '--step', 'B1', '--all');
    expect([done.code, done.out[1]]).toEqual([0, expect.stringMatching(/B2 .*hạn \d{2}\/\d{2}\/\d{4}/)]);
  });

  it('shows it, its timeline, and how it stood', async () => {
    const shown = await dunghan('dossier', 'show', code);
    expect(shown.out.join('\n')).toContain('Trần Thị Bình');
    const timeline = await dunghan('dossier', 'timeline', code, '--json', '--user', 'danhgia');
    const [received, completed] = timeline.json.entries;
    expect(completed.type).toBe('StepCompleted');
    const then = await dunghan('replay', code, '--at', received.recordedAt, '--json');
    expect(then.json).toMatchObject({ events: 1, dossier: { status: 'open', code } });
    const words = await dunghan('replay', code, '--at', received.recordedAt);
    expect(words.out.join('\n')).toMatch(/Hạn của hồ sơ[\s\S]+được tính/);
    const early = await dunghan('replay', code, '--at', '2020-01-01T00:00');
    expect(early.out.at(-1)).toBe('Chưa có hồ sơ này.');
    expect((await dunghan('replay', code, '--at', 'yesterday', '--json')).json.error.code).toBe(
      'bad-arguments',
    );
  });

  it('verifies the ledger, one dossier, and an evidence file without a server', async () => {
    expect((await dunghan('ledger', 'verify', '--json')).json).toMatchObject({ findings: [] });
    const auditor = await system.people.as('danhgia');
    const { id } = (await auditor.post('/api/dossiers/by-code', { code })).body;
    const one = await dunghan('ledger', 'verify', '--stream', id, '--json');
    expect([one.code, one.json.streams]).toEqual([0, 1]);

    const evidence = JSON.stringify((await auditor.get(`/api/dossiers/${id}/evidence`)).body);
    const [sound, altered] = [join(folder, 'sound.json'), join(folder, 'altered.json')];
    await writeFile(sound, evidence);
    await writeFile(altered, evidence.replace('"outcome":"done"', '"outcome":"none"'));
    expect((await dunghan('ledger', 'verify', sound)).code).toBe(0);
    const found = await dunghan('ledger', 'verify', altered, '--json');
    expect([found.code, found.json.findings.length > 0]).toEqual([1, true]);
    expect((await dunghan('ledger', 'verify', join(folder, 'none.json'))).code).toBe(2);
  });

  it('verifies nothing by heads, a key or an authority that it cannot read', async () => {
    const nothing = join(folder, 'nothing.pem');
    await writeFile(nothing, 'no key');
    const refused = [
      ['--heads', join(folder, 'none.jsonl'), /none\.jsonl/],
      ['--heads', folder, /không phải tệp/],
      ['--heads', 'http://127.0.0.1:2/heads', /ECONNREFUSED/],
      ['--heads', `${system.url}/api/nowhere`, /HTTP 404/],
      ['--key', nothing, /không có khóa/],
      ['--tsa-ca', nothing, /nothing\.pem/],
    ] as const;
    for (const [option, value, said] of refused) {
      const refusal = await dunghan('ledger', 'verify', option, value);
      expect([refusal.code, refusal.out]).toEqual([2, []]);
      expect(refusal.err[0]).toMatch(said);
      expect(refusal.err[0]).toContain(option);
    }
    // Of the system's own file it says that there is none.
    const without = await dunghan('ledger', 'verify');
    expect([without.code, without.err]).toEqual([0, [expect.stringContaining('heads.jsonl')]]);
  });

  it('finds an evidence file’s head among those that were written down, or says that it is not there', async () => {
    const dossier = (await (await system.people.as('danhgia')).post('/api/dossiers/by-code', { code })).body
      .id;
    const heads = join(folder, 'heads.jsonl');
    const { pool, ledger } = system.runtime;
    while (await ledger.heldSince());
    const sealer = await openSealer({
      pool,
      privateKey: signingKey(newSealKey()),
      headsFile: headsFileAt(heads),
    });
    while (await sealer.sealNext());
    const evidence = join(folder, 'evidence.json');
    const exported = await ledger.exportEvidence(dossier);
    await writeFile(evidence, JSON.stringify(exported));
    const verify = (...words: string[]) => dunghan('ledger', 'verify', ...words, '--heads', heads, '--json');
    expect(await verify(evidence)).toMatchObject({ code: 0, json: { findings: [] } });
    expect(await verify('--stream', dossier)).toMatchObject({ code: 0, json: { findings: [] } });
    const root = 'f'.repeat(64);
    const line = JSON.stringify({ ...exported!.proof!.head, root });
    for (const [lines, found] of [
      [line, 'root-differs'],
      ['', 'head-not-written-down'],
    ] as const) {
      await writeFile(heads, lines);
      expect(await verify(evidence)).toMatchObject({ code: 1, json: { findings: [{ code: found }] } });
    }
    await rm(heads);
  });

  it('does nothing where its arguments are wrong, and says what is allowed', async () => {
    const wrong = [
      ['rebuild --foo', /--foo/],
      ['migrate now', /thừa tham số: now/],
      ['recover now', /thừa tham số: now/],
      ['backup', /thiếu tham số/],
      ['restore', /--in-place/],
      ['restore DIR --in-place', /một trong hai/],
      ['erase --subject x', /--subject: “x”/],
      ['cohort list 2021', /2021/],
      ['cohort detach', /không phải năm/],
      ['keys wrap', /chỉ có rewrap/],
      ['simulate --dossiers 0 --year 1999', /--dossiers: “0” không nhận; một số nguyên từ 1 đến [^]*--year/],
      ['simulate --dossiers 5 --year 2025 --plants 3', /--plant FILE/],
    ] as const;
    for (const [words, said] of wrong) {
      const refusal = await dunghan(...words.split(' '));
      expect([words, refusal.code, refusal.out]).toEqual([words, 2, []]);
      expect(refusal.err[0]).toMatch(said);
      expect(refusal.err[1]).toContain(`dunghan ${words.split(' ')[0]}`);
    }
  });

  it('takes an edition as far as each person may', async () => {
    const shipped = await readFile(
      new URL('../../libs/procedure/data/qt-khcn-04.yaml', import.meta.url),
      'utf8',
    );
    const file = join(folder, 'edition.yaml');
    await writeFile(
      file,
      shipped.replace('edition: 1', 'edition: 2').replace(/effective-from: .*/, 'effective-from: 2099-01-01'),
    );
    const publish = (user: string) => dunghan('procedure', 'publish', file, '--user', user, '--json');
    expect(await publish('thukyiso.khcn')).toMatchObject({
      code: 0,
      json: { status: 'reviewed', next: 'approve' },
    });
    expect(await publish('thukyiso.khcn')).toMatchObject({
      code: 1,
      json: { error: { code: 'not-supervisor' } },
    });
    expect(await publish('giamdoc.khcn')).toMatchObject({ code: 0, json: { status: 'approved' } });
    expect(await publish('thukyiso.khcn')).toMatchObject({
      code: 0,
      json: { status: 'published', next: null },
    });
    await system.folded();
    const listed = await dunghan('procedure', 'list', 'QT.KHCN.04', '--json');
    expect(listed.json.editions.map((edition: Json) => edition.edition)).toEqual([2, 1]);
    const compared = await dunghan('procedure', 'diff', 'QT.KHCN.04', '1', '2');
    expect([compared.code, compared.out.length > 0]).toEqual([0, true]);
  });

  it('lets no year go while the lists, which know what is open, begin anew', async () => {
    process.env['DATABASE_OWNER_URL'] = system.database.ownerUrl;
    await system.stopProjector();
    expect((await dunghan('rebuild')).code).toBe(0);
    const early = await dunghan('cohort', 'detach', '2021');
    expect(early).toMatchObject({ code: 1, err: [expect.stringContaining('dựng lại')] });
    system.startProjector();
    delete process.env['DATABASE_OWNER_URL'];
  });

  it('wraps the applicants’ keys by a new master key, and works by no other system’s', async () => {
    const old = MASTER_KEY.toString('base64');
    const [newer, foreign] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64')) as [
      string,
      string,
    ];
    process.env['DATABASE_OWNER_URL'] = system.database.ownerUrl;
    const by = async (...keys: string[]): Promise<Said> => {
      process.env['DUNGHAN_MASTER_KEY'] = keys.join(',');
      return dunghan('keys', 'rewrap');
    };
    expect(await by(newer, old)).toMatchObject({ code: 0, out: [expect.stringMatching(/^[1-9]\d* khóa/)] });
    expect(await by(newer, old)).toMatchObject({ code: 0, out: [expect.stringMatching(/^0 khóa/)] });
    expect(await by(foreign)).toMatchObject({ code: 1, err: [expect.stringContaining('not configured')] });
    await expect(dunghan('ledger', 'verify')).rejects.toThrow('DUNGHAN_MASTER_KEY');
    expect((await by(old, newer)).code).toBe(0);
    process.env['DUNGHAN_MASTER_KEY'] = old;
    delete process.env['DATABASE_OWNER_URL'];
    expect((await dunghan('ledger', 'verify')).code).toBe(0);
  });

  it('ends its session', async () => {
    expect((await dunghan('logout')).code).toBe(0);
    expect((await dunghan('dossier', 'show', code, '--json')).json.error.code).toBe('no-session');
  });
});
