/** A quality objective: drafted, approved by a leader, measured by itself every month, corrected, and ended with its year. */
import { addDays, type LocalDate } from '#libs/calendar';
import type { Happened, Duty, RecordKind } from '../records/record.ts';
import { isOffCourse, lastMeasured } from './course.ts';
import { decide } from './decide.ts';
import type { Objective, ObjectiveCommand, ObjectiveEvent, ObjectivePlan } from './types.ts';

/** After it was measured off its course, so many days for the owner to say what is done about it. */
const CORRECT_WITHIN_DAYS = 14;

export const OBJECTIVE: RecordKind<Objective, ObjectiveCommand, ObjectiveEvent> = {
  kind: 'objective',
  guards: {
    draft: { parts: ['secretary', 'leader'], when: ['none'] },
    approve: { parts: ['leader'], when: ['draft'] },
    revise: { parts: ['secretary', 'leader', 'owner'], when: ['draft'] },
    // What was promised stays owed when the year is over.
    complete: { parts: ['owner', 'officer'], when: ['active', 'met', 'missed'] },
    correct: { parts: ['owner'], when: ['active'] },
    conclude: { parts: ['secretary', 'leader'], when: ['active'] },
    'hand-over': { parts: ['secretary', 'leader'], when: ['draft', 'active'] },
    'send-back': { parts: ['leader'], when: ['draft'] },
    drop: { parts: ['leader'], when: ['draft', 'active'] },
    measure: { parts: ['system'], when: ['active'] },
  },
  decide,
  evolve,
  statusOf: ({ status }) => status,
  ownerOf: ({ owner }) => owner,
  titleOf: ({ title }) => title,
  dutiesOf,
};

const planned = ({
  actions,
  ...plan
}: ObjectivePlan): Omit<ObjectivePlan, 'actions'> & Pick<Objective, 'actions'> => ({
  ...plan,
  actions: actions.map((action) => ({ ...action, done: null, result: null })),
});

function evolve(before: Objective | null, event: ObjectiveEvent, { by }: Happened): Objective {
  switch (event.type) {
    case 'ObjectiveDrafted':
    case 'ObjectiveRevised': {
      const { type: _type, ...plan } = event;
      return {
        status: 'draft',
        draftedBy: by,
        approvedBy: null,
        approvedOn: null,
        measurements: [],
        corrections: [],
        ...planned(plan),
        isRate: event.isRate,
      };
    }
    case 'ObjectiveApproved':
      return { ...before!, status: 'active', approvedBy: by, approvedOn: event.on };
    case 'ObjectiveSentBack':
      return before!;
    case 'ObjectiveMeasured': {
      const { type: _type, ...measured } = event;
      const measurements = [...before!.measurements, measured].toSorted((a, b) =>
        a.month < b.month ? -1 : 1,
      );
      return { ...before!, measurements };
    }
    case 'ObjectiveActionDone': {
      const { action, on, result } = event;
      const actions = before!.actions.map((one, place) =>
        place === action ? { ...one, done: on, result } : one,
      );
      return { ...before!, actions };
    }
    case 'ObjectiveCorrected': {
      const { on, month, note } = event;
      return { ...before!, corrections: [...before!.corrections, { on, month, note, by }] };
    }
    case 'ObjectiveHandedOver':
      return { ...before!, owner: event.owner };
    case 'ObjectiveEnded':
      return { ...before!, status: event.met ? 'met' : 'missed' };
    case 'ObjectiveDropped':
      return { ...before!, status: 'dropped' };
    default:
      return event satisfies never;
  }
}

function dutiesOf(objective: Objective): readonly Duty[] {
  const { status, owner, year, actions } = objective;
  if (status === 'dropped' || status === 'draft') return [];
  const end = `${year}-12-31` as LocalDate;
  const done = actions.map(({ what, who, when, done: on }, place) => ({
    key: `action-${place}`,
    what: 'objective.action',
    about: what,
    owner: who,
    due: when,
    done: on,
  }));
  const result = { key: 'result', what: 'objective.result', owner, due: addDays(end, RESULT_DAYS) };
  const lastOn = objective.measurements.at(-1)?.on ?? null;
  const ended = status === 'active' ? null : lastOn;
  return [...done, ...corrections(objective), { ...result, done: ended }];
}

/** The year's last month is measured in the days after it. */
const RESULT_DAYS = 15;

/** 09/2026 */
const nameOf = (month: string): string => month.split('-').toReversed().join('/');

/** One for each measurement that was answered, and one for the last that calls for an answer. */
function corrections(objective: Objective): readonly Duty[] {
  const { measurements, owner } = objective;
  const answered = new Map(objective.corrections.map(({ month, on }) => [month, on]));
  const open = isOffCourse(objective) ? lastMeasured(objective)?.month : undefined;
  return measurements.flatMap(({ month, on }) => {
    const done = answered.get(month) ?? null;
    if (done === null && month !== open) return [];
    const due = addDays(on, CORRECT_WITHIN_DAYS);
    return [
      { key: `correction-${month}`, what: 'objective.correction', about: nameOf(month), owner, due, done },
    ];
  });
}
