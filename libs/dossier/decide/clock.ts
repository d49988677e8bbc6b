/** The clock notices what fell due; nobody decides it. It happened when it fell due, however late it is noticed. */
import type { DossierCommand } from '../commands.ts';
import type { DossierEvent } from '../events.ts';
import type { DueMoment } from '../moments.ts';
import { momentOf } from '../policies/clock.ts';
import { openStep, type Target } from '../situation.ts';
import type { Active } from '../state.ts';
import { activeCase, type Case } from './case.ts';

export type ClockCommand = Extract<
  DossierCommand,
  {
    type:
      | 'warn-step'
      | 'mark-step-overdue'
      | 'expire-applicant-step'
      | 'warn-dossier'
      | 'mark-dossier-overdue'
      | 'expire-supplement';
  }
>;

export function noticedMoment(given: Case, command: ClockCommand): DueMoment {
  const target: Target = command;
  const moment = momentOf(activeCase(given), target);
  if (!moment) throw new RangeError('noticed a moment that no guard granted');
  return moment;
}

export function notice(given: Case, command: ClockCommand, { at }: DueMoment): DossierEvent {
  const { state } = activeCase(given);
  const appointed = state.appointment?.deadline.dueAt ?? at;
  switch (command.type) {
    case 'warn-step':
      return { type: 'StepWarned', body: stepNotice(state, command) };
    case 'mark-step-overdue':
      return { type: 'StepOverdue', body: stepNotice(state, command) };
    case 'expire-applicant-step': {
      const { step, run } = command;
      return { type: 'ApplicantStepExpired', body: { step, run, expiresAt: at } };
    }
    case 'warn-dossier':
      return { type: 'DossierWarned', body: { dueAt: appointed } };
    case 'mark-dossier-overdue':
      return { type: 'DossierOverdue', body: { dueAt: appointed } };
    case 'expire-supplement':
      return { type: 'SupplementExpired', body: { request: command.request, expiresAt: at } };
    default:
      return command satisfies never;
  }
}

function stepNotice(state: Active, { step, run }: { step: string; run: number }) {
  const open = openStep(state, step, run);
  if (!open?.deadline) throw new RangeError(`step ${step}#${run} has no deadline`);
  const { deadline, officer } = open;
  return { step, run, dueAt: deadline.dueAt, ...(officer !== null && { officer }) };
}
