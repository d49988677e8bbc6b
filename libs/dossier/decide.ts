/**
 * What a command brings about: events, or a refusal. Pure: the moment, the actor's authorities and the calendars
 * arrive with the command. First the guard (who may, in which state), then the decider of the command's family.
 */
import type { Instant } from '#libs/calendar';
import { allowedActions } from './allowed.ts';
import type { DecideContext, Decided, Decision, DossierCommand, Refusal } from './commands.ts';
import type { Case, Happened } from './decide/case.ts';
import { extend, recount } from './decide/appointment.ts';
import { assign, claim, reassign, substitute, unclaim } from './decide/assignment.ts';
import { notice, noticedMoment, type ClockCommand } from './decide/clock.ts';
import { changeEdition } from './decide/edition.ts';
import { annul, stop, withdraw } from './decide/ending.ts';
import { receive, refuseReceipt, requestCompletion, submit } from './decide/reception.ts';
import { handOver, issueResult } from './decide/result.ts';
import { complete, returnStep } from './decide/steps.ts';
import {
  answerConsultation,
  confirmPayment,
  consult,
  receiveSupplement,
  requestPayment,
  requestSupplement,
} from './decide/waiting.ts';
import type { DossierEvent } from './events.ts';
import { permit } from './guards.ts';
import type { Denial, Outcome } from './outcome.ts';
import { actingMoment } from './policies/back-dating.ts';
import type { Situation } from './situation.ts';
import type { DossierState } from './state.ts';

export function decide(state: DossierState, command: DossierCommand, context: DecideContext): Decision {
  const { edition, actor, placements } = context;
  const now = actingMoment(state, actor, context.now);
  const situation: Situation = { state, edition, actor, placements, now: now.ok ? now.value : context.now };
  const decided = now.ok ? decidedOn(situation, command, context) : now;
  if (decided.ok) return { ok: true, events: decided.value };
  return { ok: false, refusal: refusalOf(situation, decided.refusal) };
}

function decidedOn(
  situation: Situation,
  command: DossierCommand,
  context: DecideContext,
): Outcome<readonly Decided[]> {
  const grant = permit(situation, command);
  if (!grant.ok) return grant;
  const one: Case = { ...situation, context, grant: grant.value };
  const { authority: by } = grant.value;
  const happened = happen(one, command);
  if (!happened.ok) return happened;
  const { events, at } = happened.value;
  return { ok: true, value: events.map((event) => ({ ...event, occurredAt: at, by })) };
}

interface Happening {
  readonly events: readonly DossierEvent[];
  readonly at: Instant;
}

function happen(one: Case, command: DossierCommand): Outcome<Happening> {
  switch (command.type) {
    case 'warn-step':
    case 'mark-step-overdue':
    case 'expire-applicant-step':
    case 'warn-dossier':
    case 'mark-dossier-overdue':
    case 'expire-supplement': {
      const moment = noticedMoment(one, command);
      return { ok: true, value: { events: [notice(one, command, moment)], at: moment.at } };
    }
    default: {
      const done = act(one, command);
      return done.ok ? { ok: true, value: { events: done.value, at: one.now } } : done;
    }
  }
}

function act(one: Case, command: Exclude<DossierCommand, ClockCommand>): Happened {
  switch (command.type) {
    case 'submit':
      return submit(one, command);
    case 'receive':
      return receive(one, command);
    case 'refuse':
      return refuseReceipt(one, command);
    case 'request-completion':
      return requestCompletion(one, command);
    case 'assign':
      return assign(one, command);
    case 'claim':
      return claim(one);
    case 'unclaim':
      return unclaim(one);
    case 'reassign':
      return reassign(one, command);
    case 'substitute':
      return substitute(one, command);
    case 'complete':
      return complete(one, command);
    case 'return':
      return returnStep(one, command);
    case 'request-supplement':
      return requestSupplement(one, command);
    case 'receive-supplement':
      return receiveSupplement(one, command);
    case 'request-payment':
      return requestPayment(one, command);
    case 'confirm-payment':
      return confirmPayment(one, command);
    case 'consult':
      return consult(one, command);
    case 'answer-consultation':
      return answerConsultation(one, command);
    case 'extend':
      return extend(one, command);
    case 'withdraw':
      return withdraw(one, command);
    case 'stop':
      return stop(one, command);
    case 'issue-result':
      return issueResult(one, command);
    case 'hand-over':
      return handOver(one, command);
    case 'annul':
      return annul(one, command);
    case 'change-edition':
      return changeEdition(one, command);
    case 'recount':
      return recount(one);
    default:
      return command satisfies never;
  }
}

function refusalOf(situation: Situation, denial: Denial): Refusal {
  const { state, edition, actor, now, placements } = situation;
  return { ...denial, status: state.status, allowed: allowedActions(state, edition, actor, now, placements) };
}
