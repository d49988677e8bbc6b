/**
 * `dunghan ledger verify`: nobody altered what was recorded. A file needs no server; else the database is read itself:
 * the chains, the tree with its signed heads, and the heads that were written down outside the database.
 */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Instant } from '#libs/calendar';
import { headInFile, publicationIn, sealKeysOf, sealOf, TreeBroken, verifyEvidence } from '#libs/ledger';
import type { CheckStreams, Evidence, Ledger, Publication, SealKeys, SignedHead } from '#libs/ledger';
import { readCommandConfig } from '#libs/platform';
import { readArguments, refuse } from '../arguments.ts';
import { withRuntime } from '../runtime.ts';
import type { Verb, VerbIo } from '../verb.ts';
import { inThreads, threadsHere } from '../verify/chains-in-threads.ts';
import { Unread } from '../verify/unread.ts';
import { withHeads, type WrittenHeads } from '../verify/written-heads.ts';

const USAGE = `dunghan ledger verify FILE [--key KHOA.pem] [--heads heads.jsonl|URL] [--json]      (tệp bằng chứng, không cần máy chủ; - đọc từ đầu vào chuẩn)
dunghan ledger verify --stream ID [--key KHOA.pem] [--heads heads.jsonl|URL] [--json]
dunghan ledger verify [--since 2026-03-02T00:00] [--key KHOA.pem] [--heads heads.jsonl|URL] [--tsa-ca CA.pem] [--json]`;
/** Of sealed events: fewer are checked before a thread has begun. */
const LEAST_FOR_THREADS = 20_000;
const INTACT = 0;
const FOUND = 1;
const MISUSED = 2;

const OPTIONS = {
  stream: { type: 'string' },
  since: { type: 'string' },
  key: { type: 'string' },
  heads: { type: 'string' },
  'tsa-ca': { type: 'string' },
  json: { type: 'boolean' },
} as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CERTIFICATE = '-----BEGIN CERTIFICATE-----';
const OFFSET = /(Z|[+-]\d{2}:\d{2})$/;

interface Found {
  readonly streams: number;
  readonly events: number;
  readonly findings: readonly FoundHere[];
  /** What the signed heads say; absent when nothing has been sealed. */
  readonly seal?: Seal;
}

interface FoundHere {
  readonly code: string;
  readonly streamId?: string;
  readonly version?: number;
  readonly leaf?: number;
  /** Of the file of heads. */
  readonly line?: number;
}

interface Seal {
  readonly sealed: number;
  readonly unsealed?: number;
  readonly heads?: number;
  /** Compared with the file; absent without one. */
  readonly writtenDown?: { readonly heads: number; readonly lost: number; readonly restores: number };
  /** Heads that an authority time-stamped. */
  readonly stamps?: number;
  readonly keyId: string;
  /** `given`: a key from outside the database and the file; `own`: only the one they bring themselves. */
  readonly key: 'given' | 'own';
}

export const ledgerVerb: Verb = {
  name: 'ledger',
  summary: 'verify chains, tree and signed heads: of the database, of one dossier, or of an evidence file',
  async run([name, ...args], io) {
    if (name !== 'verify')
      return misused(io, `cần verify${name === undefined ? '' : `, không phải “${name}”`}`);
    const given = readArguments(args, io, { usage: USAGE, options: OPTIONS, words: [0, 1] });
    if (!given) return MISUSED;
    const { stream, since, key, heads, 'tsa-ca': ca, json = false } = given.values;
    const [file] = given.positionals;
    if ([file, stream, since].filter((one) => one !== undefined).length > 1)
      return misused(io, 'chỉ một trong ba: FILE, --stream, --since');
    if (ca !== undefined && (file ?? stream) !== undefined)
      return misused(io, '--tsa-ca: chỉ khi kiểm tra cả sổ, nơi giữ các dấu thời gian');
    if (stream !== undefined && !UUID.test(stream))
      return misused(io, `--stream: “${stream}” không phải mã dòng`);
    const scope = since === undefined ? {} : scopeSince(since);
    if (scope === undefined)
      return misused(io, `--since: không đọc được “${since}”; dạng 2026-03-02 hoặc 2026-03-02T00:00`);
    try {
      const keys = await named('--key', keysIn(key));
      const authority = await named('--tsa-ca', authorityIn(ca));
      if (file !== undefined)
        return await verifyFile(file, key === undefined ? undefined : keys, heads, { json, io });
      return await withRuntime(io, async ({ ledger, pool }) => {
        if (stream !== undefined) return report(await verifyOne(ledger, stream, keys, heads), json, io);
        const parts = { ledger, published: publicationIn(pool), databaseUrl: pool.options.connectionString! };
        return withHeads(heads, async (written) => {
          const found = await verifyLedger(parts, scope, { keys, heads: written, authority });
          if ('missing' in written) io.err(`Không đối chiếu với tệp đầu cây: ${written.missing}`);
          return report(found, json, io);
        });
      });
    } catch (error) {
      if (error instanceof Unread) return misused(io, error.message);
      throw error;
    }
  },
};

