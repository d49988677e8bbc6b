/**
 * Who may ask what, in which state: one guard per command, used by `decide` and by `allowedActions` alike. A guard
 * looks at the dossier, the actor and the moment; what a command brings along is checked by its decider.
 */
import type { CommandType } from './commands.ts';
import { allow, deny, denyStep, type Grant, type Outcome } from './outcome.ts';
import { mayAnswer, worksInUnit } from './policies/answering.ts';
import { mayAnnul } from './policies/annulment.ts';
import { hasFallenDue } from './policies/clock.ts';
import { anotherPerson } from './policies/four-eyes.ts';
import { mayBeExtended } from './policies/extension.ts';
import { inForceToday, mayReceive } from './policies/reception.ts';
import { allBeforeIsDone, handingOverStep, issuingStep, resultIsThere } from './policies/release.ts';
import { returnTargets } from './policies/returning.ts';
import { isHandled, isOpen, noResultYet, stepIsOpen } from './policies/status.ts';
import { mayTakeUp, mayWorkOn, officerOnlyMayWorkOn, standsInFor } from './policies/step-work.ts';
import { anyOf, headsAgency, maySuperviseDossier, maySuperviseStep } from './policies/supervision.ts';
import { dossierWaitsForNothing, stepWaitsForNothing, waitingFor } from './policies/waits.ts';
import { stepIn, type Situation, type Target } from './situation.ts';
import type { Active, OpenStep } from './state.ts';

export type Guard = (situation: Situation, target: Target) => Outcome<Grant>;
type OpenGuard = (situation: Situation<Active>, target: Target) => Outcome<Grant>;
type StepGuard = (situation: Situation<Active>, open: OpenStep, target: Target) => Outcome<Grant>;

export function permit(situation: Situation, target: Target): Outcome<Grant> {
  return GUARDS[target.type](situation, target);
}

const onOpen =
  (guard: OpenGuard): Guard =>
  (situation, target) => {
    const open = isOpen(situation);
    return open.ok ? guard(open.value, target) : open;
  };

const onStep = (guard: StepGuard): Guard =>
  onOpen((situation, target) => {
    const open = stepIsOpen(situation, target);
    return open.ok ? guard(situation, open.value, target) : open;
  });

/** All of these hold, or the first refusal; then the grant. */
function provided(
  conditions: readonly (() => Outcome<unknown>)[],
  grant: () => Outcome<Grant>,
): Outcome<Grant> {
  for (const condition of conditions) {
    const answer = condition();
    if (!answer.ok) return answer;
  }
  return grant();
}

