/**
 * Numbers of legal documents, as people write them: `Nghị định số 61/2018/NĐ-CP ngày 23/4/2018`, `61/2018/ND-CP`,
 * `2028/QĐ-UBND ngày 28/11/2025`, `31/2024/QH15`. The number alone finds what cites it; a decision of a province bears
 * no year, so that the day it was signed tells two apart where both say it.
 */
import type { LocalDate } from '#libs/calendar';

export interface LegalNumber {
  /** Upper case, without marks: `61/2018/ND-CP`. */
  readonly number: string;
  /** When it was signed, as far as it is said. */
  readonly signed: LocalDate | null;
}

const NUMBER = /(?<![\d/])0*(\d+[A-Z]?)\s*\/\s*(?:(\d{4})\s*\/\s*)?([A-Z][A-Z\d]*(?:\s*[-.&]\s*[A-Z\d]+)*)/gu;
const SIGNED = /^[^/;]*?NGAY\s+(\d{1,2})(?:\/|\s+THANG\s+)(\d{1,2})(?:\/|\s+NAM\s+)(\d{4})/u;
const DASHES = /[\u2010-\u2015]/gu;

/** All that a text names. */
export function legalNumbers(text: string): readonly LegalNumber[] {
  const plain = plainOf(text);
  return [...plain.matchAll(NUMBER)].map((found): LegalNumber => {
    const [whole, number, year, body] = found;
    const parts = [number, ...(year === undefined ? [] : [year]), body!.replaceAll(/\s+/gu, '')];
    return { number: parts.join('/'), signed: signedIn(plain.slice(found.index + whole.length)) };
  });
}

/** Undefined: the text names none. */
export const legalNumber = (text: string): LegalNumber | undefined => legalNumbers(text)[0];

/** Do the words of a legal basis name that document? */
export const cites = (basis: string, { number, signed }: LegalNumber): boolean =>
  legalNumbers(basis).some(
    (one) => one.number === number && (one.signed === null || signed === null || one.signed === signed),
  );

const plainOf = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/gu, 'D')
    .replaceAll(DASHES, '-')
    .toUpperCase();

function signedIn(after: string): LocalDate | null {
  const found = SIGNED.exec(after);
  if (!found) return null;
  const [, day, month, year] = found;
  return `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` as LocalDate;
}
