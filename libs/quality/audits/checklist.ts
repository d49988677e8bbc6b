/** The checklist of an audit: the clauses, asked of each unit and procedure, and each procedure's own steps. */
import { formWords, ROLES, type Edition, type KnownRole, type Step } from '#libs/procedure';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Line, UnitScope } from './types.ts';

const words = z.string().trim().min(1).max(400);

const clauseSet = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{2,40}$/),
  edition: z.int().min(1),
  validFrom: z.iso.date(),
  lines: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{1,30}$/),
        of: z.enum(['unit', 'procedure']),
        clause: z.string().regex(/^\d+(\.\d+)*$/),
        vi: words,
        en: words,
      }),
    )
    .min(1)
    .refine((lines) => new Set(lines.map(({ id }) => id)).size === lines.length, 'two lines have one id'),
});
/** Versioned data: an audit names the code and the edition that its checklist was made from. */
export type ClauseSet = z.infer<typeof clauseSet>;

/** Only where they are: reading the file is the caller's. */
export const SHIPPED_CHECKLISTS: ReadonlyMap<string, URL> = new Map([
  ['iso-9001', new URL('./checklists/iso-9001.yaml', import.meta.url)],
]);

/** @throws ZodError naming the place that does not fit. */
export const readClauseSet = (text: string): ClauseSet => clauseSet.parse(parse(text));

type AskedEdition = Pick<Edition, 'code' | 'steps' | 'ownForms'>;

/** Units first, then procedure by procedure: its clauses, then its steps in their order. */
export function checklistOf(
  set: ClauseSet,
  units: readonly UnitScope[],
  editions: readonly AskedEdition[],
): readonly Line[] {
  const asked = (of: ClauseSet['lines'][number]['of']) => set.lines.filter((line) => line.of === of);
  return [
    ...units.flatMap((unit) =>
      asked('unit').map(({ id, clause, vi, en }): Line => {
        return { id: `${id}/${unit.id}`, clause, vi, en, ...ABOUT, unit: unit.id };
      }),
    ),
    ...editions.flatMap((edition) => [
      ...asked('procedure').map(({ id, clause, vi, en }): Line => {
        return { id: `${id}/${edition.code}`, clause, vi, en, ...ABOUT, procedure: edition.code };
      }),
      ...edition.steps.map((step) => stepLine(edition, step)),
    ]),
  ];
}

const ABOUT = { procedure: null, step: null, unit: null };
/** Control of what is done: by whom, in what time, with which record. */
const OF_STEPS = '8.5.1';

function stepLine({ code, ownForms = [] }: AskedEdition, step: Step): Line {
  const { no, content, role, time, forms, results } = step;
  const names = forms.map(
    (key) => ownForms.find((own) => own.code === key)?.name ?? formWords(key)?.name ?? key,
  );
  const who = ROLES[role as KnownRole] ?? { name: role };
  const parts = [
    ['trách nhiệm', 'by', who.name],
    ['thời gian', 'time', time],
    ['biểu mẫu', 'forms', names.join(', ')],
    ['kết quả', 'results', results.join(', ')],
  ].filter(([, , said]) => said !== '');
  const vi = parts.map(([label, , said]) => `${label}: ${said}`).join('; ');
  const en = parts.map(([, label, said]) => `${label}: ${said}`).join('; ');
  return {
    id: `step/${code}/${no}`,
    clause: OF_STEPS,
    vi: `${no} ${content} (${vi}): hồ sơ trong mẫu được làm đúng như vậy.`,
    en: `${no} ${content} (${en}): done so in the sampled dossiers.`,
    ...ABOUT,
    procedure: code,
    step: no,
  };
}
