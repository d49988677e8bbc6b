/** The result: issued, which ends the dossier's clock, and handed over, which closes the dossier. */
import type { DossierEvent } from '../events.ts';
import { allow } from '../outcome.ts';
import { all, filesAreSound, textIsGiven } from '../policies/input.ts';
import { mustStep } from '../situation.ts';
import { activeCase, claimedFirst, grantedStep, type Case, type CommandOf, type Happened } from './case.ts';

/** Where no outcome is printed for the step that hands over. */
const HANDED_OVER = 'handed-over';

export function issueResult(given: Case, command: CommandOf<'issue-result'>): Happened {
  const one = activeCase(given);
  const { step, run } = grantedStep(one);
  const { number, positive, files } = command;
  const sound = all(textIsGiven('number', number), filesAreSound(files));
  if (!sound.ok) return sound;
  const body = { step, run, number, positive, files };
  return allow([...claimedFirst(one), { type: 'ResultIssued', body }]);
}

/** Completes the step that hands over. Whatever else is still open stays undone: nothing follows a hand-over. */
export function handOver(given: Case, command: CommandOf<'hand-over'>): Happened {
  const one = activeCase(given);
  const { step, run, part } = grantedStep(one);
  const { channel, receivedBy } = command;
  const completed: DossierEvent = {
    type: 'StepCompleted',
    body: {
      step,
      run,
      officer: one.grant.authority.id,
      outcome: mustStep(one.edition, step).transitions[0]?.outcome ?? HANDED_OVER,
      forms: [],
      results: [],
      files: [],
      opens: [],
      closesParts: [part],
    },
  };
  return allow([
    ...claimedFirst(one),
    completed,
    { type: 'ResultHandedOver', body: { channel, receivedBy } },
  ]);
}
