/** What must be there: the documents at the receipt, the forms and results of a step. */
import type { Edition, Step } from '#libs/procedure';
import type { Channel, SubmittedDocument } from '../events.ts';
import { allow, deny, type Outcome } from '../outcome.ts';

/** Every required document in its number (thành phần, số lượng hồ sơ). Online, a file is one copy and enough. */
export function documentsAreComplete(
  edition: Edition,
  documents: readonly SubmittedDocument[],
  channel: Channel,
): Outcome<null> {
  for (const required of edition.documents) {
    if (!required.required) continue;
    const brought = documents.find((document) => document.code === required.code);
    const enough = channel === 'online' || required.form === 'electronic' ? 1 : required.copies;
    if (brought && brought.copies >= enough) continue;
    return deny('document-missing', `document ${required.code}: ${enough} needed`);
  }
  return allow(null);
}

export interface Produced {
  readonly outcome: string;
  readonly forms: readonly string[];
  readonly results: readonly string[];
}

/**
 * The forms and results a step lists are those of its main outcome, the first of its transitions: they must all be
 * there. Another outcome (not eligible, without a council) has its own papers, which the table doesn't print.
 */
export function producedIsComplete(step: Step, produced: Produced): Outcome<null> {
  if (step.transitions.findIndex(({ outcome }) => outcome === produced.outcome) > 0) return allow(null);
  const form = step.forms.find((code) => !produced.forms.includes(code));
  if (form !== undefined) return deny('form-missing', `form ${form} is missing`, { step: step.no });
  const result = step.results.find((code) => !produced.results.includes(code));
  if (result !== undefined) return deny('result-missing', `result ${result} is missing`, { step: step.no });
  return allow(null);
}
