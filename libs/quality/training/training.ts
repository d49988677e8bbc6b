/** A year's plan of training as a record: who may do what with it, what comes of it, and what it owes. */
import type { Duty, RecordKind } from '../records/record.ts';
import { decideTraining } from './decide.ts';
import { evolveTraining } from './evolve.ts';
import type { Training, TrainingCommand, TrainingEvent } from './types.ts';

export const TRAINING: RecordKind<Training, TrainingCommand, TrainingEvent> = {
  kind: 'training',
  guards: {
    open: { parts: ['secretary', 'leader'], when: ['none'] },
    'plan-session': { parts: ['owner', 'secretary'], when: ['drafted', 'approved'] },
    approve: { parts: ['leader'], when: ['drafted'] },
    hold: { parts: ['owner', 'secretary'], when: ['approved'] },
    'cancel-session': { parts: ['owner', 'secretary'], when: ['drafted', 'approved'] },
    qualify: { parts: ['owner', 'secretary'], when: ['approved'] },
    // An agency begins with nobody trained: its leader answers for the first auditors.
    appoint: { parts: ['leader'], when: ['drafted', 'approved'] },
    withdraw: { parts: ['leader', 'secretary'], when: ['drafted', 'approved', 'closed'] },
    close: { parts: ['leader', 'secretary'], when: ['approved'] },
  },
  decide: decideTraining,
  evolve: evolveTraining,
  nameOf: (command) => (command.type === 'open' ? String(command.year) : undefined),
  statusOf: ({ status }) => status,
  ownerOf: ({ owner }) => owner,
  titleOf: ({ title }) => title,
  dutiesOf,
};

function dutiesOf({ approveBy, approved, owner, sessions, qualifications }: Training): readonly Duty[] {
  const approval: Duty = {
    key: 'approve',
    what: 'training.approve',
    owner: null,
    due: approveBy,
    done: approved,
  };
  const held = sessions.map(({ topic, on, done }, place): Duty => {
    return { key: `session-${place}`, what: 'training.session', about: topic, owner, due: on, done };
  });
  const renewals = qualifications.flatMap((one, place): Duty[] => {
    if (one.withdrawn !== null) return [];
    const next = qualifications.find(
      ({ officer, what, to, withdrawn }) =>
        officer === one.officer && what === one.what && to > one.to && withdrawn === null,
    );
    const renewal = { key: `renew-${place}`, what: 'training.renew', due: one.to, done: next?.from ?? null };
    return [{ ...renewal, owner: one.officer }];
  });
  return [approval, ...held, ...renewals];
}
