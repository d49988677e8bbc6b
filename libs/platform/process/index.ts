export {
  claimPidFile,
  identify,
  isRunning,
  readPidFile,
  writePidFile,
  type ProcessIdentity,
} from './identity.ts';
export { freePort, portIsFree } from './ports.ts';
export { stopProcess, type StopPlan } from './stop.ts';
export { runToEnd, type RunOptions } from './run.ts';
