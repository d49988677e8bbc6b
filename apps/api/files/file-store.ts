/** What people hand in, each file under its SHA-256; what a file is, is told by its first bytes and not by its name. */
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { FileTooLarge, spooling, type Files } from '#libs/platform/files';
import { problem } from '../http/problem.ts';
import { SETTINGS } from '../tokens.ts';

export const MAX_FILE_BYTES = 25 * 1024 * 1024;

const SIGNATURES: readonly { readonly starts: string; readonly mediaType: string }[] = [
  { starts: '25504446', mediaType: 'application/pdf' },
  { starts: '89504e470d0a1a0a', mediaType: 'image/png' },
  { starts: 'ffd8ff', mediaType: 'image/jpeg' },
  // Word, Excel and OpenDocument files are ZIP archives.
  { starts: '504b0304', mediaType: 'application/zip' },
  { starts: 'd0cf11e0a1b11ae1', mediaType: 'application/x-ole-storage' },
];

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
  readonly #files: Files;

  constructor(@Inject(SETTINGS) { files }: { readonly files: Files }) {
    this.#files = files;
  }

  /** Refused: larger than MAX_FILE_BYTES (413), not of the kind that is wanted (415). */
  async keep(source: Readable, kind: FileKind = 'document'): Promise<StoredFile> {
    const kept = spooling(this.#files, source, MAX_FILE_BYTES, async ({ path, sha256, bytes, starts }) => {
      const mediaType = mediaTypeOf(starts, kind);
      await this.#files.put(sha256, path);
      return { sha256, mediaType, bytes };
    });
    return kept.catch((error: unknown) => {
      throw error instanceof FileTooLarge ? tooLarge() : error;
    });
  }

  async open(
    sha256: string,
    kind: FileKind = 'document',
  ): Promise<(StoredFile & { readonly stream: Readable }) | undefined> {
    const known = await this.known(sha256, kind);
    const stream = known && (await this.#files.read(sha256));
    return stream && { ...known, stream };
  }

  /** What is kept under that hash; undefined: nothing. */
  async known(sha256: string, kind: FileKind = 'document'): Promise<StoredFile | undefined> {
    const found = await this.#files.find(sha256);
    return found && { sha256, mediaType: mediaTypeOf(found.starts, kind), bytes: found.bytes };
  }
}

function mediaTypeOf(first: Buffer, kind: FileKind): string {
  const starts = first.toString('hex');
  const known = SIGNATURES.find((signature) => starts.startsWith(signature.starts))?.mediaType;
  if (kind === 'document' && known !== undefined) return known;
  const log = kind === 'event-log' && known === undefined ? logTypeOf(starts) : undefined;
  if (log !== undefined) return log;
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
