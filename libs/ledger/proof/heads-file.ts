/** The heads, written down outside the database: one JSON object a line, only ever appended to. */
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Instant } from '#libs/calendar';
import { readPosition, type Position } from '../position.ts';
import { TreeBroken } from './frontier-at.ts';
import type { SignedHead, SignedRestore } from './head.ts';

export type WrittenDown = SignedHead | SignedRestore;

export interface HeadsFile {
  readonly path: string;
  last(): Promise<WrittenDown | undefined>;
  /** Resolves when the disk has them. */
  append(...records: readonly WrittenDown[]): Promise<void>;
}

const MODE = 0o644;
const NEWLINE = 0x0a;
/** Longer than any line. */
const LAST_BYTES = 4_096;

const instant = z.iso.datetime().transform((text) => text as Instant);
const signature = { at: instant, keyId: z.string(), signature: z.string() };
export const signedHead = z.object({
  size: z.int().positive(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  position: z
    .string()
    .refine((text) => readPosition(text) !== undefined)
    .transform((text) => text as Position),
  ...signature,
});
const record = z.union([
  signedHead,
  z.object({ restoredTo: z.int().nonnegative(), epoch: z.int(), ...signature }),
]);

export function headsFileAt(path: string): HeadsFile {
  const withFile = async <Answer>(use: (file: FileHandle) => Promise<Answer>): Promise<Answer> => {
    const file = await open(path, 'a+', MODE);
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  };
  return {
    path,
    last: () =>
      withFile(async (file) => {
        const line = await lastLine(file);
        const last = line ? parsed(line) : undefined;
        if (line && !last) throw new TreeBroken(`the last line of ${path} is no record of a head`);
        return last;
      }),
    append: (...records) =>
      withFile(async (file) => {
        if (records.length === 0) return;
        // A line that a crash cut short was never told to anybody: the head is in the database, and comes again.
        await cutTornLine(file);
        await file.appendFile(records.map((each) => `${JSON.stringify(each)}\n`).join(''));
        await file.datasync();
      }),
  };
}

async function tailOf(file: FileHandle): Promise<{ start: number; bytes: Buffer }> {
  const { size } = await file.stat();
  const start = Math.max(0, size - LAST_BYTES);
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(LAST_BYTES), position: start });
  return { start, bytes: buffer.subarray(0, bytesRead) };
}

async function lastLine(file: FileHandle): Promise<string | undefined> {
  const { bytes } = await tailOf(file);
  return bytes
    .subarray(0, bytes.lastIndexOf(NEWLINE) + 1)
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .at(-1);
}

async function cutTornLine(file: FileHandle): Promise<void> {
  const { start, bytes } = await tailOf(file);
  if (bytes.length > 0 && bytes.at(-1) !== NEWLINE)
    await file.truncate(start + bytes.lastIndexOf(NEWLINE) + 1);
}

/** Undefined: no record. */
function parsed(line: string): WrittenDown | undefined {
  try {
    return record.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** The lines of a file, in order; undefined for one that is no record. Throws when there is no such file. */
export async function* writtenDown(path: string): AsyncGenerator<WrittenDown | undefined> {
  const file = await open(path, 'r');
  await file.close();
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity }))
    yield parsed(line);
}
