import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  headsFileAt,
  keepSealing,
  newSealKey,
  openSealer,
  raiseEpoch,
  sealKeysOf,
  signingKey,
  signRestore,
  TreeBroken,
  verifyEvidence,
  type Evidence,
  type Sealer,
} from '#libs/ledger';
import { event, NOON, recorded, request, testLedger, type TestLedger } from './support.ts';

const pem = newSealKey();
const privateKey = signingKey(pem);
const keys = sealKeysOf(pem);
let t: TestLedger;
let folder: string;
let path: string;
beforeEach(async () => {
  t = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'dunghan-heads-'));
  path = join(folder, 'heads.jsonl');
});
afterEach(async () => {
  await t.stop();
  await rm(folder, { recursive: true });
});

const sealer = (): Promise<Sealer> => openSealer({ pool: t.app, privateKey, headsFile: headsFileAt(path) });
const linesOf = async (file = path): Promise<{ size: number }[]> =>
  (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { size: number });

/** Streams of three events each. */
async function fill(streams: number): Promise<string[]> {
  const requests = Array.from({ length: streams }, (_, n) =>
    request({ events: [event({ n }), event({ n: n + 1 }), event({ n: n + 2 })] }),
  );
  for (let i = 0; i < streams; i += 100)
    (await t.ledger.appendMany(requests.slice(i, i + 100))).forEach(recorded);
  await t.settled();
  return requests.map(({ streamId }) => streamId);
}

async function sealAll(by?: Sealer): Promise<void> {
  const mine = by ?? (await sealer());
  while (await mine.sealNext());
}

const found = async () => {
  const tree = await t.ledger.verifyTree(undefined, keys);
  const file = await t.ledger.compareHeads(path, keys);
  return [...tree.findings, ...file.findings].map(({ code }) => code);
};

describe('the sealer', () => {
  it('seals what is settled, goes on after a restart, and the tree verifies at every size', async () => {
    let mine = await sealer();
    expect(await mine.sealNext()).toBeUndefined();
    let size = 0;
    for (const streams of [1, 84, 1, 90, 200]) {
      await fill(streams);
      size += 3 * streams;
      await sealAll(mine);
      expect(await t.ledger.lastTreeHead()).toMatchObject({ size });
      mine = await sealer();
    }
    expect(await t.ledger.verifyTree(undefined, keys)).toEqual({
      heads: 5,
      sealed: size,
      unsealed: 0,
      findings: [],
    });
    await fill(1);
    expect(await t.ledger.verifyTree(undefined, keys)).toMatchObject({
      sealed: size,
      unsealed: 3,
      findings: [],
    });
    expect(await t.ledger.compareHeads(path, keys)).toEqual({ heads: 5, restores: 0, lost: 0, findings: [] });
    expect((await linesOf()).map((line) => line.size)).toEqual([3, 255, 258, 528, 1128]);
  });

  it('leaves an event of an open transaction’s time for later', async () => {
    await fill(1);
    const client = await t.app.connect();
    await client.query('begin; select pg_current_xact_id()');
    recorded(await t.ledger.append(request()));
    const mine = await sealer();
    await sealAll(mine);
    expect(await t.ledger.lastTreeHead()).toMatchObject({ size: 3 });
    await client.query('rollback');
    client.release();
    await t.settled();
    await sealAll(mine);
    expect(await t.ledger.lastTreeHead()).toMatchObject({ size: 4 });
  });

  it('makes one tree when several work at once', async () => {
    const stop = new AbortController();
    const errors: unknown[] = [];
    const workers = ['a', 'b', 'c'].map((name) =>
      keepSealing({
        pool: t.app,
        privateKey,
        headsFile: headsFileAt(join(folder, name)),
        signal: stop.signal,
        onError: (error) => errors.push(error),
      }),
    );
    await fill(400);
    while ((await t.ledger.lastTreeHead())?.size !== 1_200) await sealAll(await sealer());
    stop.abort();
    await Promise.all(workers);
    expect(await t.ledger.verifyTree(undefined, keys)).toMatchObject({ sealed: 1_200, findings: [] });
    expect(errors).toEqual([]);
    for (const name of ['a', 'b', 'c']) {
      const { findings } = await t.ledger.compareHeads(join(folder, name), keys);
      expect(findings).toEqual([]);
    }
  });

  it('goes on in a new epoch', async () => {
    await fill(90);
    await sealAll();
    await raiseEpoch(t.owner, 'restored');
    await fill(90);
    await sealAll();
    expect(await found()).toEqual([]);
    expect(await t.ledger.lastTreeHead()).toMatchObject({ size: 540 });
  });

  it('writes down what it could not write before it died, and cuts a torn line', async () => {
    const mine = await sealer();
    await fill(1);
    await sealAll(mine);
    const first = await readFile(path, 'utf8');
    await fill(1);
    await sealAll(mine);
    await writeFile(path, first);
    await appendFile(path, '{"size": 6, "ro');
    await fill(1);
    await sealAll();
    expect((await linesOf()).map(({ size }) => size)).toEqual([3, 6, 9]);
  });

  it('verifies from a moment on', async () => {
    for (let i = 0; i < 3; i++) {
      await fill(100);
      await sealAll();
    }
    const since = (await t.ledger.lastTreeHead())!.at;
    const part = await t.ledger.verifyTree({ since }, keys);
    expect(part).toMatchObject({ sealed: 900, findings: [] });
    expect(part.heads).toBeLessThan(3);
  });
});

