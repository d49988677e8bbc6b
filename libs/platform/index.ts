export { readConfig, type Config, type LogLevel } from './config.ts';
export { filesEnvironment, type FilesPlace } from './files-place.ts';
export { createLogger, logOptions } from './log.ts';
export { packageRoot } from './package-root.ts';
export { readCommandConfig } from './running.ts';
export { ensureSecretFile, readMasterKeys, readSecretFile } from './secrets.ts';
export { StartRefusal, type StartRefusalCode } from './start-refusal.ts';
export { readStatus, type PartName, type PartStatus, type SystemStatus } from './status.ts';
