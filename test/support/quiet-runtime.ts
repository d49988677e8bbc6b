import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Temporal's own lines, errors apart, would bury what a test says. */
export const logger = new DefaultLogger('ERROR');
Runtime.install({ logger });
