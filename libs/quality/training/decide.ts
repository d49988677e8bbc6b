import { addDays } from '#libs/calendar';
import { refused, type Decided, type RecordContext } from '../records/record.ts';
import { workingDaysAfter } from '../records/working-days.ts';
import type { Granted, Training, TrainingCommand, TrainingEvent } from './types.ts';

const MAX_SESSIONS = 100;
const MAX_QUALIFICATIONS = 500;
/** Working days that a leader has to decide on the plan. */
const APPROVAL_DAYS = 5;
/** An appointment stands in for training: for a year at most. Any other qualification holds for three (rules.md ISO-05). */
const MAX_APPOINTED_DAYS = 366;
const MAX_QUALIFIED_DAYS = 3 * 366;

export function decideTraining(
  plan: Training | null,
  command: TrainingCommand,
  context: RecordContext,
): Decided<TrainingEvent> {
  const { today, isOfficer } = context;
  switch (command.type) {
    case 'open': {
      const { year, title, owner } = command;
      if (!isOfficer(owner)) return notAnOfficer();
      const approveBy = workingDaysAfter(context.calendar, today, APPROVAL_DAYS);
      if (approveBy === null) return refused('no-calendar-data', 'Lịch làm việc chưa có năm này.');
      return done({ type: 'TrainingPlanned', year, title, owner, approveBy });
    }
    case 'plan-session': {
      const { type: _type, ...session } = command;
      if (plan!.sessions.length >= MAX_SESSIONS)
        return refused('too-many-sessions', `Tối đa ${MAX_SESSIONS} lớp.`);
      if (session.on < today) return refused('date-passed', 'Ngày học không được ở trước hôm nay.');
      if (session.people.length === 0) return refused('no-people', 'Vui lòng chọn người dự.');
      return session.people.every(isOfficer) ? done({ type: 'SessionPlanned', ...session }) : notAnOfficer();
    }
    case 'approve':
      return plan!.sessions.some(({ state }) => state === 'planned')
        ? done({ type: 'TrainingApproved', on: today, note: command.note })
        : refused('no-session', 'Kế hoạch chưa có lớp nào.');
    case 'hold':
      return hold(plan!, command, context);
    case 'cancel-session': {
      const { session, reason } = command;
      if (plan!.sessions[session]?.state !== 'planned') return noSuchSession();
      return done({ type: 'SessionCancelled', session, on: today, reason });
    }
    case 'qualify':
      return qualify(plan!, command, context);
    case 'appoint': {
      const { type: _type, ...granted } = command;
      return (
        isWrong(plan!, granted, context, MAX_APPOINTED_DAYS) ??
        done({
          type: 'QualificationGranted',
          ...granted,
          basis: 'appointed',
          session: null,
          certificate: null,
        })
      );
    }
    case 'withdraw': {
      const { qualification, reason } = command;
      if (plan!.qualifications[qualification]?.withdrawn !== null)
        return refused('no-such-qualification', 'Không có năng lực này đang còn hiệu lực.');
      return done({ type: 'QualificationWithdrawn', qualification, on: today, reason });
    }
    case 'close':
      return plan!.sessions.some(({ state }) => state === 'planned')
        ? refused('session-open', 'Còn lớp chưa tổ chức; vui lòng ghi kết quả hoặc hủy lớp.')
        : done({ type: 'TrainingClosed', on: today, note: command.note });
    default:
      return command satisfies never;
  }
}

type Of<Type extends TrainingCommand['type']> = Extract<TrainingCommand, { type: Type }>;

function hold(plan: Training, command: Of<'hold'>, { today, isOfficer }: RecordContext) {
  const { type: _type, ...held } = command;
  if (plan.sessions[held.session]?.state !== 'planned') return noSuchSession();
  if (held.on > today) return refused('not-held-yet', 'Lớp chưa diễn ra.');
  if (!held.attendance.some(({ attended }) => attended))
    return refused('nobody-attended', 'Vui lòng ghi người đã dự.');
  if (new Set(held.attendance.map(({ officer }) => officer)).size < held.attendance.length)
    return refused('twice-listed', 'Một người được ghi hai lần.');
  if (held.attendance.some(({ attended, result }) => !attended && result === 'passed'))
    return refused('absent-passed', 'Người vắng mặt không thể đạt.');
  return held.attendance.every(({ officer }) => isOfficer(officer))
    ? done({ type: 'SessionHeld', ...held })
    : notAnOfficer();
}

/** Nobody is qualified without proof: a session passed, or a certificate's file. */
function qualify(plan: Training, command: Of<'qualify'>, context: RecordContext): Decided<TrainingEvent> {
  const { type: _type, ...granted } = command;
  const { session, certificate, officer, what } = granted;
  const passed =
    session !== null &&
    plan.sessions[session]?.qualifies === what &&
    plan.sessions[session].attendance.some((one) => one.officer === officer && one.result === 'passed');
  if (!passed && (session !== null || certificate === null))
    return refused('no-evidence', 'Cần một lớp đã đạt hoặc bản chụp chứng chỉ.');
  return (
    isWrong(plan, granted, context, MAX_QUALIFIED_DAYS) ??
    done({ type: 'QualificationGranted', ...granted, basis: passed ? 'session' : 'certificate' })
  );
}

function isWrong(plan: Training, granted: Granted, { isOfficer }: RecordContext, maxDays: number) {
  if (!isOfficer(granted.officer)) return notAnOfficer();
  if (granted.to < granted.from) return refused('dates-not-rising', 'Ngày hết hạn phải sau ngày bắt đầu.');
  if (granted.to > addDays(granted.from, maxDays))
    return refused('too-long', `Thời hạn không quá ${maxDays} ngày.`);
  return plan.qualifications.length >= MAX_QUALIFICATIONS
    ? refused('too-many-qualifications', `Tối đa ${MAX_QUALIFICATIONS} năng lực trong một kế hoạch.`)
    : undefined;
}

const done = (event: TrainingEvent) => ({ ok: true as const, events: [event] });
const notAnOfficer = () => refused('not-an-officer', 'Người này không làm việc tại cơ quan.');
const noSuchSession = () => refused('no-open-session', 'Không có lớp này đang chờ tổ chức.');
