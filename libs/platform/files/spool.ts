/** A file on its way in: written down on this machine first, since its hash is known at its end only. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { orAway } from './disk.ts';
import { FIRST_BYTES, type Files } from './files.ts';

/** Of the disk: who sends the file may fail, too, and that is not our trouble. */
const WRITING = ['mkdir', 'open', 'write', 'close'];

/** Older than any upload takes. */
const LEFT_BEHIND_MS = 24 * 3_600_000;

export interface Spooled {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Its first FIRST_BYTES bytes, fewer where it has no more. */
  readonly starts: Buffer;
}

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}

/** Gives the file to `use`, and removes what is left of it afterwards. Throws FileTooLarge, FilesAway. */
export async function spooling<Answer>(
  { spool }: Pick<Files, 'spool'>,
  source: Readable,
  maxBytes: number,
  use: (file: Spooled) => Promise<Answer>,
): Promise<Answer> {
  const path = join(spool, randomUUID());
  const hash = createHash('sha256');
  let bytes = 0;
  let starts: Buffer = Buffer.alloc(0);
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (starts.length < FIRST_BYTES) starts = Buffer.concat([starts, chunk]).subarray(0, FIRST_BYTES);
      hash.update(chunk);
      done(bytes > maxBytes ? new FileTooLarge() : null, chunk);
    },
  });
  try {
    await orAway(async () => {
      await mkdir(spool, { recursive: true, mode: 0o700 });
      await pipeline(source, measured, createWriteStream(path, { mode: 0o600 }));
    }, WRITING);
    return await use({ path, sha256: hash.digest('hex'), bytes, starts });
  } finally {
    // What cannot be removed now is swept later.
    await rm(path, { force: true }).catch(() => undefined);
  }
}

/** Removes what processes that were killed left behind: nobody who is erased may stay there. */
export async function sweepSpool({ spool }: Pick<Files, 'spool'>): Promise<void> {
  const names = await readdir(spool).catch(() => []);
  for (const path of names.map((name) => join(spool, name))) {
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > LEFT_BEHIND_MS) await rm(path, { force: true });
  }
}
