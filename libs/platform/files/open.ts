import type { FilesPlace } from '../files-place.ts';
import { StartRefusal } from '../start-refusal.ts';
import { FilesAway, type Files } from './files.ts';
import { folderFiles } from './folder.ts';
import { s3Files } from './s3.ts';

export function openFiles(place: FilesPlace): Files {
  return place.kind === 'folder' ? folderFiles(place.folder) : s3Files(place.settings, place.spool);
}

/** Refuses to start where the place answers and will not have us; one that is away may come back meanwhile. */
export async function checkPlace(files: Files): Promise<void> {
  try {
    await files.check();
  } catch (error) {
    if (!(error instanceof FilesAway) || !error.refused) return;
    const message = `DUNGHAN_FILES: ${error.message}. Look at it, DUNGHAN_S3_KEY_ID and DUNGHAN_S3_SECRET.`;
    throw new StartRefusal('variable-refused', message, { cause: error });
  }
}
