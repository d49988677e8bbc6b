/** Where dossiers' workflows and their activities find a worker. */
export const TASK_QUEUE = 'dunghan';