/** As somebody who has the whole server in their hands. */
const tamper = (sql: string) =>
  t.admin.query(`begin; set local session_replication_role = replica; ${sql}; commit`);

/** Recomputes hashes and head of a stream by the ledger's own formula, as a forger with the source would. */
const REHASH = `do $$ declare r record; h bytea; s uuid := '00000000-0000-0000-0000-000000000000'; begin
  for r in select e.*, k.kind, a.ref from ledger.event e join ledger.stream k using (stream_id)
    left join ledger.actor a on a.id = e.actor_id order by e.stream_id, e.stream_seq loop
    if r.stream_id <> s then h := ''; s := r.stream_id; end if;
    h := sha256(h || convert_to(format(
      E'dunghan-event-1\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s\\n%s',
      r.stream_id, r.kind, r.stream_seq, r.epoch, r.txid, r.gpos, extract(epoch from r.recorded_at) * 1000,
      extract(epoch from r.occurred_at) * 1000, r.event_id, r.command_id, r.type, r.schema_ver, r.imported,
      r.pii_subject, encode(r.pii_hash, 'hex'), coalesce(r.actor_ref, r.ref), convert_from(r.body, 'UTF8')), 'UTF8'));
    update ledger.event set event_hash = h where stream_id = r.stream_id and stream_seq = r.stream_seq;
    update ledger.stream set head_hash = h, version = r.stream_seq where stream_id = r.stream_id;
  end loop; end $$`;

