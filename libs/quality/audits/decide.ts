import type { LocalDate } from '#libs/calendar';
import { refused, type Decided, type RecordContext } from '../records/record.ts';
import { laterOf, opensAfter, opensBefore, stageOf } from './stages.ts';
import { isUnfit } from './team.ts';
import type { Answered, Audit, AuditCommand, AuditEvent, Opens } from './types.ts';

const MAX_LINES = 3_000;
const MAX_DAYS_ON_THE_SPOT = 92;
const LEAST_EVIDENCE = 3;

type Of<Type extends AuditCommand['type']> = Extract<AuditCommand, { type: Type }>;
type Outcome = Decided<AuditEvent>;

export function decideAudit(audit: Audit | null, command: AuditCommand, context: RecordContext): Outcome {
  const { today } = context;
  switch (command.type) {
    case 'open':
      return open(command, context);
    case 'staff': {
      const { type: _type, facts, ...staffed } = command;
      return isUnfit(staffed, facts, context.isOfficer) ?? happened({ type: 'AuditStaffed', ...staffed });
    }
    case 'move': {
      const { from, to, reason } = command;
      const name = audit!.status === 'planned' ? 'preparation' : 'opening';
      return (
        areNoDays({ from, to }, today) ??
        opening(opensBefore(context.calendar, name, from, today), (opens) => ({
          type: 'AuditMoved',
          from,
          to,
          reason,
          opens,
        }))
      );
    }
    case 'prepare':
      return prepare(audit!, command, context);
    case 'begin': {
      if (today < audit!.from) return refused('not-yet', 'Chưa đến ngày đánh giá.');
      const last = laterOf(audit!.to, today);
      return opening(opensAfter(context.calendar, 'report', last), (opens) => ({
        type: 'AuditBegun',
        on: today,
        note: command.note,
        opens,
      }));
    }
    case 'answer':
      return answer(audit!, command);
    case 'report':
      return report(audit!, command, context);
    case 'approve':
      return opening(opensAfter(context.calendar, 'follow-up', today), (opens) => ({
        type: 'ReportApproved',
        on: today,
        note: command.note,
        opens,
      }));
    case 'send-back':
      return opening(opensAfter(context.calendar, 'report', today), (opens) => ({
        type: 'ReportSentBack',
        on: today,
        reason: command.reason,
        opens,
      }));
    case 'link': {
      const { line, nonconformity } = command;
      const isFinding = audit!.answers[line]?.verdict === 'nonconformity';
      if (!isFinding) return refused('no-finding', 'Dòng này không phải điểm không phù hợp.');
      return line in audit!.findings
        ? refused('raised-already', 'Điểm không phù hợp này đã được lập.')
        : happened({ type: 'FindingRaised', line, nonconformity });
    }
    case 'close':
      return close(audit!, command, today);
    case 'cancel':
      return happened({ type: 'AuditCancelled', on: today, reason: command.reason });
    case 'escalate': {
      const stage = stageOf(audit!);
      if (stage === null || stage.escalated || today < stage.escalateOn)
        return refused('nothing-due', 'Chưa có việc nào phải báo cấp trên.');
      return happened({ type: 'AuditEscalated', stage: stage.name, due: stage.due });
    }
    default:
      return command satisfies never;
  }
}

function open(command: Of<'open'>, context: RecordContext): Outcome {
  const { type: _type, facts, ...plan } = command;
  if (plan.procedures.length + plan.units.length === 0)
    return refused('nothing-to-audit', 'Vui lòng chọn quy trình hoặc bộ phận được đánh giá.');
  if (plan.covers.to < plan.covers.from)
    return refused('dates-not-rising', 'Kỳ hồ sơ được đánh giá chưa đúng.');
  return (
    areNoDays(plan, context.today) ??
    isUnfit(plan, facts, context.isOfficer) ??
    opening(opensBefore(context.calendar, 'preparation', plan.from, context.today), (opens) => ({
      type: 'AuditOpened',
      ...plan,
      opens,
    }))
  );
}

