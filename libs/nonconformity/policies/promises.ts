/** What the applicant may be asked, and promised, only so often. */
import type { Policy } from '../types.ts';
import { onDossier, onStep } from './finding.ts';

/** OS-03: hẹn lại at most once, unless the procedure's profile allows more. */
export const promisedAgainOnce: Policy = (scene) => {
  const { event, after } = scene;
  if (event.type !== 'AppointmentExtended') return undefined;
  const { number } = event.body;
  if (number <= after.pinned.profile.maxExtensions) return undefined;
  return onDossier('second-re-promise', scene, { place: String(number), detail: { number } });
};

/** Decision 766/QĐ-TTg 2.1: all that is missing is asked for at once. */
export const supplementsAskedOnce: Policy = (scene) => {
  const { event, after } = scene;
  if (event.type !== 'SupplementRequested' || after.supplements <= 1) return undefined;
  const { request } = event.body;
  return onStep('second-supplement', scene, event.body, { place: String(request), detail: { request } });
};
