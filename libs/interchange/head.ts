/** What kind of file it is, by its first characters. */
import { csvHead, type CsvHead } from './csv/head.ts';
import { textOf, type ByteSource } from './text.ts';

export type LogHead = { readonly format: 'xes' } | ({ readonly format: 'csv' } & CsvHead);

const HEAD_CHARS = 64 * 1024;

/** XML is taken for XES, everything else for CSV. Throws `UnreadableLogError`. */
export async function headOf(source: ByteSource, delimiter?: string): Promise<LogHead> {
  let text = '';
  for await (const chunk of textOf(source)) {
    text += chunk;
    if (text.length >= HEAD_CHARS) break;
  }
  const head = text.slice(0, HEAD_CHARS);
  if (head.trimStart().startsWith('<')) return { format: 'xes' };
  // A line that is cut would be a row of its own.
  const whole = text.length > HEAD_CHARS ? head.slice(0, head.lastIndexOf('\n') + 1) : head;
  return { format: 'csv', ...csvHead(whole, delimiter) };
}
