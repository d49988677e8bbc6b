/** What comes of a command on a quality objective. */
import { playing } from '#libs/access';
import { checkFigure } from '#libs/scoring';
import type { LocalDate } from '#libs/calendar';
import { refused, type Decided, type RecordContext, type Refusal } from '../records/record.ts';
import { isOffCourse, isReached, lastMeasured } from './course.ts';
import { monthsToMeasure } from './months.ts';
import type { Objective, ObjectiveAction, ObjectiveCommand, ObjectiveEvent, ObjectivePlan } from './types.ts';

type Of<Type extends ObjectiveCommand['type']> = Extract<ObjectiveCommand, { type: Type }>;
type Fault = { readonly ok: false; readonly refusal: Refusal };
const MAX_ACTIONS = 20;

export function decide(
  objective: Objective | null,
  command: ObjectiveCommand,
  context: RecordContext,
): Decided<ObjectiveEvent> {
  const { today, by, isOfficer } = context;
  switch (command.type) {
    case 'draft': {
      const { type: _type, ...plan } = command;
      return planned('ObjectiveDrafted', plan, context);
    }
    case 'revise': {
      const { type: _type, ...plan } = command;
      return planned('ObjectiveRevised', plan, context);
    }
    case 'approve':
      if (objective!.draftedBy === by) {
        return refused('same-person', 'Người soạn mục tiêu không tự phê duyệt.');
      }
      return done({ type: 'ObjectiveApproved', on: today });
    case 'send-back':
      return done({ type: 'ObjectiveSentBack', reason: command.reason });
    case 'measure':
      return measure(objective!, command, today);
    case 'complete': {
      const { action, result } = command;
      const asked = objective!.actions[action];
      if (asked?.done !== null) return refused('no-open-action', 'Không có hành động này đang làm.');
      if (!mayComplete(objective!, asked, context)) {
        return refused('not-your-part', 'Hành động này của người khác.');
      }
      return done({ type: 'ObjectiveActionDone', action, on: today, result });
    }
    case 'correct': {
      const last = lastMeasured(objective!);
      if (!last || !isOffCourse(objective!)) return refused('on-course', 'Mục tiêu đang đúng lộ trình.');
      return done({ type: 'ObjectiveCorrected', on: today, month: last.month, note: command.note });
    }
    case 'hand-over': {
      const { owner, reason } = command;
      if (owner === objective!.owner) return refused('owner-unchanged', 'Người này đang chịu trách nhiệm.');
      if (!isOfficer(owner)) return NOT_AN_OFFICER;
      return done({ type: 'ObjectiveHandedOver', owner, reason });
    }
    case 'conclude':
      return conclude(objective!, command, today);
    case 'drop':
      return done({ type: 'ObjectiveDropped', reason: command.reason });
    default:
      return command satisfies never;
  }
}

/** Whoever is to do it, or has the objective; or stands in for them. */
export const mayComplete = (
  { owner }: Pick<Objective, 'owner'>,
  { who }: Pick<ObjectiveAction, 'who'>,
  { actor, agency, now }: Pick<RecordContext, 'actor' | 'agency' | 'now'>,
): boolean => [who, owner].some((one) => playing('owner', actor, { agency, owner: one }, now) !== undefined);

const done = (...events: readonly ObjectiveEvent[]): Decided<ObjectiveEvent> => ({ ok: true, events });
const NOT_AN_OFFICER = refused('not-an-officer', 'Người này không làm việc tại cơ quan.');

function planned(
  type: 'ObjectiveDrafted' | 'ObjectiveRevised',
  plan: ObjectivePlan,
  context: RecordContext,
): Decided<ObjectiveEvent> {
  const formula = checkFigure(plan.formula);
  if (!formula.ok) return refused('formula', `Công thức chưa dùng được: ${formula.message}.`);
  return faultOf(plan, context) ?? done({ type, ...plan, isRate: formula.isRate });
}

function faultOf(
  { owner, actions, year, baseline, target, direction }: ObjectivePlan,
  context: RecordContext,
): Fault | undefined {
  const { isOfficer, today } = context;
  if (![owner, ...actions.map(({ who }) => who)].every(isOfficer)) return NOT_AN_OFFICER;
  if (actions.length === 0) return refused('no-action', 'Mục tiêu cần ít nhất một hành động.');
  if (actions.length > MAX_ACTIONS) return refused('too-many-actions', `Tối đa ${MAX_ACTIONS} hành động.`);
  if (year < Number(today.slice(0, 4))) return refused('year-passed', 'Năm của mục tiêu đã qua.');
  if (actions.some(({ when }) => when <= today || Number(when.slice(0, 4)) > year)) {
    return refused('date-passed', 'Hạn của hành động phải sau hôm nay và trong năm của mục tiêu.');
  }
  // A target already reached asks for nothing.
  if (baseline !== null && isReached({ direction }, baseline, target) && baseline !== target) {
    return refused('target-reached', 'Hiện trạng đã vượt chỉ tiêu.');
  }
  return undefined;
}

function measure(objective: Objective, command: Of<'measure'>, today: LocalDate): Decided<ObjectiveEvent> {
  const { month, value, lacks } = command;
  if (!monthsToMeasure(objective, today).some((one) => one.month === month)) {
    return refused('not-to-measure', 'Tháng này chưa hết, đã đo, hoặc không thuộc mục tiêu.');
  }
  const measured = { type: 'ObjectiveMeasured', month, value, lacks, on: today } as const;
  if (!isLastMonth(month) || value === null) return done(measured);
  const met = isReached(objective, value, objective.target);
  return done(measured, { type: 'ObjectiveEnded', met, value, reason: null });
}

const isLastMonth = (month: string): boolean => month.endsWith('-12');

function conclude(objective: Objective, command: Of<'conclude'>, today: LocalDate): Decided<ObjectiveEvent> {
  const { met, reason } = command;
  if (Number(today.slice(0, 4)) <= objective.year) {
    return refused('year-not-over', 'Năm của mục tiêu chưa hết.');
  }
  const last = objective.measurements.find(({ month }) => isLastMonth(month));
  if (last === undefined) return refused('not-measured', 'Tháng cuối năm chưa được đo; hệ thống sẽ đo.');
  return done({ type: 'ObjectiveEnded', met, value: null, reason });
}
