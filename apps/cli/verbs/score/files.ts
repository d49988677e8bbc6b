/** What the verbs of a year read from files and write to them. */
import { writeFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { DONE, Misuse, type Asked } from '../../asking.ts';

/** YAML or JSON; `-` is standard input. */
export async function readBody({ io }: Asked, file: string): Promise<Record<string, unknown>> {
  const text = await io.readFile(file).catch(() => {
    throw new Misuse(`không đọc được tệp ${file}`);
  });
  const value: unknown = parse(text.replace(/^\uFEFF/, ''));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Misuse(`${file}: cần một đối tượng YAML hoặc JSON`);
}

/** What a sheet's entries are; without a file none. */
export const entriesIn = async (asked: Asked, file: string | undefined): Promise<object> =>
  file === undefined ? {} : readBody(asked, file);

/** `-` or nothing named: an answer needs a file. */
export async function save({ client, io, json, text }: Asked, path: string): Promise<number> {
  const file = text('out');
  if (file === undefined) throw new Misuse('thiếu --out');
  const bytes = await client.bytes(path);
  await writeFile(file, bytes);
  io.out(json ? JSON.stringify({ file, bytes: bytes.length }) : `${file}: ${bytes.length} byte`);
  return DONE;
}

/** The reply as it came, or in words. */
export function answer(
  { io, json }: Asked,
  reply: unknown,
  words: (reply: never) => readonly string[],
): number {
  if (json) io.out(JSON.stringify(reply));
  else for (const line of words(reply as never)) io.out(line);
  return DONE;
}

export function required({ text }: Asked, option: string): string {
  const value = text(option);
  if (value === undefined) throw new Misuse(`thiếu --${option}`);
  return value;
}
