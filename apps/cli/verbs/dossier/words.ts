/** A dossier in words, for a person at a terminal. */
import { localOf } from '#libs/calendar';
import type { Deadline, Instant } from '#libs/calendar';
import { printCount } from '../deadline/table.ts';
import type { DeadlineReply, DossierReply, StepReply } from './replies.ts';

const STATES: Readonly<Record<string, string>> = {
  done: 'xong',
  returned: 'trả lại',
  open: 'đang làm',
  ahead: 'chưa đến',
};
const CLOCKS: Readonly<Record<string, string>> = {
  early: 'trước hạn',
  'in-time': 'trong hạn',
  near: 'sắp đến hạn',
  late: 'quá hạn',
  paused: 'tạm dừng',
  none: 'không tính giờ',
};
const WAITS: Readonly<Record<string, string>> = {
  supplement: 'bổ sung hồ sơ',
  payment: 'nghĩa vụ tài chính',
  consultation: 'ý kiến cơ quan khác',
};

/** `02/03/2026 09:15`, in Vietnam. */
export function moment(instant: string): string {
  const [date = '', time = ''] = localOf(instant as Instant).split('T');
  return `${date.split('-').toReversed().join('/')} ${time.slice(0, 5)}`;
}

export function headOf(dossier: DossierReply): string[] {
  const { procedure, national, applicant, appointment, receivedAt } = dossier;
  return [
    `${dossier.code ?? dossier.id}  ${procedure.title}`,
    `${procedure.code}, lần ban hành ${procedure.edition ?? '?'} · ${dossier.agency.name}`,
    `Người nộp: ${applicant?.name ?? '(đã xóa)'}`,
    `Trạng thái: ${national.name}`,
    ...(receivedAt === null ? [] : [`Tiếp nhận: ${moment(receivedAt)}`]),
    ...(appointment === null
      ? []
      : [
          `Hẹn trả: ${moment(appointment.deadline.dueAt)} (${clockOf(appointment.clock.state)}); đã hứa ${moment(appointment.promisedAt)}`,
        ]),
    ...dossier.waiting.map(({ cause, since }) => `Đang chờ ${WAITS[cause] ?? cause} từ ${moment(since)}`),
  ];
}

export function stepsOf({ steps }: DossierReply): string[] {
  return table([
    ['Bước', 'Nội dung', 'Ai', 'Trạng thái', 'Hạn', 'Xong lúc'],
    ...steps.map((step) => [
      step.run > 1 ? `${step.no} (lần ${step.run})` : step.no,
      step.content,
      step.officer?.name ?? step.unit.name,
      step.state === 'open' ? `${STATES['open']}, ${clockOf(step.clock.state)}` : STATES[step.state]!,
      step.clock.dueAt === null ? '' : moment(step.clock.dueAt),
      step.doneAt === null ? '' : moment(step.doneAt),
    ]),
  ]);
}

/** Each deadline that ran then, with the lines that led to it. */
export function deadlinesOf({ appointment, steps }: DossierReply): string[] {
  const running = steps.filter(
    (step): step is StepReply & { deadline: DeadlineReply } => step.deadline !== null,
  );
  return [
    ...(appointment === null ? [] : ['', 'Hạn của hồ sơ', ...countOf(appointment.deadline)]),
    ...running.flatMap((step) => [
      '',
      `${step.no} ${step.content} · ${step.officer?.name ?? step.unit.name}`,
      ...countOf(step.deadline),
    ]),
  ];
}

export const countOf = (deadline: DeadlineReply): string[] =>
  printCount({ ...deadline, state: 'running' } as unknown as Deadline);

const clockOf = (state: string): string => CLOCKS[state] ?? state;

export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => (cells[column] ?? '').length)),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
