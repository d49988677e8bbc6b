/** Which circular's form is printed on a date. A form is known by what it is; its number differs between the circulars. */
import type { LocalDate } from '#libs/calendar';
import { formWords } from '#libs/procedure';
import type { Circular, FormWords } from '#libs/procedure';

export const PRINTED_FORMS = [
  'receipt',
  'supplement-request',
  'refusal',
  'apology',
  'stop-notice',
  'control-sheet',
  'register',
] as const;
export type PrintedForm = (typeof PRINTED_FORMS)[number];

/** The product's own sheets, which no circular prescribes. */
export const OWN_FORMS = ['result-slip'] as const;
export type OwnForm = (typeof OWN_FORMS)[number];

const OWN_NAMES: Readonly<Record<OwnForm, string>> = { 'result-slip': 'Phiếu trả kết quả' };

/** TT 03/2025/TT-VPCP of 15/9/2025 (rules.md OS-01); before it TT 01/2018/TT-VPCP. */
const TT03_2025_FROM = '2025-09-15' as LocalDate;

const CITATIONS: Readonly<Record<Circular, string>> = {
  'tt01-2018': 'Thông tư số 01/2018/TT-VPCP',
  'tt03-2025': 'Thông tư số 03/2025/TT-VPCP',
};

export interface FormInForce extends FormWords {
  readonly form: PrintedForm;
  readonly circular: Circular;
  /** The circular as it is cited. */
  readonly citation: string;
}

/** It has a name alone. */
export interface OwnFormWords {
  readonly form: OwnForm;
  readonly name: string;
  readonly number: null;
  readonly circular: null;
}

export const circularOn = (date: LocalDate): Circular => (date >= TT03_2025_FROM ? 'tt03-2025' : 'tt01-2018');

export const ownForm = (form: OwnForm): OwnFormWords => ({
  form,
  name: OWN_NAMES[form],
  number: null,
  circular: null,
});

/** Undefined: the circular in force that day has no such form (a stop notice before TT 03/2025). */
export function formOn(form: PrintedForm, date: LocalDate): FormInForce | undefined {
  const words = formWords(`${circularOn(date)}/${form}`);
  return words && { ...words, form, citation: CITATIONS[words.circular] };
}
