/** A table of steps from the clipboard or a CSV file, as the file of a draft. Nothing is kept. */
import { checkPrinted } from '#libs/procedure';
import type { Edition } from '#libs/procedure';
import { draftFile, MAX_TABLE_CHARS, readTable } from '#libs/procedure/format';
import { z } from 'zod';
import { problem } from '../http/problem.ts';
import { editionFile, finding } from './view.ts';
import type { EditionFileView } from './view.ts';

/** Of the body's megabyte: HTML of a long table without the document's styles. */
const MAX_HTML_CHARS = Math.min(900_000, MAX_TABLE_CHARS);

export const pastedBody = z.strictObject({
  html: z.string().max(MAX_HTML_CHARS).optional(),
  text: z.string().max(MAX_HTML_CHARS).optional(),
  /** The edition whose head the draft takes over. */
  code: z.string().trim().min(1).max(200).optional(),
});
export type PastedBody = z.infer<typeof pastedBody>;

export const pastedTable = z
  .object({
    file: editionFile,
    /** Who the table holds responsible, in its own words, step by step. */
    responsible: z.array(z.string()),
    /** Of the table as it is printed. */
    findings: z.array(finding),
  })
  .meta({ id: 'PastedTable' });

const WORDS = {
  'no-table': 'Không thấy bảng nào. Vui lòng chọn cả bảng trong Word rồi dán lại.',
  'no-head': 'Không thấy dòng đầu bảng có Nội dung, Trách nhiệm và Thời gian. Vui lòng dán cả dòng đầu bảng.',
  'no-steps': 'Dưới dòng đầu bảng không có bước nào.',
  'too-long': 'Nội dung dán quá dài.',
} as const;

/** @param about the head of the edition before, with the next number. */
export function fromPasted(body: PastedBody, about: Partial<Edition>): z.infer<typeof pastedTable> {
  const read = readTable(body);
  if (!read.ok) throw problem(400, read.code, WORDS[read.code]);
  const { findings } = checkPrinted(read.value);
  return {
    file: draftFile(read.value, about) as EditionFileView,
    responsible: read.value.steps.map((step) => step.responsible),
    findings: findings.map((found) => ({ ...found })),
  };
}
