export type {
  Plant,
  PlantKind,
  SimulatedApplicant,
  SimulatedDossier,
  Simulation,
  SimulationOptions,
  Slice,
} from './types.ts';
export { PLANT_KINDS } from './types.ts';
export { simulate } from './simulate.ts';
