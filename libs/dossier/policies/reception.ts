/** Receiving is the first step's role's: the one-stop section (Bộ phận Một cửa; NĐ 118/2025/NĐ-CP). */
import { canActOnStep, rolesAt, type StepPlacement } from '#libs/access';
import { dateOf } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import type { Placement } from '../events.ts';
import { allow, deny, type Grant, type Outcome } from '../outcome.ts';
import { hasSteps, stepIn, type Officer, type Situation } from '../situation.ts';
import { byAccess } from './access.ts';

/** May the one who asks receive for this dossier's one-stop section, and so record what the applicant brings? */
export function mayReceive(situation: Situation): Outcome<Grant> {
  const { actor, edition, state, now } = situation;
  if (actor.kind !== 'officer') return deny('role-missing', 'only an officer receives');
  const placements = hasSteps(state) ? state.pinned.placements : situation.placements;
  if (!placements) return mayReceiveSomewhere(situation, actor);
  const counter = receptionOf(edition, placements);
  if (!counter) return deny('placement-missing', 'no unit stands behind the first step');
  const permit = byAccess(canActOnStep(actor, counter, now));
  return permit.ok ? allow({ authority: permit.value }) : permit;
}

export function receptionOf(
  edition: Edition,
  placements: Readonly<Record<string, Placement>>,
): StepPlacement | undefined {
  const first = stepIn(edition, edition.firstStep);
  const placement = first && placements[first.part];
  const unit = first && placement?.units[first.unit];
  if (!first || !placement || unit === undefined) return undefined;
  return { role: first.role, unit, agency: placement.agency };
}

/** Before anybody said who does which part (a list of what came in online): the role in the agency is enough. */
function mayReceiveSomewhere({ edition, state, now }: Situation, officer: Officer): Outcome<Grant> {
  const role = stepIn(edition, edition.firstStep)?.role;
  const agency = state.status === 'none' ? undefined : state.agency;
  const seat = rolesAt(officer, now).find(
    (held) => held.role === role && (agency === undefined || held.agency === agency),
  );
  const permit = seat && byAccess(canActOnStep(officer, seat, now));
  if (!permit)
    return deny('role-missing', 'receiving is the first step’s role’s', role ? { holder: { role } } : {});
  return permit.ok ? allow({ authority: permit.value }) : permit;
}

/** An edition takes dossiers from its effective date on. */
export function inForceToday(edition: Edition, now: Situation['now']): Outcome<null> {
  if (edition.effectiveFrom <= dateOf(now)) return allow(null);
  return deny('edition-not-in-force', `edition ${edition.edition} is in force from ${edition.effectiveFrom}`);
}
