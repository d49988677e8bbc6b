import { allow, deny, type Grant, type Outcome } from '../outcome.ts';
import { dueMoments, type DueMoment } from '../moments.ts';
import type { Situation, Target } from '../situation.ts';
import type { Active } from '../state.ts';

/** The moment that a clock's command is about, come and not noticed before. */
export function momentOf({ state }: Situation<Active>, target: Target): DueMoment | undefined {
  return dueMoments(state).find(({ command }) => {
    const other: Target = command;
    return (
      other.type === target.type &&
      other.step === target.step &&
      other.run === target.run &&
      other.request === target.request
    );
  });
}

export function hasFallenDue(situation: Situation<Active>, target: Target): Outcome<Grant> {
  if (situation.actor.kind !== 'clock') return deny('role-missing', 'only the clock notices what falls due');
  const moment = momentOf(situation, target);
  if (!moment) return deny('not-due', 'nothing of the kind stands open');
  if (moment.at > situation.now) return deny('not-due', `due at ${moment.at}`);
  return allow({ authority: { kind: 'clock', id: 'clock' } });
}
