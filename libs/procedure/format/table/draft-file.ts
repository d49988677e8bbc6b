/** A pasted table as the file of a first draft: what the table says, in the product's words, for an author to complete. */
import { draftOf } from '../../printed/draft.ts';
import type { Edition, OwnForm, Step } from '../../types.ts';
import { CIRCULARS, isCircular } from '../../vocabulary.ts';
import { writeEdition, type EditionFile } from '../write-edition.ts';
import type { PastedStep, PastedTable } from './read-table.ts';

const CIRCULAR = 'tt03-2025';
/** `Mẫu số 01`, `Mẫu 06`: a form of the one-stop rules, by its number in the circular in force. */
const ONE_STOP = /^(?:biểu\s+)?mẫu\s+(?:số\s+)?0?(\d)(?![\d.])/iu;
const OWN_CODE = /\bBM[\p{L}\d.\-/]*/u;
const NONE = /^[-–—/.\s]*$/u;

/** @param about the procedure's head, where it is known: the table alone has none. */
export function draftFile(table: PastedTable, about: Partial<Edition> = {}): EditionFile {
  const draft = draftOf(table);
  const own = ownFormsOf(table);
  const known = new Set((about.ownForms ?? []).map(({ code }) => code));
  const ownForms = [...(about.ownForms ?? []), ...own.filter(({ code }) => !known.has(code))];
  const agency = about.agency ?? draft.agency;
  const total = draft.total ?? about.total ?? null;
  return writeEdition({
    ...draft,
    ...about,
    effectiveFrom: about.effectiveFrom ?? null,
    total,
    profile: about.profile ?? draft.profile,
    parts: about.parts ?? [{ key: 'main', name: agency, total: null }],
    ...(ownForms.length > 0 && { ownForms }),
    steps: handedOverAtTheEnd(draft.steps.map((step, index) => withForms(step, table.steps[index], own))),
    firstStep: draft.firstStep,
  });
}

function withForms(step: Step, pasted: PastedStep | undefined, own: readonly OwnForm[]): Step {
  if (!pasted) return step;
  const forms = pasted.forms.flatMap((form) => formOf(form, own) ?? []);
  const results = step.results.filter((result) => !NONE.test(result));
  return { ...step, forms: [...new Set(forms)], results, ...sharedBy(pasted) };
}

/** The first of a group names it, which its followers tell. */
const sharedBy = ({ timeOf }: PastedStep): Pick<Step, 'sharedTime'> =>
  timeOf === undefined ? {} : { sharedTime: timeOf };

function formOf(printed: string, own: readonly OwnForm[]): string | undefined {
  const [, number] = ONE_STOP.exec(printed) ?? [];
  if (number !== undefined && isCircular(CIRCULAR)) {
    const form = Object.entries(CIRCULARS[CIRCULAR]).find(
      ([, words]) => Number(words.number) === Number(number),
    );
    if (form) return `${CIRCULAR}/${form[0]}`;
  }
  return own.find(({ name }) => name === printed)?.code;
}

/** Forms of the procedure itself: by their own code, else numbered as they come. */
function ownFormsOf({ steps }: PastedTable): readonly OwnForm[] {
  const printed = new Set(steps.flatMap(({ forms }) => forms));
  const own = [...printed].filter((form) => !NONE.test(form) && formOf(form, []) === undefined);
  const used = new Set<string>();
  return own.map((name, index) => {
    const code = OWN_CODE.exec(name)?.[0] ?? '';
    const free = code === '' || used.has(code) ? `BM${index + 1}` : code;
    used.add(free);
    return { code: free, name };
  });
}

/** Where the one-stop section gives the result out at the end, the step before it has issued it. */
function handedOverAtTheEnd(steps: readonly Step[]): readonly Step[] {
  const last = steps.length - 1;
  const shared = new Set(steps.flatMap(({ sharedTime }) => sharedTime ?? []));
  const grouped = steps.map((step) =>
    step.sharedTime === undefined && shared.has(step.no) ? { ...step, sharedTime: step.no } : step,
  );
  if (last < 1 || grouped[last]?.role !== 'reception') return grouped;
  return grouped.map(({ issuesResult: _issues, ...step }, index) =>
    index === last - 1 ? { ...step, issuesResult: true } : step,
  );
}
