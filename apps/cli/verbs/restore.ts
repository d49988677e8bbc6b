/** `dunghan restore`: a backup into a database that holds nothing yet, or what a cluster that was put back still lacks. */
import { readCommandConfig } from '#libs/platform';
import type { Files } from '#libs/platform/files';
import type { Pool } from 'pg';
import { readArguments, refuse } from '../arguments.ts';
import { asOwner } from '../backup/owner.ts';
import { readManifest } from '../backup/manifest.ts';
import { personalKeys } from '../backup/personal.ts';
import { restore, restoredInPlace, type InPlacePlan, type Restored } from '../backup/restore.ts';
import { withFiles } from '../files.ts';
import type { Verb, VerbIo } from '../verb.ts';
import { refusing } from './backup.ts';
import { recover } from './recover.ts';

const USAGE = `dunghan restore DIR [--personal DIR]
  vào cơ sở dữ liệu trống: DATABASE_OWNER_URL, hoặc thư mục dữ liệu mới (DUNGHAN_DATA) khi hệ thống không chạy
dunghan restore --in-place [--personal DIR]
  sau khi chính PostgreSQL đã phục hồi cả cụm (pg_basebackup, WAL): kỷ nguyên mới, ghi nhận phần mất, xóa lại
  người đã xóa từ đó; trước khi hệ thống chạy`;
const MISUSED = 2;

/** `folder` absent: in place. */
interface Asked {
  readonly folder: string | undefined;
  readonly personal: string | undefined;
}

export const restoreVerb: Verb = {
  name: 'restore',
  summary: 'load a backup into an empty database (DIR | --in-place [--personal DIR])',
  async run(args, io) {
    const asked = asking(args, io);
    if (!asked) return MISUSED;
    const code = await withFiles(io, (files) =>
      refusing(io, async () => {
        // Before a server is begun for it.
        if (asked.folder !== undefined) await readManifest(asked.folder);
        if (asked.personal !== undefined) await readManifest(personalKeys(asked.personal));
        await restoring(asked, files, io);
      }),
    );
    return code === 0 ? recovering(io) : code;
  },
};

function asking(args: string[], io: VerbIo): Asked | undefined {
  const options = { personal: { type: 'string' }, 'in-place': { type: 'boolean' } } as const;
  const given = readArguments(args, io, { usage: USAGE, options, words: [0, 1] });
  if (!given) return undefined;
  const { positionals, values } = given;
  const [folder] = positionals;
  if ((values['in-place'] ?? false) === (folder !== undefined)) {
    return refuse(io, USAGE, 'cần một trong hai: thư mục sao lưu, hoặc --in-place');
  }
  return { folder, personal: values.personal };
}

const restoring = ({ folder, personal }: Asked, files: Files, io: VerbIo): Promise<void> =>
  asOwner(
    async ({ config: { headsFile, sealKeyFile }, pool }) => {
      const plan = { personal, files, headsFile, sealKeyFile };
      report(await restored(pool, folder, plan), plan, io);
    },
    folder === undefined ? 'known' : 'new',
  );

const restored = (
  pool: Pool,
  folder: string | undefined,
  plan: InPlacePlan,
): Promise<Restored & { readonly rows?: number }> =>
  folder === undefined ? restoredInPlace(pool, plan) : restore(pool, { ...plan, folder });

function report(
  { rows, epoch, sealed, personal, onRecord }: Restored & { readonly rows?: number },
  { headsFile, sealKeyFile }: InPlacePlan,
  io: VerbIo,
): void {
  const loaded = rows === undefined ? '' : `${rows} dòng, `;
  io.out(`${loaded}kỷ nguyên ${epoch}, ${sealed} sự kiện đã niêm phong, xóa lại ${personal.erased} người`);
  if (personal.otherFiles > 0) io.err(`Kho tệp có ${personal.otherFiles} tệp ngoài bản sao lưu: giữ nguyên.`);
  if (!onRecord) io.err(`Không đọc được ${sealKeyFile}: việc khôi phục chưa được ghi vào ${headsFile}.`);
  if (rows !== undefined) io.err('Bảng đọc được dựng lại khi hệ thống chạy.');
}

/** A restore ends with the workflows, where the configuration says whose they are; else somebody starts the system first. */
async function recovering(io: VerbIo): Promise<number> {
  const { databaseUrl, temporalAddress } = readCommandConfig();
  if (databaseUrl !== undefined && temporalAddress !== undefined) return recover(io);
  io.err('Sau khi khởi động, chạy "dunghan recover" để dựng lại quy trình.');
  return 0;
}
