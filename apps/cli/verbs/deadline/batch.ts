import { localOf } from '#libs/calendar';
import { answerCase, readCase } from './case.ts';
import type { CaseError } from './case.ts';
import type { WorkCalendar } from '#libs/calendar';

/** `estimate` stands only where a year counted in is one. */
export type BatchLine = { readonly due: string; readonly estimate?: true } | { readonly error: CaseError };

/** Answers a file of JSON lines, one case and one answer a line, in order; empty lines at its end are no cases. */
export function answerBatch(calendar: WorkCalendar, file: string): BatchLine[] {
  const text = file.replace(/^\uFEFF/, '').trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => answerLine(calendar, line));
}

function answerLine(calendar: WorkCalendar, line: string): BatchLine {
  const json = parseJson(line);
  if (json === undefined) return { error: { code: 'bad-json', message: 'Dòng không phải là JSON' } };
  const given = readCase(json.value);
  if ('code' in given) return { error: given };
  const answer = answerCase(calendar, given);
  if (!answer.ok) return { error: answer.refusal };
  if (answer.value.state === 'paused') {
    return { error: { code: 'paused', message: 'Hồ sơ đang tạm dừng, chưa có hạn trả' } };
  }
  const { dueAt, estimate } = answer.value;
  return { due: localOf(dueAt), ...(estimate && { estimate }) };
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