const named = <Read>(option: string, read: Promise<Read>): Promise<Read> =>
  read.catch((error: Error) => {
    throw new Unread(option, error.message);
  });

/** The key that was asked for, else the system's own, where this machine may read it. */
async function keysIn(path: string | undefined): Promise<SealKeys | undefined> {
  if (path !== undefined) {
    const keys = sealKeysOf(await readFile(path, 'utf8'));
    if (keys.size === 0) throw new Error(`${path}: không có khóa nào dạng PEM`);
    return keys;
  }
  const pem = await readFile(readCommandConfig().sealKeyFile, 'utf8').catch(() => undefined);
  return pem === undefined ? undefined : sealKeysOf(pem);
}

/** PEM of certificates. */
async function authorityIn(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const pem = await readFile(path, 'utf8');
  if (!pem.includes(CERTIFICATE)) throw new Error(`${path}: không có chứng thư nào dạng PEM`);
  void new X509Certificate(pem);
  return pem;
}

interface Given {
  readonly keys: SealKeys | undefined;
  readonly heads: WrittenHeads;
  /** PEM of those whose time-stamps are believed. */
  readonly authority: string | undefined;
}

interface Verified {
  readonly ledger: Ledger;
  readonly published: Publication;
  readonly databaseUrl: string;
}

async function verifyLedger(
  { ledger, published, databaseUrl }: Verified,
  scope: { readonly since?: Instant },
  { keys, heads, authority }: Given,
): Promise<Found> {
  const check = (checkers?: readonly CheckStreams[]) =>
    Promise.all([
      ledger.verifyAll({ ...scope, ...(checkers && { checkers }) }),
      ledger.verifyTree(scope, keys),
    ]);
  const many = ((await ledger.lastTreeHead())?.size ?? 0) >= LEAST_FOR_THREADS;
  const [chains, { findings, ...tree }] = await (many
    ? inThreads(databaseUrl, threadsHere(), check)
    : check());
  const file = 'path' in heads ? await ledger.compareHeads(heads.path, keys) : undefined;
  const stamped = await published.verifyStamps(authority);
  const head = await ledger.lastTreeHead();
  return {
    ...chains,
    findings: [...chains.findings, ...findings, ...(file?.findings ?? []), ...stamped.findings],
    ...(head && {
      seal: {
        ...tree,
        ...(file && { writtenDown: { heads: file.heads, lost: file.lost, restores: file.restores } }),
        ...(stamped.stamps > 0 && { stamps: stamped.stamps }),
        ...keyOf(head, keys),
      },
    }),
  };
}

/** Whether a head that is shown was written down; nothing where nobody asked. */
async function headFindings(heads: string | undefined, head: SignedHead): Promise<readonly FoundHere[]> {
  if (heads === undefined) return [];
  const code = await withHeads(heads, async (written) =>
    'path' in written ? headInFile(written.path, head) : undefined,
  );
  return code === undefined ? [] : [{ code, leaf: head.size }];
}

