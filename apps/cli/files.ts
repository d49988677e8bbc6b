/** The files' place for a verb, as the configuration says; that it does not serve is told in words. */
import { readCommandConfig } from '#libs/platform';
import { FilesAway, openFiles, type Files } from '#libs/platform/files';
import type { VerbIo } from './verb.ts';

const REFUSED = 1;

export async function withFiles(io: VerbIo, use: (files: Files) => Promise<number>): Promise<number> {
  try {
    return await use(openFiles(readCommandConfig().files));
  } catch (error) {
    if (!(error instanceof FilesAway)) throw error;
    io.err(`Kho tệp không phục vụ, việc chưa xong; chạy lại không làm hai lần: ${error.message}`);
    return REFUSED;
  }
}
