/** A step is done, or returned to an earlier one. */
import { transitionOf } from '#libs/procedure';
import type { DossierEvent } from '../events.ts';
import { allow, denyStep } from '../outcome.ts';
import { producedIsComplete } from '../policies/completeness.ts';
import { all, filesAreSound, textIsGiven } from '../policies/input.ts';
import { returnTargets } from '../policies/returning.ts';
import { mustStep } from '../situation.ts';
import { activeCase, claimedFirst, grantedStep, type Case, type CommandOf, type Happened } from './case.ts';
import { wayBack, wayOn } from './path.ts';

/** Completes the step; where it issues the result, that too, unless it stands already. */
export function complete(given: Case, command: CommandOf<'complete'>): Happened {
  const one = activeCase(given);
  const open = grantedStep(one);
  const step = mustStep(one.edition, open.step);
  const { outcome, forms, results, files, note, result } = command;
  const transition = transitionOf(step, outcome);
  if (!transition) return denyStep('unknown-outcome', `step ${open.step} has no outcome ${outcome}`, open);
  const sound = all(
    filesAreSound(files),
    note === undefined ? allow(null) : textIsGiven('note', note),
    open.kind === 'officer' ? producedIsComplete(step, command) : allow(null),
    result ? textIsGiven('result number', result.number) : allow(null),
  );
  if (!sound.ok) return sound;
  if (result && !step.issuesResult) return denyStep('bad-input', 'this step issues no result', open);
  if (result && one.state.result) return denyStep('result-already-issued', 'the result stands', open);
  if (step.issuesResult && !result && !one.state.result) {
    return denyStep('result-missing', 'this step issues the result', open);
  }

  const way = wayOn(one, open, transition.to);
  if (!way.ok) return way;
  const { run, step: no } = open;
  const completed: DossierEvent = {
    type: 'StepCompleted',
    body: {
      step: no,
      run,
      officer: one.grant.authority.id,
      outcome,
      forms,
      results,
      files,
      ...(note !== undefined && { note }),
      ...way.value,
    },
  };
  const issued: readonly DossierEvent[] = result
    ? [{ type: 'ResultIssued', body: { step: no, run, files, ...result } }]
    : [];
  return allow([...claimedFirst(one), completed, ...issued]);
}

/** Back to an earlier step and the officer who had it; the step's time begins anew, the appointment never moves. */
export function returnStep(given: Case, command: CommandOf<'return'>): Happened {
  const one = activeCase(given);
  const open = grantedStep(one);
  const { to, reason } = command;
  const said = textIsGiven('reason', reason);
  if (!said.ok) return said;
  if (!returnTargets(one, open).includes(to)) {
    return denyStep('cannot-return-there', `step ${open.step} is not returned to ${to}`, open);
  }
  const before = one.state.done.findLast((done) => done.step === to);
  const officer = before?.kind === 'officer' ? before.officer : null;
  const way = wayBack(one, open, to, { officer });
  if (!way.ok) return way;
  const { step, run } = open;
  const body = { step, run, officer: one.grant.authority.id, reason, ...way.value };
  return allow([...claimedFirst(one), { type: 'StepReturned', body }]);
}
