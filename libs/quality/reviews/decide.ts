/** What comes of a command on a management review. */
import { playing, type Part } from '#libs/access';
import { dateOf, type LocalDate } from '#libs/calendar';
import { refused, type Decided, type RecordContext, type Refusal } from '../records/record.ts';
import { workingDaysAfter } from '../records/working-days.ts';
import type { Decision, Minutes, NewDecision, Plan, Review, ReviewCommand, ReviewEvent } from './types.ts';

/** The secretary or a leader looks at what was done within so many working days. */
const JUDGED_WITHIN_DAYS = 5;

type Of<Type extends ReviewCommand['type']> = Extract<ReviewCommand, { type: Type }>;
type Fault = { readonly ok: false; readonly refusal: Refusal };

export function decide(
  review: Review | null,
  command: ReviewCommand,
  context: RecordContext,
): Decided<ReviewEvent> {
  const { today } = context;
  switch (command.type) {
    case 'plan': {
      const { type: _type, ...plan } = command;
      return (
        faultOfPeople(command, context) ??
        faultOfDays(plan, today) ??
        done({ type: 'ReviewPlanned', ...plan })
      );
    }
    case 'replan': {
      const { type: _type, ...plan } = command;
      const fault = faultOfPeople(command, context) ?? faultOfDays({ ...review!, ...plan }, today);
      return fault ?? done({ type: 'ReviewReplanned', ...plan });
    }
    case 'cancel':
      return done({ type: 'ReviewCancelled', reason: command.reason });
    case 'gather':
      return done({ type: 'ReviewInputsGathered', pack: command.pack });
    case 'explain': {
      const { input, text } = command;
      if (!takesPart(review!, context)) return NOT_YOURS;
      return done({ type: 'ReviewInputExplained', on: today, input, text });
    }
    case 'hold':
      return hold(review!, command, context);
    case 'report':
      return report(review!, command, context);
    case 'judge':
      return judge(review!, command, context);
    case 'reassign':
      return reassign(review!, command, context);
    case 'close':
      if (!review!.decisions.every(isAccepted)) {
        return refused('decisions-open', 'Còn quyết định chưa thực hiện xong hoặc chưa được xác nhận.');
      }
      return done({ type: 'ReviewClosed', note: command.note });
    default:
      return command satisfies never;
  }
}

const done = (event: ReviewEvent): Decided<ReviewEvent> => ({ ok: true, events: [event] });
const NOT_YOURS = refused('not-your-part', 'Việc này không thuộc phần việc của anh/chị.');
const NO_CALENDAR = refused('calendar-missing', 'Lịch làm việc chưa có dữ liệu đến ngày đó.');

export const isAccepted = ({ reported, verdicts }: Pick<Decision, 'reported' | 'verdicts'>): boolean =>
  reported !== null && verdicts.at(-1)?.accepted === true;

/** Decisions' owners are not the record's: each has their own. */
const plays = (part: Part, owner: string | null, { actor, agency, now }: RecordContext): boolean =>
  playing(part, actor, { agency, owner }, now) !== undefined;

const takesPart = ({ chair, members }: Review, context: RecordContext): boolean =>
  plays('secretary', null, context) || [chair, ...members].some((one) => plays('owner', one, context));

function faultOfPeople(
  { chair, members }: Pick<Plan, 'chair' | 'members'>,
  { isOfficer }: RecordContext,
): Fault | undefined {
  if (![chair, ...members].every(isOfficer)) {
    return refused('not-an-officer', 'Có người không làm việc tại cơ quan.');
  }
  if (members.includes(chair) || new Set(members).size < members.length) {
    return refused('named-twice', 'Có người được ghi hai lần.');
  }
  return undefined;
}

function faultOfDays({ from, to, holdBy }: Pick<Plan, 'from' | 'to' | 'holdBy'>, today: LocalDate) {
  if (from > to) return refused('bad-period', 'Ngày đầu kỳ phải trước ngày cuối kỳ.');
  if (holdBy < today) return refused('date-passed', 'Hạn họp không được trước hôm nay.');
  return undefined;
}

function faultOfMinutes(
  { chair, pack }: Review,
  { on, attended }: Minutes,
  { today, isOfficer }: RecordContext,
): Fault | undefined {
  if (on > today) return refused('not-held-yet', 'Ngày họp chưa đến.');
  if (on < dateOf(pack!.asOf)) {
    return refused('inputs-too-late', 'Đầu vào được lấy sau ngày họp: họp trên số liệu chưa có.');
  }
  if (!attended.includes(chair)) {
    return refused('chair-absent', 'Người chủ trì phải dự họp; nếu đổi chủ trì, sửa kế hoạch trước.');
  }
  if (!attended.every(isOfficer)) return refused('not-an-officer', 'Có người không làm việc tại cơ quan.');
  return undefined;
}

function hold(review: Review, command: Of<'hold'>, context: RecordContext): Decided<ReviewEvent> {
  const { type: _type, decisions, ...minutes } = command;
  const fault = faultOfMinutes(review, minutes, context);
  if (fault) return fault;
  if (!decisions.every(({ owner }) => context.isOfficer(owner))) {
    return refused('not-an-officer', 'Người chủ trì một quyết định không làm việc tại cơ quan.');
  }
  const dated: (NewDecision & { due: LocalDate })[] = [];
  for (const decision of decisions) {
    const due = workingDaysAfter(context.calendar, minutes.on, decision.days);
    if (due === null) return NO_CALENDAR;
    dated.push({ ...decision, due });
  }
  return done({ type: 'ReviewHeld', ...minutes, decisions: dated });
}

function report(
  review: Review,
  { decision: place, result, files }: Of<'report'>,
  context: RecordContext,
): Decided<ReviewEvent> {
  const decision = review.decisions[place];
  if (decision === undefined || decision.reported !== null) {
    return refused('no-open-decision', 'Không có quyết định này đang chờ thực hiện.');
  }
  if (!plays('owner', decision.owner, context)) return NOT_YOURS;
  const judgeBy = workingDaysAfter(context.calendar, context.today, JUDGED_WITHIN_DAYS);
  if (judgeBy === null) return NO_CALENDAR;
  return done({
    type: 'ReviewDecisionReported',
    decision: place,
    on: context.today,
    result,
    files,
    judgeBy,
  });
}

function judge(
  review: Review,
  { decision: place, accepted, note }: Of<'judge'>,
  { today, by }: RecordContext,
): Decided<ReviewEvent> {
  const decision = review.decisions[place];
  if (decision === undefined || decision.reported === null || isAccepted(decision)) {
    return refused('nothing-reported', 'Quyết định này chưa có kết quả chờ xác nhận.');
  }
  if (decision.reported.by === by || decision.owner === by) {
    return refused('own-case', 'Không ai tự xác nhận việc mình làm.');
  }
  return done({ type: 'ReviewDecisionJudged', decision: place, on: today, accepted, note });
}

function reassign(
  review: Review,
  { decision: place, owner, days, reason }: Of<'reassign'>,
  { calendar, today, isOfficer }: RecordContext,
): Decided<ReviewEvent> {
  const decision = review.decisions[place];
  if (decision === undefined || decision.reported !== null) {
    return refused('no-open-decision', 'Không có quyết định này đang chờ thực hiện.');
  }
  if (!isOfficer(owner)) return refused('not-an-officer', 'Người này không làm việc tại cơ quan.');
  const due = workingDaysAfter(calendar, today, days);
  if (due === null) return NO_CALENDAR;
  return done({ type: 'ReviewDecisionReassigned', decision: place, owner, days, due, reason });
}
