/** Files in a folder, each under its SHA-256; what a file is, is told by its first bytes and not by its name. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import { problem } from '../http/problem.ts';
import { SETTINGS } from '../tokens.ts';
import type { Settings } from '../tokens.ts';

export const MAX_FILE_BYTES = 25 * 1024 * 1024;

const SIGNATURES: readonly { readonly starts: string; readonly mediaType: string }[] = [
  { starts: '25504446', mediaType: 'application/pdf' },
  { starts: '89504e470d0a1a0a', mediaType: 'image/png' },
  { starts: 'ffd8ff', mediaType: 'image/jpeg' },
  // Word, Excel and OpenDocument files are ZIP archives.
  { starts: '504b0304', mediaType: 'application/zip' },
  { starts: 'd0cf11e0a1b11ae1', mediaType: 'application/x-ole-storage' },
];
const SIGNATURE_BYTES = 8;

export interface StoredFile {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
}

@Injectable()
export class FileStore {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Refused: larger than MAX_FILE_BYTES (413), of no kind that is taken (415). */
  async keep(source: Readable): Promise<StoredFile> {
    await mkdir(this.settings.filesFolder, { recursive: true, mode: 0o700 });
    const temporary = join(this.settings.filesFolder, `.${randomUUID()}`);
    const hash = createHash('sha256');
    let bytes = 0;
    const measured = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        hash.update(chunk);
        done(bytes > MAX_FILE_BYTES ? tooLarge() : null, chunk);
      },
    });
    try {
      await pipeline(source, measured, createWriteStream(temporary, { mode: 0o600 }));
      const mediaType = await mediaTypeOf(temporary);
      const sha256 = hash.digest('hex');
      await mkdir(join(this.settings.filesFolder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
      await rename(temporary, this.pathOf(sha256));
      return { sha256, mediaType, bytes };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async open(sha256: string): Promise<(StoredFile & { readonly stream: ReadStream }) | undefined> {
    const path = this.pathOf(sha256);
    const found = await stat(path).catch(() => undefined);
    if (!found) return undefined;
    return { sha256, mediaType: await mediaTypeOf(path), bytes: found.size, stream: createReadStream(path) };
  }

  private pathOf(sha256: string): string {
    return join(this.settings.filesFolder, sha256.slice(0, 2), sha256);
  }
}

async function mediaTypeOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    const starts = buffer.subarray(0, bytesRead).toString('hex');
    const known = SIGNATURES.find((signature) => starts.startsWith(signature.starts));
    if (known) return known.mediaType;
  } finally {
    await file.close();
  }
  throw problem(415, 'file-type', 'Chỉ nhận tệp PDF, PNG, JPEG, Word, Excel hoặc OpenDocument.');
}

const tooLarge = () =>
  problem(413, 'file-too-large', `Tệp lớn quá ${MAX_FILE_BYTES / 1024 / 1024} MB.`, {
    maxBytes: MAX_FILE_BYTES,
  });
