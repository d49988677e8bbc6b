/** One place made to hold what another holds: files are named by what they hold, so one that is there needs no copy. */
import type { Files } from './files.ts';
import { spooling } from './spool.ts';

/** A file does not hold what its name says. */
export class FileUnsound extends Error {
  override readonly name = 'FileUnsound';
  constructor(sha256: string) {
    super(`${sha256} does not hold what its name says`);
  }
}

export interface Copied {
  readonly copied: number;
  /** In `to` and not in `from`. */
  readonly others: readonly string[];
}

/** Each file is read and compared with its name on the way. Throws FileUnsound, FilesAway. */
export async function copyFiles(from: Files, to: Files): Promise<Copied> {
  const others = new Set<string>();
  for await (const sha256 of to.list()) others.add(sha256);
  let copied = 0;
  for await (const sha256 of from.list()) {
    if (others.delete(sha256)) continue;
    const source = await from.read(sha256);
    // Erased since it was listed.
    if (!source) continue;
    await spooling(to, source, Infinity, async (file) => {
      if (file.sha256 !== sha256) throw new FileUnsound(sha256);
      await to.put(sha256, file.path);
    });
    copied += 1;
  }
  return { copied, others: [...others] };
}