/** The checklist and the sample are made once: nobody draws until they like what they drew. */
function prepare(audit: Audit, command: Of<'prepare'>, context: RecordContext): Outcome {
  const { type: _type, facts, ...prepared } = command;
  const { today } = context;
  if (prepared.lines.length === 0) return refused('no-lines', 'Không lập được bảng câu hỏi nào.');
  if (prepared.lines.length > MAX_LINES)
    return refused('too-many-lines', 'Bảng câu hỏi quá dài; vui lòng chia cuộc đánh giá.');
  return (
    isUnfit(audit, facts, context.isOfficer) ??
    opening(opensBefore(context.calendar, 'opening', audit.from, today), (opens) => ({
      type: 'AuditPrepared',
      on: today,
      ...prepared,
      opens,
    }))
  );
}

function answer(audit: Audit, command: Of<'answer'>): Outcome {
  const { type: _type, ...answered } = command;
  const wrong = isNoAnswer(audit, answered);
  return wrong ?? happened({ type: 'LineAnswered', ...answered });
}

function isNoAnswer(audit: Audit, { line, verdict, evidence, dossier, severity }: Answered) {
  const asked = audit.lines.find(({ id }) => id === line);
  if (asked === undefined) return refused('no-such-line', 'Không có câu hỏi này.');
  const needsWords = verdict === 'observation' || verdict === 'nonconformity';
  if (needsWords && evidence.trim().length < LEAST_EVIDENCE)
    return refused('no-evidence', 'Vui lòng ghi bằng chứng đã thấy.');
  if ((verdict === 'nonconformity') !== (severity !== null))
    return refused('no-severity', 'Vui lòng chọn mức độ của điểm không phù hợp.');
  const drawn = audit.sample?.draws.flatMap(({ dossiers }) => dossiers) ?? [];
  return dossier !== null && !drawn.includes(dossier)
    ? refused('not-in-sample', 'Hồ sơ này không có trong mẫu đã rút.')
    : undefined;
}

/** Own work that came in between does not stop the report: it says that the audit was not independent. */
function report(audit: Audit, command: Of<'report'>, context: RecordContext): Outcome {
  const { conclusion, strengths, meeting, facts } = command;
  const { today } = context;
  const left = audit.lines.filter(({ id }) => !(id in audit.answers)).length;
  if (left > 0) return refused('unanswered', `Còn ${left} câu hỏi chưa có câu trả lời.`);
  const { conflicts } = facts;
  return opening(opensAfter(context.calendar, 'approval', today), (opens) => ({
    type: 'AuditReported',
    on: today,
    conclusion,
    strengths,
    meeting,
    conflicts,
    opens,
  }));
}

function close(audit: Audit, { note, open: still }: Of<'close'>, today: LocalDate): Outcome {
  const raised = Object.values(audit.answers).filter(
    ({ verdict, line }) => verdict === 'nonconformity' && !(line in audit.findings),
  );
  if (raised.length > 0) return refused('not-raised', 'Còn điểm không phù hợp chưa được lập phiếu.');
  return still.length > 0
    ? refused('finding-open', `Còn điểm không phù hợp chưa đóng: ${still.join(', ')}.`)
    : happened({ type: 'AuditClosed', on: today, note });
}

function areNoDays({ from, to }: { readonly from: LocalDate; readonly to: LocalDate }, today: LocalDate) {
  if (from < today) return refused('date-passed', 'Ngày đánh giá không được ở trước hôm nay.');
  if (to < from) return refused('dates-not-rising', 'Ngày kết thúc không được ở trước ngày bắt đầu.');
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return days > MAX_DAYS_ON_THE_SPOT
    ? refused('too-long', `Một cuộc đánh giá kéo dài tối đa ${MAX_DAYS_ON_THE_SPOT} ngày.`)
    : undefined;
}

function opening(opens: Opens | null, event: (opens: Opens) => AuditEvent): Outcome {
  return opens ? happened(event(opens)) : refused('no-calendar-data', 'Lịch làm việc chưa có năm này.');
}

const happened = (event: AuditEvent) => ({ ok: true as const, events: [event] });
