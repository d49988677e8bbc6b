/** Where a dossier is or has been: what decides who may know of it. */
import type { DossierPlaces } from '#libs/access';
import type { DossierState } from '#libs/dossier';

export function placesOf(state: DossierState): DossierPlaces {
  if (state.status === 'none') return { agencies: [], units: [] };
  if (!('open' in state)) return { agencies: [state.agency], units: [], counter: state.agency };
  const steps = [...state.open, ...state.done];
  const consulted = state.waiting.flatMap(({ agency }) => agency ?? []);
  const reception = state.pinned.placements['main']?.units['one-stop'];
  return {
    agencies: [state.agency, ...steps.map((step) => step.agency), ...consulted],
    units: [...(reception === undefined ? [] : [reception]), ...steps.map((step) => step.unit)],
  };
}
