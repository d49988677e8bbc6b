/** A dossier's workflow as no version of the product ever was: its histories don't fit the product's code. */
import { eventsSignal, stateQuery } from '#workflows';
import { setHandler, sleep } from '@temporalio/workflow';

export default async function unlike(): Promise<void> {
  setHandler(eventsSignal, () => undefined);
  setHandler(stateQuery, () => ({ status: 'none' }));
  await sleep('400 days');
}