const GUARDS: Readonly<Record<CommandType, Guard>> = {
  submit({ state, edition, actor, now }) {
    if (state.status !== 'none') return deny('already-exists', 'the dossier exists');
    const inForce = inForceToday(edition, now);
    if (!inForce.ok) return inForce;
    switch (actor.kind) {
      case 'applicant':
        return allow({ authority: { kind: 'applicant', id: actor.account } });
      case 'system':
        return allow({ authority: { kind: 'system', id: actor.name } });
      default:
        return deny('role-missing', 'an applicant submits');
    }
  },
  receive: (situation) => {
    if (!isNew(situation)) return deny('already-exists', 'the dossier has been received');
    const { state, edition } = situation;
    if (state.status === 'submitted' && state.procedure !== edition.code) {
      return deny('edition-mismatch', `the dossier was submitted for ${state.procedure}`);
    }
    return provided([() => inForceToday(situation.edition, situation.now)], () => mayReceive(situation));
  },
  refuse: (situation) => {
    if (!isNew(situation)) return deny('already-exists', 'the dossier has been received');
    return mayReceive(situation);
  },
  'request-completion': (situation) => {
    if (!isNew(situation)) return deny('already-exists', 'the dossier has been received');
    return provided([() => inForceToday(situation.edition, situation.now)], () => mayReceive(situation));
  },

  assign: onStep((situation, open) => {
    if (open.officer !== null) return denyStep('step-taken', `the step is ${open.officer}'s`, open);
    return maySuperviseStep(situation, open);
  }),
  reassign: onStep((situation, open) => {
    if (open.officer === null) return denyStep('step-unassigned', 'nobody has the step', open);
    return maySuperviseStep(situation, open);
  }),
  substitute: onStep((situation, open) => {
    const { officer } = open;
    const { actor } = situation;
    if (officer === null) return denyStep('step-unassigned', 'nobody has the step', open);
    const superior = maySuperviseStep(situation, open);
    if (superior.ok || actor.kind !== 'officer') return superior;
    const lent = standsInFor(actor, officer, open, situation);
    if (!lent.ok) return lent;
    const eyes = anotherPerson(situation, open, actor.officer);
    return eyes.ok ? allow({ authority: lent.value, open }) : eyes;
  }),
  claim: onStep((situation, open) => {
    const { actor } = situation;
    if (actor.kind !== 'officer') return denyStep('role-missing', 'only an officer may', open);
    if (open.officer !== null) return denyStep('step-taken', `the step is ${open.officer}'s`, open);
    const seat = mayTakeUp(actor, open, situation);
    if (!seat.ok) return seat;
    const eyes = anotherPerson(situation, open, actor.officer);
    return eyes.ok ? allow({ authority: seat.value, open }) : eyes;
  }),
  unclaim: onStep((situation, open) => {
    const { actor } = situation;
    if (open.officer === null) return denyStep('step-unassigned', 'nobody has the step', open);
    if (actor.kind !== 'officer' || actor.officer !== open.officer) {
      return denyStep('step-not-yours', `the step is ${open.officer}'s`, open);
    }
    const { officer: id, unit, agency, organisationVersion } = actor;
    return allow({ authority: { kind: 'officer', id, unit, agency, organisationVersion }, open });
  }),

  complete: onStep((situation, open) => {
    const step = stepIn(situation.edition, open.step);
    if (step?.handsOver) return denyStep('hand-over-instead', 'this step ends by the hand-over', open);
    const release = [() => allBeforeIsDone(situation, open), () => dossierWaitsForNothing(situation, open)];
    const issues = step?.issuesResult && !situation.state.result;
    return provided([() => stepWaitsForNothing(situation, open), ...(issues ? release : [])], () =>
      mayWorkOn(situation, open),
    );
  }),
  return: onStep((situation, open) => {
    if (returnTargets(situation, open).length === 0) {
      return denyStep('cannot-return-there', 'the step returns to none that was done', open);
    }
    return provided([() => noResultYet(situation), () => stepWaitsForNothing(situation, open)], () =>
      officerOnlyMayWorkOn(situation, open),
    );
  }),
  'issue-result': onOpen((situation, target) => {
    const open = issuingStep(situation, target);
    if (!open.ok) return open;
    return provided(
      [
        () => noResultYet(situation),
        () => allBeforeIsDone(situation, open.value),
        () => dossierWaitsForNothing(situation, open.value),
      ],
      () => officerOnlyMayWorkOn(situation, open.value),
    );
  }),
  'hand-over': onOpen((situation) => {
    const issued = resultIsThere(situation);
    if (!issued.ok) return issued;
    const open = handingOverStep(situation);
    if (!open.ok) return open;
    return provided(
      [() => allBeforeIsDone(situation, open.value), () => dossierWaitsForNothing(situation, open.value)],
      () => officerOnlyMayWorkOn(situation, open.value),
    );
  }),

  'request-supplement': onStep((situation, open) => {
    if (waitingFor(situation.state, 'supplement')) {
      return denyStep('supplement-already-requested', 'a request is outstanding', open);
    }
    return provided([() => noResultYet(situation)], () => officerOnlyMayWorkOn(situation, open));
  }),
  'receive-supplement': onOpen((situation) => mayAnswer(situation, 'supplement')),
  'request-payment': onStep((situation, open) => {
    if (waitingFor(situation.state, 'payment')) return denyStep('waiting', 'a payment is outstanding', open);
    return officerOnlyMayWorkOn(situation, open);
  }),
  'confirm-payment': onOpen((situation) => mayAnswer(situation, 'payment')),
  consult: onStep((situation, open) =>
    provided([() => noResultYet(situation)], () => officerOnlyMayWorkOn(situation, open)),
  ),
  'answer-consultation': onOpen((situation, { agency }) => mayAnswer(situation, 'consultation', agency)),

  extend: onOpen((situation) =>
    provided([() => noResultYet(situation), () => mayBeExtended(situation)], () =>
      maySuperviseDossier(situation),
    ),
  ),
  // The applicant's wish, told to whoever they meet (OS-14, status 7); before the receipt that is the counter.
  withdraw: (situation, target) =>
    situation.state.status === 'submitted'
      ? (byApplicant(situation) ?? mayReceive(situation))
      : withdrawOpen(situation, target),
  // TT 03/2025/TT-VPCP Đ.7 (OS-08): while no result exists, with a notice of the stop.
  stop: onOpen((situation) =>
    provided([() => noResultYet(situation)], () =>
      anyOf(
        () => maySuperviseDossier(situation),
        () => headsAgency(situation),
      ),
    ),
  ),
  annul: (situation) => {
    const handled = isHandled(situation);
    return handled.ok ? mayAnnul(handled.value) : handled;
  },
  'change-edition': onOpen((situation) =>
    provided([() => noResultYet(situation)], () => maySuperviseDossier(situation)),
  ),
  recount: onOpen((situation) => {
    const { actor } = situation;
    return actor.kind === 'system'
      ? allow({ authority: { kind: 'system', id: actor.name } })
      : maySuperviseDossier(situation);
  }),

  'warn-step': onOpen(hasFallenDue),
  'mark-step-overdue': onOpen(hasFallenDue),
  'expire-applicant-step': onOpen(hasFallenDue),
  'warn-dossier': onOpen(hasFallenDue),
  'mark-dossier-overdue': onOpen(hasFallenDue),
  'expire-supplement': onOpen(hasFallenDue),
};

const withdrawOpen: Guard = onOpen((situation) =>
  provided(
    [() => noResultYet(situation)],
    () =>
      byApplicant(situation) ??
      anyOf(
        () => mayReceive(situation),
        () => worksInUnit(situation, situation.state.open),
        () => maySuperviseDossier(situation),
      ),
  ),
);

const byApplicant = ({ actor }: Situation): Outcome<Grant> | undefined =>
  actor.kind === 'applicant' ? allow({ authority: { kind: 'applicant', id: actor.account } }) : undefined;

const isNew = ({ state }: Situation): boolean => state.status === 'none' || state.status === 'submitted';
