/** What the forms of several kinds ask alike. */
import type { ActionForm, Field } from './kind.ts';

export const REASON: readonly Field[] = [{ name: 'reason', type: 'long', required: true }];
/** If there is anything to say. */
export const NOTE: readonly Field[] = [{ name: 'note', type: 'long' }];
export const OWNER: Field = { name: 'owner', type: 'officer', required: true };

/** Which action is done, and with what result. */
export const resultOf = (
  options: Extract<Field, { type: 'choice' | 'choices' }>['options'],
): readonly Field[] => [
  { name: 'action', type: 'choice', required: true, options },
  { name: 'result', type: 'long', required: true },
];

const THIS_YEAR = new Date().getFullYear();
const YEARS_AHEAD = 2;

/** Begins what is kept for a year. */
export const FOR_A_YEAR: ActionForm<null> = {
  fields: () => [
    { name: 'year', type: 'number', min: THIS_YEAR, max: THIS_YEAR + YEARS_AHEAD, required: true },
    { name: 'title', type: 'text', required: true },
    OWNER,
  ],
  initial: () => ({ year: THIS_YEAR }),
};
