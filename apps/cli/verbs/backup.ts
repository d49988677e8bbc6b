/** `dunghan backup`: the ledger, the directory and what operation keeps, as they stand in one moment. */
import { readdir } from 'node:fs/promises';
import { readArguments } from '../arguments.ts';
import { dump } from '../backup/dump.ts';
import { BackupRefusal } from '../backup/manifest.ts';
import { asOwner } from '../backup/owner.ts';
import { backUpPersonal } from '../backup/personal.ts';
import { withFiles } from '../files.ts';
import type { Verb, VerbIo } from '../verb.ts';

const USAGE = `dunghan backup DIR [--personal DIR]
  DIR             mới hoặc rỗng; sổ cái, danh bạ, số hồ sơ (không có khóa của người nộp, không có tệp đính kèm)
  --personal DIR  khóa của người nộp và tệp đính kèm; luôn chỉ giữ bản mới nhất, để điều đã xóa không còn ở đâu`;
const REFUSED = 1;
const MISUSED = 2;

/** Read models are folded again from the ledger. */
export const BACKED_UP = ['ledger', 'directory', 'ops'];

export const backupVerb: Verb = {
  name: 'backup',
  summary: 'back the ledger up while the system works (DIR [--personal DIR])',
  async run(args, io) {
    const asked = folders(args, io);
    if (!asked) return MISUSED;
    return withFiles(io, (files) =>
      refusing(io, async () => {
        await mustBeEmpty(asked.folder);
        await asOwner(async ({ pool }) => {
          const tables = await dump(pool, BACKED_UP, asked.folder);
          const rows = tables.reduce((sum, table) => sum + table.rows, 0);
          io.out(`${asked.folder}: ${tables.length} bảng, ${rows} dòng`);
          if (asked.personal === undefined) {
            io.err('Chưa sao lưu khóa của người nộp và tệp đính kèm: dùng --personal DIR.');
            return;
          }
          await backUpPersonal(pool, files, asked.personal);
          io.out(`${asked.personal}: khóa của người nộp, tệp đính kèm`);
        });
      }),
    );
  },
};

/** Exit code 0, or 1 with the refusal said. */
export async function refusing(io: VerbIo, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof BackupRefusal)) throw error;
    io.err(`${error.message} [${error.code}]`);
    return REFUSED;
  }
}

function folders(args: string[], io: VerbIo): { folder: string; personal: string | undefined } | undefined {
  const options = { personal: { type: 'string' } } as const;
  const given = readArguments(args, io, { usage: USAGE, options, words: [1, 1] });
  return given && { folder: given.positionals[0]!, personal: given.values.personal };
}

async function mustBeEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  if (entries.length > 0) throw new BackupRefusal('folder-not-empty', `${folder}: không rỗng, giữ nguyên.`);
}