describe('what a forger with the whole server does, after sealing', () => {
  let streams: string[];
  const at = (n: number, version: number) => `where stream_id = '${streams[n]}' and stream_seq = ${version}`;
  beforeEach(async () => {
    streams = await fill(100);
    await sealAll();
    streams = [...streams, ...(await fill(100))];
    await sealAll();
  });

  const forgeries: readonly [string, () => string, string][] = [
    [
      'changes a body',
      () => `update ledger.event set body = '{"n":77}' ${at(5, 2)}; ${REHASH}`,
      'not-a-leaf',
    ],
    [
      'changes the last body',
      () => `update ledger.event set body = '{"n":77}' ${at(199, 3)}; ${REHASH}`,
      'root-differs',
    ],
    ['deletes an event', () => `delete from ledger.event ${at(9, 3)}; ${REHASH}`, 'leaf-missing'],
    [
      'deletes a stream',
      () =>
        `delete from ledger.event where stream_id = '${streams[9]}'; delete from ledger.stream where stream_id = '${streams[9]}'`,
      'leaf-missing',
    ],
    ['deletes the tail', () => `delete from ledger.event ${at(199, 3)}; ${REHASH}`, 'tail-missing'],
    [
      'swaps two places in the order',
      () => `update ledger.event e set gpos = o.gpos from ledger.event o where e.type = o.type and e.stream_seq = 2 and o.stream_seq = 2
        and (e.stream_id, o.stream_id) in (('${streams[3]}', '${streams[4]}'), ('${streams[4]}', '${streams[3]}')); ${REHASH}`,
      'not-a-leaf',
    ],
    [
      'inserts a stream into the past',
      () => `insert into ledger.event select (json_populate_record(e, '{"stream_id":"${request().streamId}"}')).* from ledger.event e ${at(7, 1)};
        insert into ledger.stream select e.stream_id, e.recorded_at, 1, 'dossier', '' from ledger.event e
          where not exists (select from ledger.stream s where s.stream_id = e.stream_id); ${REHASH}`,
      'not-a-leaf',
    ],
    [
      'changes a head',
      () => `update ledger.tree_head set root = sha256('') where size = 300`,
      'root-differs',
    ],
    ['moves a head', () => `update ledger.tree_head set size = 299 where size = 300`, 'signature-differs'],
    ['deletes a head', () => `delete from ledger.tree_head where size = 300`, 'head-missing'],
    ['deletes the last head', () => `delete from ledger.tree_head where size = 600`, 'tree-differs'],
    [
      'changes a leaf',
      () =>
        `update ledger.tree_tile set leaves = set_byte(leaves, 99, get_byte(leaves, 99) # 1) where index = 0`,
      'leaf-missing',
    ],
    ['changes a node', () => `update ledger.tree_node set hash = sha256('') where index = 1`, 'tree-differs'],
    ['deletes a node', () => `delete from ledger.tree_node where index = 1`, 'tree-differs'],
    ['deletes a tile', () => `delete from ledger.tree_tile where index = 0`, 'tree-differs'],
    [
      'cuts everything off, with its heads',
      () => `delete from ledger.event where stream_id >= '${streams[100]}'; delete from ledger.stream where stream_id >= '${streams[100]}';
        delete from ledger.tree_head where size > 300; delete from ledger.tree_tile where index > 0; delete from ledger.tree_node where index > 0`,
      'head-missing',
    ],
  ];

  it.each(forgeries)('%s: it is found', async (_, sql, code) => {
    expect(await found()).toEqual([]);
    await tamper(sql());
    const codes = await found();
    expect(codes).toContain(code);
  });

  it('stops the sealer rather than be sealed', async () => {
    await tamper(`update ledger.event set body = '{"n":77}' ${at(199, 3)}; ${REHASH}`);
    await expect(sealer()).rejects.toThrow(TreeBroken);
  });

  it('with a key of their own is found by whoever has the right one', async () => {
    await tamper(`update ledger.event set body = '{"n":77}' ${at(5, 2)}; ${REHASH};
      delete from ledger.tree_head; delete from ledger.tree_tile; delete from ledger.tree_node; delete from ledger.seal_key`);
    const theirs = signingKey(newSealKey());
    await sealAll(
      await openSealer({ pool: t.app, privateKey: theirs, headsFile: headsFileAt(join(folder, 'theirs')) }),
    );
    expect((await t.ledger.verifyTree()).findings).toEqual([]);
    expect(await found()).toEqual(expect.arrayContaining(['key-unknown', 'root-differs']));
  });

  it('is not excused by a restore that nobody put on record', async () => {
    const cut = `delete from ledger.event where stream_id >= '${streams[100]}'; delete from ledger.stream where stream_id >= '${streams[100]}';
      delete from ledger.tree_head where size > 300; delete from ledger.tree_tile where index > 0; delete from ledger.tree_node where index > 0`;
    await tamper(cut);
    const epoch = await raiseEpoch(t.owner, 'restored');
    const restore = { restoredTo: 300, epoch, at: NOON };
    const forged = signRestore(restore, signingKey(newSealKey()));
    const file = await readFile(path, 'utf8');
    await appendFile(path, `${JSON.stringify(forged)}\n`);
    expect(await found()).toEqual(['key-unknown', 'head-missing']);
    await writeFile(path, file);
    await headsFileAt(path).append(signRestore(restore, privateKey));
    await fill(10);
    await sealAll();
    const { findings, ...counts } = await t.ledger.compareHeads(path, keys);
    expect([findings, counts]).toEqual([[], { heads: 3, restores: 1, lost: 1 }]);
  });

  it('cannot pass an evidence file off as sealed', async () => {
    recorded(await t.ledger.append(request({ streamId: streams[5]!, expectedVersion: 3 })));
    const evidence = (await t.ledger.exportEvidence(streams[5]!)) as Evidence;
    const copy = () =>
      JSON.parse(JSON.stringify(evidence)) as { -readonly [K in keyof Evidence]: Evidence[K] };
    expect(verifyEvidence(copy(), keys)).toEqual([]);
    expect(verifyEvidence(copy())).toEqual([]);
    expect(evidence.proof!.leaves.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(verifyEvidence(copy(), sealKeysOf(newSealKey()))).toEqual([{ code: 'key-unknown' }]);
    const { proof } = evidence;
    const withProof = (changed: object) =>
      verifyEvidence({ ...copy(), proof: { ...proof!, ...changed } }, keys);
    expect(withProof({ leaves: proof!.leaves.slice(1) })).toEqual([{ code: 'not-a-leaf', version: 1 }]);
    expect(withProof({ head: { ...proof!.head, size: 601 } })).toEqual([{ code: 'signature-differs' }]);
    const moved = proof!.leaves.map((leaf, i) => (i === 1 ? { ...leaf, index: leaf.index + 1 } : leaf));
    expect(withProof({ leaves: moved })).toEqual([{ code: 'not-a-leaf', version: 2 }]);
    await tamper(`update ledger.event set body = '{"n":77}' ${at(5, 2)}; ${REHASH}`);
    await expect(t.ledger.exportEvidence(streams[5]!)).rejects.toThrow(TreeBroken);
    const forged = JSON.parse(JSON.stringify(evidence)) as { events: unknown[] };
    forged.events = JSON.parse(JSON.stringify(await t.ledger.load(streams[5]!))) as unknown[];
    expect(verifyEvidence(forged, keys).map(({ code }) => code)).toContain('not-a-leaf');
  });
});
