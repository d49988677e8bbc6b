export { cacheFolder } from './cache.ts';
export {
  DEFAULT_NAMESPACE,
  startTemporalDevServer,
  TEMPORAL_STOP,
  type DevServerOptions,
  type TemporalServer,
} from './dev-server.ts';
export { fetchTemporal, TEMPORAL_CLI_VERSION, TemporalNotFound, type FetchStage } from './fetch.ts';
export { locateTemporal } from './locate.ts';
export { TEST_SERVER_VERSION, timeSkippingServer, type TimeSkippingServer } from './time-skipping.ts';
