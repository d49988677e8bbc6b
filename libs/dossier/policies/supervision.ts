/** What is a superior's to decide: who has a step, a new appointment, a stop. */
import { canActOnStep, canSupervise, rolesAt } from '#libs/access';
import { MAIN_PART } from '../events.ts';
import { allow, deny, type Grant, type Outcome } from '../outcome.ts';
import type { Situation } from '../situation.ts';
import type { Active, Closed, OpenStep } from '../state.ts';
import { byAccess } from './access.ts';

const AGENCY_HEAD = 'agency-head';

/** A supervisor of the step's agency, or the head of its unit. */
export function maySuperviseStep({ actor, now }: Situation, open: OpenStep): Outcome<Grant> {
  if (actor.kind !== 'officer') return deny('role-missing', 'only an officer may');
  const permit = byAccess(canSupervise(actor, open, now), open);
  return permit.ok ? allow({ authority: permit.value, open }) : permit;
}

/** A supervisor of the agency that received it, or whoever supervises one of its open steps. */
export function maySuperviseDossier({ state, actor, now }: Situation<Active | Closed>): Outcome<Grant> {
  if (actor.kind !== 'officer') return deny('role-missing', 'only an officer may');
  const { agency } = mainPlacement(state);
  const permits = [{ agency }, ...state.open].map((place) => canSupervise(actor, place, now));
  const permit = byAccess(permits.find((answer) => answer.ok) ?? canSupervise(actor, { agency }, now));
  return permit.ok ? allow({ authority: permit.value }) : permit;
}

/** The head of the agency that received it. */
export function headsAgency({ state, actor, now }: Situation<Active>): Outcome<Grant> {
  if (actor.kind !== 'officer') return deny('role-missing', 'only an officer may');
  const { agency } = mainPlacement(state);
  const seat = rolesAt(actor, now).find((held) => held.role === AGENCY_HEAD && held.agency === agency);
  const permit = seat && byAccess(canActOnStep(actor, seat, now));
  if (!permit) return deny('role-missing', 'the head of the agency may', { holder: { role: AGENCY_HEAD } });
  return permit.ok ? allow({ authority: permit.value }) : permit;
}

/** The first that is granted, else the first refusal. */
export function anyOf(...ways: readonly [() => Outcome<Grant>, ...(() => Outcome<Grant>)[]]): Outcome<Grant> {
  const [first, ...rest] = ways;
  const answer = first();
  if (answer.ok) return answer;
  for (const way of rest) {
    const other = way();
    if (other.ok) return other;
  }
  return answer;
}

function mainPlacement({ pinned, agency }: Active | Closed): { agency: string } {
  return pinned.placements[MAIN_PART] ?? { agency };
}
