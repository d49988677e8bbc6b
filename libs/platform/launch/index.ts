export { launch, type LaunchIo } from './launch.ts';
