/** A named timer: it waits for its moment, has the core decide what falls due, and steps aside when it no longer holds. */
import type { Timer } from '#libs/dossier';
import { condition, sleep } from '@temporalio/workflow';
import { ledger } from './activities.ts';
import { Branches } from './branches.ts';
import type { Followed } from './followed.ts';

/** Two machines' clocks differ by less; the core says `not-due` to a timer that comes early. */
const CLOCK_SKEW = '2s';

/** Ends when the timer no longer holds: the step was done, the moment was moved, or it was noticed. */
export async function keepTimer(dossier: Followed, stream: string, timer: Timer): Promise<void> {
  const gone = (): boolean => !dossier.has(timer);
  const wait = Date.parse(timer.at) - Date.now();
  if (wait > 0 && (await condition(gone, wait, { summary: timer.summary }))) return;

  while (!gone()) {
    const { version } = dossier;
    const answer = await ledger.clockCommand(stream, timer.command, `${timer.key}@${timer.at}#${version}`);
    if (!answer.ok && answer.code === 'not-due') {
      await sleep(CLOCK_SKEW);
    } else {
      // A refusal means that the ledger knows more than this run: it reads on instead of waiting for the relay.
      if (!answer.ok) dossier.suspectMore();
      await condition(() => gone() || dossier.version > version);
    }
  }
}

/**
 * Keeps every timer that `now` names, each as a branch of its own, until `over`.
 * A moment that is moved ends its branch and begins another.
 */
export async function keepTimers(
  dossier: Followed,
  stream: string,
  now: () => readonly Timer[],
  over: () => boolean,
): Promise<void> {
  const branches = new Branches();
  const isFresh = (timer: Timer): boolean => !branches.isRunning(nameOf(timer));
  while (!over()) {
    for (const timer of now()) branches.start(nameOf(timer), () => keepTimer(dossier, stream, timer));
    await condition(() => over() || branches.hasFailed || now().some(isFresh));
    branches.rethrow();
  }
}

const nameOf = (timer: Timer): string => `${timer.key}@${timer.at}`;
