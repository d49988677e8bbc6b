/** Who may record what came in from outside: a supplement, a payment, another agency's opinion. */
import { canActOnStep, rolesAt } from '#libs/access';
import type { PauseCause } from '#libs/calendar';
import { allow, deny, denyStep, type Grant, type Outcome } from '../outcome.ts';
import { sameRun, type Situation } from '../situation.ts';
import type { Active, OpenStep, Waiting } from '../state.ts';
import { mayReceive } from './reception.ts';
import { byAccess } from './access.ts';
import { mayTakeUp } from './step-work.ts';
import { anyOf } from './supervision.ts';
import { isAsked } from '../evolve/waiting.ts';

type Rule = (situation: Situation<Active>, waiting: Waiting) => Outcome<Grant>;

/** Something of the kind is outstanding (from that agency, if one is named), and the one who asks may answer it. */
export function mayAnswer(situation: Situation<Active>, cause: PauseCause, agency?: string): Outcome<Grant> {
  const outstanding = situation.state.waiting.filter(
    (waiting) =>
      isAsked(waiting) && waiting.cause === cause && (agency === undefined || waiting.agency === agency),
  );
  const [first, ...rest] = outstanding.map((waiting) => () => RULES[cause](situation, waiting));
  return first ? anyOf(first, ...rest) : deny('not-waiting', `no ${cause} is outstanding`);
}

const RULES: Readonly<Record<PauseCause, Rule>> = {
  /** The applicant online, or the counter, or the unit that asked. */
  supplement: (situation, waiting) => {
    const { actor } = situation;
    if (actor.kind === 'applicant') return allow({ authority: { kind: 'applicant', id: actor.account } });
    return atTheCounterOrTheStep(situation, waiting);
  },
  /** The payment system, or the counter, or the unit that asked; never the applicant's own word. */
  payment: (situation, waiting) => bySystem(situation) ?? atTheCounterOrTheStep(situation, waiting),
  /** The agency that was asked, its system, or the unit that asked and has the letter. */
  consultation: (situation, waiting) =>
    bySystem(situation) ??
    anyOf(
      () => fromAgency(situation, waiting),
      () => worksInUnit(situation, situation.state.open.filter(sameRun(waiting))),
    ),
};

function bySystem({ actor }: Situation): Outcome<Grant> | undefined {
  return actor.kind === 'system' ? allow({ authority: { kind: 'system', id: actor.name } }) : undefined;
}

function atTheCounterOrTheStep(situation: Situation<Active>, waiting: Waiting): Outcome<Grant> {
  return anyOf(
    () => mayReceive(situation),
    () => worksInUnit(situation, situation.state.open.filter(sameRun(waiting))),
  );
}

/** Holds the role of one of these steps in its unit, whoever has the step. */
export function worksInUnit(situation: Situation<Active>, steps: readonly OpenStep[]): Outcome<Grant> {
  const { actor } = situation;
  const [first, ...rest] = steps;
  if (actor.kind !== 'officer' || !first) return deny('role-missing', 'the unit that has the dossier may');
  const ways = [first, ...rest].map((open) => () => mayTakeUp(actor, open, situation));
  const found = ways.map((way) => way()).find((answer) => answer.ok);
  return found?.ok
    ? allow({ authority: found.value })
    : denyStep('role-missing', 'the unit that has the dossier may', first);
}

function fromAgency({ actor, now }: Situation<Active>, { agency }: Waiting): Outcome<Grant> {
  const seat =
    actor.kind === 'officer' ? rolesAt(actor, now).find((held) => held.agency === agency) : undefined;
  const permit = actor.kind === 'officer' && seat && byAccess(canActOnStep(actor, seat, now));
  if (!permit) return deny('role-missing', `an officer of ${agency} answers`);
  return permit.ok ? allow({ authority: permit.value }) : permit;
}
