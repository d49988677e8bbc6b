export { identify, isRunning, readPidFile, writePidFile, type ProcessIdentity } from './identity.ts';
export { freePort, portIsFree } from './ports.ts';
export { stopProcess, type StopPlan } from './stop.ts';
