/** What lies in the offices when the browser opens: made through the API, by the people whose work it is. */
import { addDays, dateOf, instantOf, weekday, type Instant, type LocalMoment } from '#libs/calendar';
import type { Person } from '../e2e/people.ts';
import type { TestSystem } from '../e2e/system.ts';

export const PROCEDURE = 'QT.KHCN.01';
export const DOCUMENTS = ['DON', 'GCN', 'TL'].map((code) => ({ code, copies: 1 }));
const APPLICANTS = [
  { name: 'Đặng Thị Ễ Ương', idNumber: '001099012345', phone: '0912345678' },
  {
    name: 'Công ty Cổ phần Kỹ thuật Ứng dụng và Chuyển giao Công nghệ Bắc Sông Hồng',
    idNumber: '0109988776',
  },
  { name: 'Nguyễn Hữu Phước', idNumber: '024085001122' },
];

export interface Received {
  readonly id: string;
  readonly code: string;
  readonly secret: string;
}

export async function receive(system: TestSystem, applicant = 0): Promise<Received> {
  const counter = await system.people.as('tiepnhan.khcn');
  const body = { procedure: PROCEDURE, applicant: APPLICANTS[applicant], documents: DOCUMENTS };
  const { body: receipt } = await counter.post('/api/dossiers', body);
  return { id: receipt.dossier, code: receipt.code, secret: receipt.secret };
}

/** Completes the open step as the portal's form would, everything ticked. */
export async function complete(person: Person, dossier: string, outcome?: string): Promise<void> {
  const { body: view } = await person.get(`/api/dossiers/${dossier}`);
  const allowed = view.allowed.find((action: { action: string }) => action.action === 'complete');
  const answer = await person.act(dossier, 'complete', {
    step: allowed.step,
    outcome: outcome ?? allowed.choices[0].value,
    forms: allowed.forms,
    results: allowed.results,
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

/** To the specialist's step, who claims it. */
export async function toSpecialist(system: TestSystem, dossier: string): Promise<void> {
  await complete(await system.people.as('tiepnhan.khcn'), dossier);
  await complete(await system.people.as('truongphong.khcn'), dossier);
  const specialist = await system.people.as('chuyenvien.khcn');
  await specialist.act(dossier, 'claim', { step: 'B3' });
}

/** 08:30 in Vietnam on the first Monday after the day that moment lies in there. */
export function nextMonday(after: Date): Date {
  let day = dateOf(after.toISOString() as Instant);
  do day = addDays(day, 1);
  while (weekday(day) !== 1);
  return new Date(instantOf(`${day}T08:30` as LocalMoment));
}
