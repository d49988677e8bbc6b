/** `dunghan erase`: a person's data are destroyed, with the key, the attachments and the words they are found by. */
import type { Files } from '#libs/platform/files';
import type { Runtime } from '#libs/runtime';
import { readArguments, refuse } from '../arguments.ts';
import { withFiles } from '../files.ts';
import { withRuntime } from '../runtime.ts';
import type { Verb, VerbIo } from '../verb.ts';

const USAGE = `dunghan erase (--subject ID | --id-number SỐ) [--json]
  hủy khóa, dữ liệu cá nhân và tệp đính kèm của một người; sổ cái vẫn kiểm chứng được. Không thể hoàn tác.`;
const REFUSED = 1;
const MISUSED = 2;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HASH = /"sha256":"([0-9a-f]{64})"/g;

export const eraseVerb: Verb = {
  name: 'erase',
  summary: 'destroy a person’s data for good (--subject ID | --id-number N)',
  async run(args, io) {
    const asked = asking(args, io);
    if (!asked) return MISUSED;
    return withFiles(io, (files) =>
      withRuntime(io, async (runtime) => {
        const subject = asked.subject ?? runtime.secrets.subjectOf(asked.idNumber!);
        const erased = await erase(runtime, files, subject);
        if (asked.json) io.out(JSON.stringify({ subject, ...erased }));
        else if (!erased.known) io.err(`${subject}: không có dữ liệu nào của người này.`);
        else io.out(`${subject}: đã xóa dữ liệu trong ${erased.dossiers} hồ sơ, ${erased.files} tệp`);
        if (erased.notFound > 0) io.err(notFoundWords(erased.notFound));
        return erased.known ? 0 : REFUSED;
      }),
    );
  },
};

interface Asked {
  readonly subject?: string;
  readonly idNumber?: string;
  readonly json: boolean;
}

const TEXT = { type: 'string' } as const;
const OPTIONS = { subject: TEXT, 'id-number': TEXT, json: { type: 'boolean' } } as const;

function asking(args: string[], io: VerbIo): Asked | undefined {
  const given = readArguments(args, io, { usage: USAGE, options: OPTIONS });
  if (!given) return undefined;
  const { subject, 'id-number': idNumber, json = false } = given.values;
  if ((subject === undefined) === (idNumber === undefined)) {
    return refuse(io, USAGE, 'cần một trong hai: --subject, hoặc --id-number');
  }
  if (subject !== undefined && !UUID.test(subject)) {
    return refuse(io, USAGE, `--subject: “${subject}” không phải mã (UUID)`);
  }
  return { ...(subject !== undefined && { subject }), ...(idNumber !== undefined && { idNumber }), json };
}

export interface Erased {
  /** Something was kept about the person, until now or until an earlier erasure. */
  readonly known: boolean;
  readonly dossiers: number;
  readonly files: number;
  /** Files of theirs that the place does not hold: erased before, or kept in another place. */
  readonly notFound: number;
}

const notFoundWords = (count: number): string =>
  `${count} tệp không có trong kho: đã xóa trước đó, hoặc DUNGHAN_FILES không phải kho đang dùng.`;

/** Safe to repeat, and to be repeated after a failure half way. */
export async function erase(
  { pool, ledger }: Pick<Runtime, 'pool' | 'ledger'>,
  files: Files,
  subject: string,
): Promise<Erased> {
  const { rows } = await pool.query<{ stream_id: string; erased: boolean }>(
    `select distinct p.stream_id, false as erased from ledger.pii p where p.subject_id = $1
     union all select d.id, true from read.dossier d where d.subject = $1
     union all select null, true from ledger.erasure e where e.subject_id = $1`,
    [subject],
  );
  const streams = [...new Set(rows.flatMap((row) => row.stream_id ?? []))];
  const own = await ownFilesOf({ pool, ledger }, streams);
  let erased = 0;
  for (const sha256 of own) {
    if (await files.find(sha256)) erased += 1;
    await files.delete(sha256);
  }
  // Last, since it takes away what leads to the files: a failure half way can be repeated.
  await ledger.eraseSubject(subject);
  return {
    known: rows.length > 0,
    dossiers: streams.length,
    files: erased,
    notFound: own.length - erased,
  };
}

/** Attachments of these dossiers that no other dossier holds: a form that everybody hands in is nobody's own. */
async function ownFilesOf(
  { pool, ledger }: Pick<Runtime, 'pool' | 'ledger'>,
  streams: readonly string[],
): Promise<readonly string[]> {
  const hashes = new Set<string>();
  for (const stream of streams) {
    for (const { body } of await ledger.load(stream)) {
      for (const [, sha256] of JSON.stringify(body).matchAll(HASH)) hashes.add(sha256!);
    }
  }
  if (hashes.size === 0) return [];
  const client = await pool.connect();
  try {
    // It reads the whole ledger, for the few who ask to be erased and left files. It writes nothing.
    await client.query('set transaction_timeout = 0');
    const { rows } = await client.query<{ sha256: string }>(
      `select h as sha256 from unnest($1::text[]) h where exists (
         select from ledger.event e where e.stream_id <> all ($2) and position(h::bytea in e.body) > 0)`,
      [[...hashes], streams],
    );
    const shared = new Set(rows.map((row) => row.sha256));
    return [...hashes].filter((sha256) => !shared.has(sha256));
  } finally {
    client.release(true);
  }
}
