/** `dunghan ledger verify`: nobody altered what was recorded. A file needs no server; else the database is read itself. */
import { parseArgs } from 'node:util';
import type { Instant } from '#libs/calendar';
import { verifyEvidence } from '#libs/ledger';
import type { VerifyScope } from '#libs/ledger';
import { withRuntime } from '../runtime.ts';
import type { Verb, VerbIo } from '../verb.ts';

const USAGE = `dunghan ledger verify FILE [--json]      (tệp bằng chứng, không cần máy chủ; - đọc từ đầu vào chuẩn)
dunghan ledger verify [--stream ID | --since 2026-03-02T00:00] [--json]`;
const INTACT = 0;
const FOUND = 1;
const MISUSED = 2;

const OPTIONS = { stream: { type: 'string' }, since: { type: 'string' }, json: { type: 'boolean' } } as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const OFFSET = /(Z|[+-]\d{2}:\d{2})$/;

interface Found {
  readonly streams: number;
  readonly events: number;
  readonly findings: readonly {
    readonly code: string;
    readonly streamId?: string;
    readonly version?: number;
  }[];
}

export const ledgerVerb: Verb = {
  name: 'ledger',
  summary: 'verify the hash chains: of the database, of one dossier, or of an evidence file',
  async run([name, ...args], io) {
    if (name !== 'verify') return misused(io);
    let given: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;
    try {
      given = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    } catch (error) {
      return misused(io, (error as Error).message);
    }
    const { stream, since, json = false } = given.values;
    const [file, ...more] = given.positionals;
    const asked = [file, stream, since].filter((one) => one !== undefined).length;
    if (more.length > 0 || asked > 1) return misused(io);
    if (file !== undefined) return verifyFile(file, json, io);
    if (stream !== undefined && !UUID.test(stream))
      return misused(io, `--stream: “${stream}” không phải mã dòng`);
    const scope = since === undefined ? {} : scopeSince(since);
    if (scope === undefined) return misused(io, `--since: không đọc được “${since}”`);
    return withRuntime(io, async ({ ledger }) =>
      report(
        stream === undefined ? await ledger.verifyAll(scope) : await ledger.verifyStream(stream),
        json,
        io,
      ),
    );
  },
};

/** Vietnam's time, unless an offset says otherwise. */
function scopeSince(text: string): VerifyScope | undefined {
  const since = new Date(OFFSET.test(text) ? text : `${text.includes('T') ? text : `${text}T00:00`}+07:00`);
  return Number.isNaN(since.getTime()) ? undefined : { since: since.toISOString() as Instant };
}

async function verifyFile(path: string, json: boolean, io: VerbIo): Promise<number> {
  let file: unknown;
  try {
    file = JSON.parse(await io.readFile(path));
  } catch (error) {
    return misused(io, `${path}: ${(error as Error).message}`);
  }
  const findings = verifyEvidence(file);
  const events = (file as { events?: unknown } | null)?.events;
  return report({ streams: 1, events: Array.isArray(events) ? events.length : 0, findings }, json, io);
}

function report({ streams, events, findings }: Found, json: boolean, io: VerbIo): number {
  const intact = findings.length === 0;
  if (json) io.out(JSON.stringify({ intact, streams, events, findings }));
  else {
    io.out(`${streams} dòng, ${events} sự kiện: ${intact ? 'nguyên vẹn' : `${findings.length} chỗ sai`}`);
    for (const { code, streamId = '', version } of findings) {
      io.out(`  ${[streamId, version === undefined ? '' : `#${version}`, code].filter(Boolean).join(' ')}`);
    }
  }
  return intact ? INTACT : FOUND;
}

function misused(io: VerbIo, message?: string): number {
  if (message !== undefined) io.err(message);
  io.err(USAGE);
  return MISUSED;
}
