/** What the applicant may be told before the receipt: by when, if it were received now, and why. */
import { dateOf } from '#libs/calendar';
import { promiseOf } from '#libs/dossier';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import { deadlineView } from '../dossiers/compose.ts';
import { REFUSAL_WORDS } from '../dossiers/refusal-words.ts';
import { problemOf } from '../dossiers/refusals.ts';
import { deadline } from '../dossiers/view.ts';
import { problem } from '../http/problem.ts';

export const promise = z
  .object({
    asOf: z.iso.datetime(),
    /** The receipt as it would count: after a cut-off, the next working day's opening. */
    countsFrom: z.iso.datetime(),
    /** Null: the procedure states no total. */
    deadline: deadline.nullable(),
  })
  .meta({ id: 'ReceiptPromise' });

/** Refused with 400 where the agency does not receive the procedure, 409 where its calendar lacks a year. */
export async function promiseNow(
  runtime: Runtime,
  procedure: string,
  agency: string,
): Promise<z.infer<typeof promise>> {
  const now = runtime.now();
  const organisation = await runtime.organisation();
  const edition = await runtime.editions.inForce(procedure, dateOf(now));
  const handled = organisation.assignments.some(
    (assignment) => assignment.procedure === procedure && assignment.agency === agency,
  );
  if (!edition || !handled) throw problemOf({ kind: 'unknown-procedure', procedure, agency });
  const { calendars } = runtime;
  const counted = promiseOf(edition, agency, (id) => calendars.calendarOf(calendars.current(), id), now);
  if (!counted.ok) {
    const { code, message } = counted.refusal;
    throw problem(409, code, REFUSAL_WORDS[code], { explanation: message });
  }
  const { countsFrom, due } = counted.value;
  return { asOf: now, countsFrom, deadline: due ? deadlineView(due.deadline) : null };
}
