export { recoverWorkflows, type Recovered, type RecoverOptions } from './recover.ts';
export { runService, type ServiceOptions } from './service.ts';
export { TASK_QUEUE } from './temporal/task-queue.ts';
