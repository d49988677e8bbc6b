/**
 * `dunghan ledger verify`: nobody altered what was recorded. A file needs no server; else the database is read itself:
 * the chains, the tree with its signed heads, and the heads that were written down outside the database.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Instant } from '#libs/calendar';
import { publicationIn, sealKeysOf, sealOf, TreeBroken, verifyEvidence } from '#libs/ledger';
import type { CheckStreams, Evidence, Ledger, Publication, SealKeys, SignedHead } from '#libs/ledger';
import { readCommandConfig } from '#libs/platform';
import { withPublishedHeads } from '../published-heads.ts';
import { withRuntime } from '../runtime.ts';
import type { Verb, VerbIo } from '../verb.ts';
import { inThreads, threadsHere } from '../verify/chains-in-threads.ts';

const USAGE = `dunghan ledger verify FILE [--key KHOA.pem] [--json]      (tệp bằng chứng, không cần máy chủ; - đọc từ đầu vào chuẩn)
dunghan ledger verify [--stream ID | --since 2026-03-02T00:00] [--key KHOA.pem] [--heads heads.jsonl|URL] [--tsa-ca CA.pem] [--json]`;
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
    if (name !== 'verify') return misused(io);
    let given: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;
    try {
      given = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    } catch (error) {
      return misused(io, (error as Error).message);
    }
    const { stream, since, key, heads, json = false } = given.values;
    const [file, ...more] = given.positionals;
    const asked = [file, stream, since].filter((one) => one !== undefined).length;
    if (more.length > 0 || asked > 1) return misused(io);
    const keys = await keysIn(key).catch((error: Error) => error);
    if (keys instanceof Error) return misused(io, `--key: ${keys.message}`);
    const ca = given.values['tsa-ca'];
    const authority =
      ca === undefined ? undefined : await readFile(ca, 'utf8').catch((error: Error) => error);
    if (authority instanceof Error) return misused(io, `--tsa-ca: ${authority.message}`);
    if (file !== undefined) return verifyFile(file, key === undefined ? undefined : keys, json, io);
    if (stream !== undefined && !UUID.test(stream))
      return misused(io, `--stream: “${stream}” không phải mã dòng`);
    const scope = since === undefined ? {} : scopeSince(since);
    if (scope === undefined) return misused(io, `--since: không đọc được “${since}”`);
    return withRuntime(io, async ({ ledger, pool }) => {
      if (stream !== undefined) return report(await verifyOne(ledger, stream, keys), json, io);
      const parts = { ledger, published: publicationIn(pool), databaseUrl: pool.options.connectionString! };
      return report(await verifyLedger(parts, scope, { keys, heads, authority }), json, io);
    });
  },
};

/** The key that was asked for, else the system's own, where this machine may read it. */
async function keysIn(path: string | undefined): Promise<SealKeys | undefined> {
  if (path !== undefined) return sealKeysOf(await readFile(path, 'utf8'));
  const pem = await readFile(readCommandConfig().sealKeyFile, 'utf8').catch(() => undefined);
  return pem === undefined ? undefined : sealKeysOf(pem);
}

interface Given {
  readonly keys: SealKeys | undefined;
  /** A file, or where heads are published. */
  readonly heads: string | undefined;
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
  { keys, heads = readCommandConfig().headsFile, authority }: Given,
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
  const file = await withHeads(heads, (path) => ledger.compareHeads(path, keys));
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

/** Of a file that is not there, or that may not be read, nothing is said. */
async function withHeads<Answer>(
  heads: string,
  compare: (path: string) => Promise<Answer>,
): Promise<Answer | undefined> {
  if (/^https?:/.test(heads)) return withPublishedHeads(heads, compare);
  return compare(heads).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'EACCES') throw error;
    return undefined;
  });
}

/** A stream's chain, and each of its events as a leaf under the last head. */
async function verifyOne(ledger: Ledger, streamId: string, keys: SealKeys | undefined): Promise<Found> {
  const chain = await ledger.verifyStream(streamId);
  if (chain.findings.length > 0) return chain;
  try {
    const evidence = await ledger.exportEvidence(streamId);
    const seal = evidence && sealOf(evidence);
    if (!evidence || !seal) return chain;
    const findings = verifyEvidence(evidence, keys).map((finding) => ({ ...finding, streamId }));
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
  json: boolean,
  io: VerbIo,
): Promise<number> {
  let file: unknown;
  try {
    file = JSON.parse(await io.readFile(path));
  } catch (error) {
    return misused(io, `${path}: ${(error as Error).message}`);
  }
  const findings = verifyEvidence(file, keys);
  const events = (file as { events?: unknown } | null)?.events;
  const known = findings.some(({ code }) => code === 'not-evidence') ? undefined : sealOf(file as Evidence);
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

function misused(io: VerbIo, message?: string): number {
  if (message !== undefined) io.err(message);
  io.err(USAGE);
  return MISUSED;
}
