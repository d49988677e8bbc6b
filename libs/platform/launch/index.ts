export { withPostgresAtRest } from './at-rest.ts';
export { launch, type LaunchIo } from './launch.ts';
