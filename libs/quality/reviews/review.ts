/** Management review (TCVN ISO 9001:2015, 9.3): planned, prepared from what is on record, held, followed to the end. */
import type { Duty, RecordKind } from '../records/record.ts';
import { decide, isAccepted } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Review, ReviewCommand, ReviewEvent } from './types.ts';

export const REVIEW: RecordKind<Review, ReviewCommand, ReviewEvent> = {
  kind: 'review',
  guards: {
    plan: { parts: ['secretary', 'leader'], when: ['none'] },
    gather: { parts: ['secretary', 'leader', 'owner'], when: ['planned', 'prepared'] },
    hold: { parts: ['secretary', 'owner'], when: ['prepared'] },
    explain: { parts: ['officer'], when: ['prepared'] },
    report: { parts: ['officer'], when: ['held'] },
    judge: { parts: ['secretary', 'leader'], when: ['held'] },
    reassign: { parts: ['secretary', 'leader'], when: ['held'] },
    close: { parts: ['secretary', 'leader', 'owner'], when: ['held'] },
    replan: { parts: ['secretary', 'leader'], when: ['planned', 'prepared'] },
    cancel: { parts: ['leader'], when: ['planned', 'prepared'] },
  },
  decide,
  evolve,
  statusOf: ({ status }) => status,
  ownerOf: ({ chair }) => chair,
  titleOf: ({ title }) => title,
  dutiesOf,
};

function dutiesOf({ status, chair, holdBy, held, decisions }: Review): readonly Duty[] {
  if (status === 'cancelled') return [];
  const meeting: Duty = {
    key: 'hold',
    what: 'review.hold',
    owner: chair,
    due: holdBy,
    done: held?.on ?? null,
  };
  const owed = decisions.flatMap((one, place): readonly Duty[] => {
    const { what: about, owner, due, reported, verdicts } = one;
    const decision: Duty = {
      key: `decision-${place}`,
      what: 'review.decision',
      about,
      owner,
      due,
      done: reported?.on ?? null,
    };
    if (reported === null) return [decision];
    const judgement: Duty = {
      key: `judge-${place}-${verdicts.length}`,
      what: 'review.judge',
      about,
      owner: null,
      due: reported.judgeBy,
      done: isAccepted(one) ? one.verdicts.at(-1)!.on : null,
    };
    return [decision, judgement];
  });
  return [meeting, ...owed];
}
