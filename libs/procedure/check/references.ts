/** Mentions of other steps in a step's words: `kết quả tại bước B5`, `chuyển lại Bước 4`. */
import type { Finding } from '../types.ts';
import { covers, parseStepSpan, type StepNumber, type StepSpan } from '../step-no.ts';
import { error, warning } from './finding.ts';

/**
 * `bước 5` anywhere; a bare `B5` only after a word that leads to a step, because hạng B2, tiếng Anh B1 and vitamin
 * B12 are no steps. A heading (`Bước 1:`), another procedure's step and a number cut off (`B1…`) are no references.
 */
const MENTION =
  /(?:bước\s+b?\s*|(?<=(?:^|[\s(])(?:tại|ở|sang|về|đến|lại|qua|từ|theo|sau|trước)\s+)b)(\d+(?:\.\d+)*)(?![\d…:]|\.\.\.|\s*:|\s+(?:của|thuộc|tại)\s+(?:quy\s+trình|thủ\s+tục))/giu;
const WAY_BACK = /(?:chuyển|trả|quay)\s+(?:hồ\s+sơ\s+)?(?:lại|về)\s+(?:bước\s+)?b?\s*(\d+(?:\.\d+)*)/iu;

export interface Wording {
  readonly no: string;
  readonly text: string;
}

export function checkReferences(steps: readonly Wording[]): Finding[] {
  const spans = steps.map((step) => parseStepSpan(step.no)).filter((span) => span !== null);
  if (spans.length === 0) return [];
  return steps.flatMap((step) => missingMentions(step, spans));
}

/** The step that the words send a rejected dossier back to, as a number. */
export function wayBackIn(text: string): StepNumber | null {
  const match = WAY_BACK.exec(text.normalize('NFC'));
  return (match && parseStepSpan(match[1] ?? '')?.from) ?? null;
}

export function exists(printed: string, spans: readonly StepSpan[]): boolean {
  const wanted = parseStepSpan(printed);
  return wanted !== null && spans.some((span) => covers(span, wanted.from));
}

function missingMentions(step: Wording, spans: readonly StepSpan[]): Finding[] {
  const at = parseStepSpan(step.no)?.no;
  const numbers = new Set([...step.text.normalize('NFC').matchAll(MENTION)].map((match) => match[1] ?? ''));
  return [...numbers].flatMap((number) => {
    if (exists(number, spans)) return [];
    const message = `Nội dung nhắc đến bước ${number}, nhưng không có bước này.`;
    // 3.1 where only 3 is a row may be a point within that step's words.
    const pointOfAStep = number.includes('.') && exists(number.split('.')[0] ?? '', spans);
    return [
      pointOfAStep ? warning('reference-missing', message, at) : error('reference-missing', message, at),
    ];
  });
}
