export { startProjector } from './projector.ts';
export type { Projector, ProjectorOptions } from './projector.ts';
export { forecastOnce } from './forecasting.ts';
