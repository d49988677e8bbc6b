/** The dossier waits for the applicant or for another agency, and goes on when the answer is in. */
import type { PauseCause } from '#libs/calendar';
import { countExpiry } from '../counting.ts';
import { allow, deny, denyStep } from '../outcome.ts';
import { all, documentsAreSound, filesAreSound, itemsAreGiven, textIsGiven } from '../policies/input.ts';
import { mayAnswer } from '../policies/answering.ts';
import { stopsTheClock, waitingFor } from '../policies/waits.ts';
import type { Active, Waiting } from '../state.ts';
import {
  activeCase,
  claimedFirst,
  counterOf,
  grantedStep,
  type Case,
  type CommandOf,
  type Happened,
} from './case.ts';
import { recountAfterWait } from './recounting.ts';

export function requestSupplement(given: Case, command: CommandOf<'request-supplement'>): Happened {
  const one = activeCase(given);
  const { step, run, agency } = grantedStep(one);
  const { items, reason } = command;
  const sound = all(itemsAreGiven(items), textIsGiven('reason', reason));
  if (!sound.ok) return sound;
  const { profile } = one.state.pinned;
  const expires = countExpiry(counterOf(one), agency, profile.supplementExpiry, one.now);
  if (!expires.ok) return expires;
  const body = {
    step,
    run,
    items,
    reason,
    request: one.state.requests + 1,
    pauses: stopsTheClock(profile, 'supplement'),
    ...(expires.value && { expiresAt: expires.value }),
  };
  return allow([...claimedFirst(one), { type: 'SupplementRequested', body }]);
}

export function receiveSupplement(given: Case, { documents }: CommandOf<'receive-supplement'>): Happened {
  const one = activeCase(given);
  const sound = documentsAreSound(documents);
  if (!sound.ok) return sound;
  const waiting = outstanding(one.state, 'supplement');
  const recount = recountAfterWait(one, waiting);
  if (!recount.ok) return recount;
  const body = { request: waiting.request ?? one.state.requests, documents, recount: recount.value };
  return allow([{ type: 'SupplementReceived', body }]);
}

export function requestPayment(given: Case, command: CommandOf<'request-payment'>): Happened {
  const one = activeCase(given);
  const { step, run } = grantedStep(one);
  const { amountVnd, what } = command;
  const said = textIsGiven('what', what);
  if (!said.ok) return said;
  if (!Number.isSafeInteger(amountVnd) || amountVnd <= 0) return deny('bad-input', 'an amount in whole đồng');
  const pauses = stopsTheClock(one.state.pinned.profile, 'payment');
  const body = { step, run, amountVnd, what, pauses };
  return allow([...claimedFirst(one), { type: 'PaymentRequested', body }]);
}

export function confirmPayment(given: Case, { reference }: CommandOf<'confirm-payment'>): Happened {
  const one = activeCase(given);
  const said = textIsGiven('reference', reference);
  if (!said.ok) return said;
  const waiting = outstanding(one.state, 'payment');
  const recount = recountAfterWait(one, waiting);
  if (!recount.ok) return recount;
  const body = { amountVnd: waiting.amountVnd ?? 0, reference, recount: recount.value };
  return allow([{ type: 'PaymentConfirmed', body }]);
}

export function consult(given: Case, command: CommandOf<'consult'>): Happened {
  const one = activeCase(given);
  const open = grantedStep(one);
  const { agency, question, answerBy } = command;
  const sound = all(textIsGiven('agency', agency), textIsGiven('question', question));
  if (!sound.ok) return sound;
  if (waitingFor(one.state, 'consultation', agency)) {
    return denyStep('waiting', `${agency} has been asked already`, open);
  }
  const { step, run } = open;
  const pauses = stopsTheClock(one.state.pinned.profile, 'consultation');
  const body = { step, run, agency, question, pauses, ...(answerBy !== undefined && { answerBy }) };
  return allow([...claimedFirst(one), { type: 'ConsultationRequested', body }]);
}

export function answerConsultation(given: Case, command: CommandOf<'answer-consultation'>): Happened {
  const one = activeCase(given);
  const { agency, answer, files } = command;
  const permit = mayAnswer(one, 'consultation', agency);
  if (!permit.ok) return permit;
  const sound = all(textIsGiven('answer', answer), filesAreSound(files));
  if (!sound.ok) return sound;
  const recount = recountAfterWait(one, outstanding(one.state, 'consultation', agency));
  if (!recount.ok) return recount;
  return allow([{ type: 'ConsultationAnswered', body: { agency, answer, files, recount: recount.value } }]);
}

/** The guard has seen that it is. */
function outstanding(state: Active, cause: PauseCause, agency?: string): Waiting {
  const waiting = waitingFor(state, cause, agency);
  if (!waiting) throw new RangeError(`no ${cause} is outstanding`);
  return waiting;
}
