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

/** `event-log`: what another system wrote out, as text or packed (XES, CSV). */
export type FileKind = 'document' | 'event-log';
const GZIP = '1f8b';
/** Byte order marks of UTF-8 and UTF-16, and what XML begins with in each. */
const XML = /^(?:efbbbf)?3c|^fffe3c00|^feff003c/;
const UTF16 = /^(?:fffe|feff)/;
const NUL = /^(?:..)*00/;

export interface StoredFile {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: number;
}

@Injectable()
export class FileStore {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Refused: larger than MAX_FILE_BYTES (413), not of the kind that is wanted (415). */
  async keep(source: Readable, kind: FileKind = 'document'): Promise<StoredFile> {
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
      const mediaType = await mediaTypeOf(temporary, kind);
      const sha256 = hash.digest('hex');
      await mkdir(join(this.settings.filesFolder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
      await rename(temporary, this.pathOf(sha256));
      return { sha256, mediaType, bytes };
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async open(
    sha256: string,
    kind: FileKind = 'document',
  ): Promise<(StoredFile & { readonly stream: ReadStream }) | undefined> {
    const path = this.pathOf(sha256);
    const found = await stat(path).catch(() => undefined);
    if (!found) return undefined;
    return {
      sha256,
      mediaType: await mediaTypeOf(path, kind),
      bytes: found.size,
      stream: createReadStream(path),
    };
  }

  /** What is kept under that hash; undefined: nothing. */
  async known(sha256: string): Promise<StoredFile | undefined> {
    const path = this.pathOf(sha256);
    const found = await stat(path).catch(() => undefined);
    return found && { sha256, mediaType: await mediaTypeOf(path, 'document'), bytes: found.size };
  }

  private pathOf(sha256: string): string {
    return join(this.settings.filesFolder, sha256.slice(0, 2), sha256);
  }
}

async function mediaTypeOf(path: string, kind: FileKind): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    const starts = buffer.subarray(0, bytesRead).toString('hex');
    const known = SIGNATURES.find((signature) => starts.startsWith(signature.starts))?.mediaType;
    if (kind === 'document' && known !== undefined) return known;
    const log = kind === 'event-log' && known === undefined ? logTypeOf(starts) : undefined;
    if (log !== undefined) return log;
  } finally {
    await file.close();
  }
  throw problem(415, 'file-type', WANTED[kind]);
}

/** Undefined: no text. */
function logTypeOf(starts: string): string | undefined {
  if (starts.startsWith(GZIP)) return 'application/gzip';
  if (XML.test(starts)) return 'application/xml';
  return NUL.test(starts) && !UTF16.test(starts) ? undefined : 'text/csv';
}

const WANTED: Readonly<Record<FileKind, string>> = {
  document: 'Chỉ nhận tệp PDF, PNG, JPEG, Word, Excel hoặc OpenDocument.',
  'event-log':
    'Chỉ nhận nhật ký dạng CSV hoặc XES (có thể nén .gz). Bảng Excel: lưu thành CSV UTF-8 rồi gửi lại.',
};

const tooLarge = () =>
  problem(413, 'file-too-large', `Tệp lớn quá ${MAX_FILE_BYTES / 1024 / 1024} MB.`, {
    maxBytes: MAX_FILE_BYTES,
  });
