/** `dunghan restore`: a backup into a database that holds nothing yet; workflows follow by `dunghan recover`. */
import { asOwner } from '../backup/owner.ts';
import { restore } from '../backup/restore.ts';
import type { Verb } from '../verb.ts';
import { withFiles } from '../files.ts';
import { refusing, twoFolders } from './backup.ts';

const USAGE = `dunghan restore DIR [--personal DIR]
  vào cơ sở dữ liệu trống: DATABASE_OWNER_URL, hoặc thư mục dữ liệu mới (DUNGHAN_DATA) khi hệ thống không chạy`;
const MISUSED = 2;

export const restoreVerb: Verb = {
  name: 'restore',
  summary: 'load a backup into an empty database (DIR [--personal DIR])',
  async run(args, io) {
    const asked = twoFolders(args);
    if (!asked) {
      io.err(USAGE);
      return MISUSED;
    }
    return withFiles(io, (files) =>
      refusing(io, () =>
        asOwner(async ({ config, pool }) => {
          const { headsFile, sealKeyFile } = config;
          const plan = { ...asked, files, headsFile, sealKeyFile };
          const { rows, epoch, sealed, personal, onRecord } = await restore(pool, plan);
          io.out(
            `${rows} dòng, kỷ nguyên ${epoch}, ${sealed} sự kiện đã niêm phong, xóa lại ${personal.erased} người`,
          );
          if (personal.otherFiles > 0)
            io.err(`Kho tệp có ${personal.otherFiles} tệp ngoài bản sao lưu: giữ nguyên.`);
          if (!onRecord) {
            io.err(`Không đọc được ${sealKeyFile}: việc khôi phục chưa được ghi vào ${headsFile}.`);
          }
          io.err(
            'Bảng đọc được dựng lại khi hệ thống chạy. Sau khi khởi động, chạy "dunghan recover" để dựng lại quy trình.',
          );
        }),
      ),
    );
  },
};
