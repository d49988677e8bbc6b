/** One open step: awaits its completion against its own timers; a system's step is done on the way. */
import type { OpenStep } from '#libs/dossier';
import { condition } from '@temporalio/workflow';
import { ledger, systems } from './activities.ts';
import type { Branches } from './branches.ts';
import { keepTimers } from './clock.ts';
import type { Followed } from './followed.ts';
import type { AutomaticTask } from './messages.ts';

export async function takeStep(
  dossier: Followed,
  stream: string,
  step: OpenStep,
  branches: Branches,
): Promise<void> {
  const over = (): boolean => !dossier.isOpen(step);
  const itsTimers = () =>
    dossier.timers.filter((timer) => timer.step === step.step && timer.run === step.run);
  await Promise.all([
    keepTimers(dossier, stream, itsTimers, over),
    step.kind === 'automatic'
      ? doAutomatic(dossier, taskOf(step, dossier, stream), over, branches)
      : undefined,
  ]);
}

function taskOf({ step, run, role }: OpenStep, { state }: Followed, dossier: string): AutomaticTask {
  if (!('pinned' in state)) throw new Error(`step ${step} is open in a dossier that is not`);
  const { procedure, edition } = state.pinned;
  return { dossier, procedure, edition, step, run, role };
}

/** The system does it once; its completion is offered again whenever the dossier has moved on. */
async function doAutomatic(
  dossier: Followed,
  task: AutomaticTask,
  over: () => boolean,
  branches: Branches,
): Promise<void> {
  await branches.uninterrupted(async () => {
    const result = await systems.performAutomatic(task);
    while (!over()) {
      const { version } = dossier;
      const answer = await ledger.completeAutomatic(task, result);
      if (!answer.ok) dossier.suspectMore();
      await condition(() => over() || dossier.version > version);
    }
  });
}
