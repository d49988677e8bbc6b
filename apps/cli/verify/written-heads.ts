/** The heads outside the database: a file that was named, those that somebody publishes, or the system's own file. */
import { open } from 'node:fs/promises';
import { readCommandConfig } from '#libs/platform';
import { withPublishedHeads } from '../published-heads.ts';
import { Unread } from './unread.ts';

export type WrittenHeads = { readonly path: string } | { readonly missing: string };

/**
 * @param named a file or a URL, which must be there. Absent: the system's own file, which another machine may lack.
 * Published heads are read before `use` begins, so that whatever they hold is older than what is compared.
 */
export async function withHeads<Answer>(
  named: string | undefined,
  use: (heads: WrittenHeads) => Promise<Answer>,
): Promise<Answer> {
  if (named !== undefined && /^https?:/.test(named))
    return withPublishedHeads(named, (path) => use({ path }));
  const path = named ?? readCommandConfig().headsFile;
  const unread = await unreadable(path);
  if (unread === undefined) return use({ path });
  if (named !== undefined) throw new Unread('--heads', unread);
  return use({ missing: unread });
}

async function unreadable(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, 'r');
    const isFile = (await file.stat()).isFile();
    await file.close();
    return isFile ? undefined : `${path}: không phải tệp`;
  } catch (error) {
    return (error as Error).message;
  }
}
