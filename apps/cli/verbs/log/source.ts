/** Where a log's bytes come from, and why they may not. */
import { createReadStream } from 'node:fs';
import { UnreadableLogError } from '#libs/interchange';
import type { VerbIo } from '../../verb.ts';

const READ_BYTES = 256 * 1024;

/** A file, or standard input for `-`. */
export function bytesOf(file: string, io: VerbIo): AsyncIterable<Uint8Array> {
  return file === '-' ? chunksOf(io.stdin) : createReadStream(file, { highWaterMark: READ_BYTES });
}

async function* chunksOf(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

/** What to tell the person; null for a failure that is ours. */
export function asRefusal(error: unknown): { code: string; message: string } | null {
  if (error instanceof UnreadableLogError) return error;
  const system = (error as NodeJS.ErrnoException).code;
  if (system === 'ENOENT') return { code: 'log-not-found', message: 'there is no such file' };
  if (system === 'EISDIR') return { code: 'log-unreadable', message: 'is a directory' };
  if (system === 'EACCES') return { code: 'log-unreadable', message: 'may not be read' };
  return null;
}
