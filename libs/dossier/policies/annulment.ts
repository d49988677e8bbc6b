import { allow, deny, type Grant, type Outcome } from '../outcome.ts';
import type { Situation } from '../situation.ts';
import type { Active, Closed } from '../state.ts';
import { maySuperviseDossier } from './supervision.ts';

/**
 * A mistaken action is compensated by an event that says why, and only while it is the last one: by the one who did
 * it or a superior, and never once the result is in the applicant's hands.
 */
export function mayAnnul(situation: Situation<Active | Closed>): Outcome<Grant> {
  const { state, actor } = situation;
  if (state.status === 'handed-over') return deny('annul-too-late', 'the result has been handed over');
  const { undo } = state;
  if (!undo) return deny('nothing-to-annul', 'no last action can be annulled');
  if (actor.kind === 'officer' && actor.officer === undo.by) {
    const { officer: id, unit, agency, organisationVersion } = actor;
    return allow({ authority: { kind: 'officer', id, unit, agency, organisationVersion } });
  }
  const permit = maySuperviseDossier(situation);
  return permit.ok ? permit : deny('role-missing', permit.refusal.message, { holder: { officer: undo.by } });
}
