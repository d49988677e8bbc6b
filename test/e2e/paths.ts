/** A dossier taken on by whoever holds the role of each open step. */
import type { People, Person } from './people.ts';

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

export interface OpenStep {
  readonly no: string;
  readonly role: string;
  readonly agency: { readonly id: string };
  readonly unit: { readonly id: string };
  readonly officer: { readonly id: string } | null;
}

/** What the page shows of the dossier to a person who may see it. */
export async function pageOf(person: Person, dossier: string): Promise<any> {
  const { status, body } = await person.get(`/api/dossiers/${dossier}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** Completes an open step as its role asks, with every form and result it lists; the right person is looked for. */
export async function completeStep(
  people: People,
  dossier: string,
  step: OpenStep,
  more: Readonly<Record<string, unknown>> = {},
): Promise<any> {
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
  const offered = allowed.find((one: any) => one.action === 'complete' && one.step === step);
  return person.act(dossier, 'complete', {
    step,
    ...(offered && { outcome: offered.choices[0].value, forms: offered.forms, results: offered.results }),
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
    const step = page.steps.find((one: any) => one.state === 'open');
    const handing = await people.holderOf({ role: step.role, unit: step.unit.id });
    const may = (await pageOf(handing, dossier)).allowed;
    if (may.some((one: any) => one.action === 'hand-over' && one.step === step.no)) {
      const { status, body } = await handing.act(dossier, 'hand-over');
      if (status !== 200) throw new Error(JSON.stringify(body));
    } else await completeStep(people, dossier, step, choices[step.no]);
    done.push(step.no);
  }
  throw new Error(`dossier ${dossier} does not come to an end: ${done.join(' ')}`);
}
