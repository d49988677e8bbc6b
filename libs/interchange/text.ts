/** From a file's bytes to its text: gzip by its magic bytes, the encoding by byte order mark or XML declaration. */
import { pipeline } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { UnreadableLogError } from './errors.ts';

export type ByteSource = AsyncIterable<Uint8Array>;

/** Enough for a byte order mark and an XML declaration. */
const HEAD_BYTES = 256;
const GZIP_MAGIC = [0x1f, 0x8b] as const;

export async function* textOf(source: ByteSource): AsyncGenerator<string> {
  const bytes = await peek(source);
  const zipped = bytes.head[0] === GZIP_MAGIC[0] && bytes.head[1] === GZIP_MAGIC[1];
  const { head, all } = zipped ? await peek(gunzip(bytes.all)) : bytes;
  const decoder = decoderFor(head);
  for await (const chunk of all) yield decode(decoder, chunk);
  yield decode(decoder);
}

/** The first bytes, and a source that still has them. */
async function peek(source: ByteSource): Promise<{ head: Uint8Array; all: ByteSource }> {
  const iterator = source[Symbol.asyncIterator]();
  let head = new Uint8Array();
  while (head.length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = head.length === 0 ? new Uint8Array(next.value) : Buffer.concat([head, next.value]);
  }
  return { head, all: followed(head, iterator) };
}

async function* followed(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  // The failure reaches the loop below as a rejection.
  const unzipped = pipeline(source, createGunzip(), () => undefined);
  try {
    for await (const chunk of unzipped) yield chunk as Uint8Array;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw cause;
    const message = code === 'Z_BUF_ERROR' ? 'the gzip stream ends too early' : 'the gzip stream is damaged';
    throw new UnreadableLogError('gzip-damaged', `${message} (${(cause as Error).message})`, { cause });
  }
}

function decoderFor(head: Uint8Array): TextDecoder {
  const label = encodingOf(head);
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (cause) {
    throw new UnreadableLogError('encoding-unknown', `the encoding "${label}" is not known`, { cause });
  }
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const declaration = Buffer.from(head).toString('latin1');
  return /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(declaration)?.[1] ?? 'utf-8';
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new UnreadableLogError('encoding-damaged', `bytes that are not ${decoder.encoding}`, { cause });
  }
}