/** A stream's chain, and each of its events as a leaf under the last head. */
async function verifyOne(
  ledger: Ledger,
  streamId: string,
  keys: SealKeys | undefined,
  heads: string | undefined,
): Promise<Found> {
  const chain = await ledger.verifyStream(streamId);
  if (chain.findings.length > 0) return chain;
  try {
    const evidence = await ledger.exportEvidence(streamId);
    const seal = evidence && sealOf(evidence);
    if (!evidence || !seal) return chain;
    const findings = [
      ...verifyEvidence(evidence, keys).map((finding) => ({ ...finding, streamId })),
      ...(await headFindings(heads, seal.head)),
    ];
    return { ...chain, findings, seal: { sealed: seal.sealed, ...keyOf(seal.head, keys) } };
  } catch (error) {
    if (!(error instanceof TreeBroken)) throw error;
    return { ...chain, findings: [{ code: 'not-a-leaf', streamId }] };
  }
}

const keyOf = ({ keyId }: SignedHead, keys: SealKeys | undefined): Pick<Seal, 'keyId' | 'key'> => ({
  keyId,
  key: keys === undefined ? 'own' : 'given',
});

/** Vietnam's time, unless an offset says otherwise. */
function scopeSince(text: string): { readonly since: Instant } | undefined {
  const since = new Date(OFFSET.test(text) ? text : `${text.includes('T') ? text : `${text}T00:00`}+07:00`);
  return Number.isNaN(since.getTime()) ? undefined : { since: since.toISOString() as Instant };
}

async function verifyFile(
  path: string,
  keys: SealKeys | undefined,
  heads: string | undefined,
  { json, io }: { readonly json: boolean; readonly io: VerbIo },
): Promise<number> {
  let file: unknown;
  try {
    file = JSON.parse(await io.readFile(path));
  } catch (error) {
    return misused(io, `${path}: ${(error as Error).message}`);
  }
  const findings: FoundHere[] = [...verifyEvidence(file, keys)];
  const events = (file as { events?: unknown } | null)?.events;
  const known = findings.some(({ code }) => code === 'not-evidence') ? undefined : sealOf(file as Evidence);
  if (known) findings.push(...(await headFindings(heads, known.head)));
  else if (heads !== undefined) findings.push({ code: 'not-sealed' });
  const seal = known && { sealed: known.sealed, ...keyOf(known.head, keys) };
  const count = Array.isArray(events) ? events.length : 0;
  return report({ streams: 1, events: count, findings, ...(seal && { seal }) }, json, io);
}

function report({ streams, events, findings, seal }: Found, json: boolean, io: VerbIo): number {
  const intact = findings.length === 0;
  if (json) io.out(JSON.stringify({ intact, streams, events, findings, ...(seal && { seal }) }));
  else {
    io.out(`${streams} dòng, ${events} sự kiện: ${intact ? 'nguyên vẹn' : `${findings.length} chỗ sai`}`);
    for (const line of sealWords(seal)) io.out(line);
    for (const { code, streamId = '', version, leaf, line } of findings) {
      const at = [
        version === undefined ? '' : `#${version}`,
        leaf === undefined ? '' : `lá ${leaf}`,
        line === undefined ? '' : `dòng ${line} của tệp`,
      ];
      io.out(`  ${[streamId, ...at, code].filter(Boolean).join(' ')}`);
    }
  }
  return intact ? INTACT : FOUND;
}

function sealWords(seal: Seal | undefined): readonly string[] {
  if (!seal) return ['Chưa có sự kiện nào được niêm phong.'];
  const { sealed, unsealed = 0, heads, writtenDown, stamps, keyId, key } = seal;
  return [
    `Đã niêm phong ${sealed} sự kiện${unsealed > 0 ? `, còn ${unsealed} chờ niêm phong` : ''}${heads === undefined ? '' : ` (${heads} đầu cây)`}; khóa ${keyId}${key === 'own' ? ' tự kèm theo: hãy đối chiếu với mã khóa đã công bố' : ''}.`,
    ...(writtenDown
      ? [
          `Đối chiếu ${writtenDown.heads} đầu cây ghi ngoài cơ sở dữ liệu; ${writtenDown.restores} lần khôi phục, ${writtenDown.lost} đầu cây mất theo.`,
        ]
      : []),
    ...(stamps === undefined ? [] : [`${stamps} đầu cây có dấu thời gian của tổ chức bên ngoài (RFC 3161).`]),
  ];
}

function misused(io: VerbIo, message: string): number {
  refuse(io, USAGE, message);
  return MISUSED;
}
