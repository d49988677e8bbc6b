/** What a full or unreadable disk answers. */
import { FilesAway } from './files.ts';

/** @param calls the system calls whose failure means that; absent: all. */
export async function orAway<Answer>(
  work: () => Promise<Answer>,
  calls?: readonly string[],
): Promise<Answer> {
  try {
    return await work();
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (syscall === undefined || calls?.includes(syscall) === false) throw cause;
    throw new FilesAway(`the folder of files: ${code} in ${syscall}`, false, { cause });
  }
}
