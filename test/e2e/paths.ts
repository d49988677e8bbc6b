/** A dossier taken on by whoever holds the role of each open step. */
import type { DossierView } from '../../apps/api/dossiers/view.ts';
import type { Json, People, Person } from './people.ts';

export const APPLICANT = {
  name: 'Đặng Thị Ễ Ương',
  idNumber: '001099012345',
  phone: '0912345678',
};

export const KHCN = {
  procedure: 'QT.KHCN.01',
  applicant: APPLICANT,
  documents: [
    { code: 'DON', copies: 1 },
    { code: 'GCN', copies: 1 },
  ],
};

type StepView = DossierView['steps'][number];

/** What the page shows of the dossier to a person who may see it. */
export async function pageOf(person: Person, dossier: string): Promise<DossierView> {
  const { status, body } = await person.get(`/api/dossiers/${dossier}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** The first open step on its page, or that one. */
export function openStep({ steps }: DossierView, no?: string): StepView {
  const found = steps.find((step) => step.state === 'open' && (no === undefined || step.no === no));
  if (!found) throw new Error(`step ${no ?? ''} is not open`);
  return found;
}

/** Completes an open step as its role asks, with every form and result it lists; the right person is looked for. */
export async function completeStep(
  people: People,
  dossier: string,
  step: StepView,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Json> {
  const first = await people.holderOf({ role: step.role, unit: step.unit.id });
  const answer = await completeAs(first, dossier, step.no, more);
  if (answer.status === 200) return answer.body;
  if (answer.body.code !== 'same-person') throw new Error(`${step.no}: ${JSON.stringify(answer.body)}`);
  const other = await people.holderOf({ role: step.role, unit: step.unit.id }, first.officer);
  const again = await completeAs(other, dossier, step.no, more);
  if (again.status !== 200) throw new Error(`${step.no}: ${JSON.stringify(again.body)}`);
  return again.body;
}

/** What the step's own page offers is what is sent. */
export async function completeAs(
  person: Person,
  dossier: string,
  step: string,
  more: Readonly<Record<string, unknown>> = {},
) {
  const { allowed } = await pageOf(person, dossier);
  const offered = allowed.find((one) => one.action === 'complete' && one.step === step);
  return person.act(dossier, 'complete', {
    step,
    ...(offered && { outcome: offered.choices?.[0]?.value, forms: offered.forms, results: offered.results }),
    ...more,
  });
}

export interface Choices {
  /** By step: what to say beside the forms. */
  readonly [step: string]: Readonly<Record<string, unknown>>;
}

const MAX_STEPS = 60;

/** To the hand-over, whatever lies between. Answers the steps in the order they were done. */
export async function takeToTheEnd(
  people: People,
  watcher: Person,
  dossier: string,
  choices: Choices = {},
): Promise<string[]> {
  const done: string[] = [];
  for (let turn = 0; turn < MAX_STEPS; turn++) {
    const page = await pageOf(watcher, dossier);
    if (page.status !== 'open') return done;
    const step = openStep(page);
    const handing = await people.holderOf({ role: step.role, unit: step.unit.id });
    const may = (await pageOf(handing, dossier)).allowed;
    if (may.some((one) => one.action === 'hand-over' && one.step === step.no)) {
      const { status, body } = await handing.act(dossier, 'hand-over');
      if (status !== 200) throw new Error(JSON.stringify(body));
    } else await completeStep(people, dossier, step, choices[step.no]);
    done.push(step.no);
  }
  throw new Error(`dossier ${dossier} does not come to an end: ${done.join(' ')}`);
}
