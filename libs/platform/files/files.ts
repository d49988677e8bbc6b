/** Files that people hand in, each under its SHA-256: what every place that keeps them can do. */
import type { Readable } from 'node:stream';

/** Enough to tell what a file is. */
export const FIRST_BYTES = 8;

export interface FoundFile {
  readonly bytes: number;
  /** Its first FIRST_BYTES bytes, fewer where it has no more. */
  readonly starts: Buffer;
}

/** All of these throw FilesAway when the place cannot serve; any of them may be repeated. */
export interface Files {
  readonly kind: 'folder' | 's3';
  /** A folder of this machine where a file is written before its hash is known. */
  readonly spool: string;
  /** Takes in the file at `path`, whose hash that is; the file there may be gone then. */
  put(sha256: string, path: string): Promise<void>;
  /** Undefined: not kept. */
  find(sha256: string): Promise<FoundFile | undefined>;
  /** Undefined: not kept. */
  read(sha256: string): Promise<Readable | undefined>;
  /** With every earlier version of it, so that it can be read nowhere any more. One that is not kept is no error. */
  delete(sha256: string): Promise<void>;
  /** The hashes of all that is kept. */
  list(): AsyncIterable<string>;
  /** Looks whether the place serves. */
  check(): Promise<void>;
}

const HASH = /^[0-9a-f]{64}$/;

/** The same in every place, so that one can be copied into another. */
export function keyOf(sha256: string): string {
  if (!HASH.test(sha256)) throw new Error('not a SHA-256');
  return `${sha256.slice(0, 2)}/${sha256}`;
}

/** Undefined: no file of ours. */
export function hashOf(key: string): string | undefined {
  const [folder, name, ...more] = key.split('/');
  return name !== undefined && more.length === 0 && HASH.test(name) && name.startsWith(folder!)
    ? name
    : undefined;
}

/** The place of the files does not serve. Its message holds no address and no key: it ends up in a log. */
export class FilesAway extends Error {
  override readonly name = 'FilesAway';
  /** It answered, and refuses us: by waiting nothing is won. */
  readonly refused: boolean;

  constructor(message: string, refused = false, options?: ErrorOptions) {
    super(message, options);
    this.refused = refused;
  }
}
