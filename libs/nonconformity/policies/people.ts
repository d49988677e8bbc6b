/** Who did it, and with what right. */
import type { UsedAuthority } from '#libs/access';
import type { StepRun } from '#libs/dossier';
import { stepOf } from '#libs/procedure';
import type { DetectionContext, Finding, Policy, Scene } from '../types.ts';
import { onStep, openStepAt } from './finding.ts';

/** The officer's part in a step: doing it, sending it back, taking it up. */
function workOn({ event, context }: Scene): StepRun | undefined {
  const works =
    event.type === 'StepCompleted' ||
    event.type === 'StepReturned' ||
    (event.type === 'StepAssigned' && event.body.manner === 'claimed');
  if (!works || event.by.kind !== 'officer') return undefined;
  return stepOf(context.edition, event.body.step)?.kind === 'officer' ? event.body : undefined;
}

/** ISO 9001 5.3, 8.5.1 e: whoever does a step holds its role in its unit, of their own or lent. */
export const roleHeld: Policy = (scene) => {
  const at = workOn(scene);
  const place = at && placeIn(scene, at);
  if (!at || !place || holds(scene.event.by, place)) return undefined;
  const { role = '', unit = '' } = scene.event.by;
  return onStep('role-missing', scene, at, { detail: { role, unit, needed: place.role } });
};

const holds = (by: UsedAuthority, place: { readonly role: string; readonly unit: string }): boolean =>
  by.role === place.role && by.unit === place.unit;

/** Where the step is done: as it was opened, or as the edition and the placements say. */
function placeIn(scene: Scene, at: StepRun): { readonly role: string; readonly unit: string } | undefined {
  const open = openStepAt(scene, at);
  if (open) return open;
  const step = stepOf(scene.context.edition, at.step);
  const unit = step && scene.after.pinned.placements[step.part]?.units[step.unit];
  return step && unit !== undefined ? { role: step.role, unit } : undefined;
}

/** ISO 9001 5.3: another's step is done on a substitution in force at that moment, or not at all. */
export const substitutionInForce: Policy = (scene) => {
  const at = workOn(scene);
  if (!at) return undefined;
  const { by } = scene.event;
  const flaw = by.substitution === undefined ? withoutOne(scene, at) : flawOf(by, scene);
  return flaw === undefined ? undefined : onStep('substitution-invalid', scene, at, { detail: { flaw } });
};

/** Somebody in the right role, but the step was another's. */
function withoutOne(scene: Scene, at: StepRun): string | undefined {
  const open = openStepAt(scene, at);
  if (!open?.officer || scene.event.type === 'StepAssigned' || !holds(scene.event.by, open)) return undefined;
  return open.officer === scene.event.by.id ? undefined : 'none';
}

function flawOf(by: UsedAuthority, { event, context }: Scene): string | undefined {
  const known = lent(context, by);
  if (!known) return 'unknown';
  const { from, to, officer, substitute } = known;
  if (officer !== by.onBehalfOf || substitute !== by.id) return 'another-pair';
  return from <= event.occurredAt && event.occurredAt < to ? undefined : 'not-in-force';
}

const lent = (context: DetectionContext, { substitution }: UsedAuthority) =>
  substitution === undefined ? undefined : context.substitution(substitution);

/** ISO 9001 8.6: who did the work does not release it. Only the last run of the earlier step counts. */
export const anotherPersonReleased: Policy = (scene): Finding | undefined => {
  const { event, before, context } = scene;
  if (event.type !== 'StepCompleted' || event.by.kind !== 'officer' || !('done' in before)) return undefined;
  const others = stepOf(context.edition, event.body.step)?.otherPersonThan ?? [];
  const same = others.find(
    (no) => before.done.findLast((done) => done.step === no && !done.returned)?.officer === event.by.id,
  );
  return same === undefined ? undefined : onStep('same-person', scene, event.body, { detail: { same } });
};
