/** A count as a person reads it: what is due when, and each date that was counted or not, and why. */
import { localOf, weekday } from '#libs/calendar';
import type {
  Deadline,
  DeadlineLine,
  Instant,
  LineReason,
  LocalDate,
  PausedDeadline,
  Remaining,
} from '#libs/calendar';

const REASONS: Readonly<Record<LineReason, string>> = {
  counted: 'được tính',
  'swap-work': 'ngày làm bù',
  'receipt-day': 'ngày tiếp nhận, không tính',
  'after-cut-off': 'nhận sau giờ chốt',
  'after-hours': 'đã hết giờ làm việc',
  weekend: 'nghỉ hằng tuần',
  holiday: 'nghỉ lễ',
  substitute: 'nghỉ bù',
  'swap-off': 'nghỉ hoán đổi',
  paused: 'tạm dừng',
  restarted: 'tính lại từ đầu',
  'rolled-forward': 'lùi đến ngày làm việc kế tiếp',
};

const WEEKDAYS = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const;
const MINUTES_PER_HOUR = 60;

export function printCount(count: Deadline | PausedDeadline): string[] {
  const rows = [['Ngày', 'Tính', 'Lý do'], ...count.lines.map(row)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const table = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const estimate = count.estimate ? ['Ước tính: có năm chưa có thông báo lịch nghỉ chính thức.'] : [];
  return [
    headline(count),
    `Tính từ: ${printMoment(count.countsFrom)}`,
    '',
    ...table,
    '',
    ...estimate,
    `Lịch: ${count.calendarVersion}`,
  ];
}

function headline(count: Deadline | PausedDeadline): string {
  if (count.state === 'running') return `Hạn: ${printMoment(count.dueAt)}`;
  return `Đang tạm dừng từ ${printMoment(count.pausedAt)}; còn lại ${printRemaining(count.remaining)}`;
}

function row({ from, to, counted, amount, unit, reason, note }: DeadlineLine): string[] {
  const dates = from === to ? printDate(from) : `${printDate(from)} – ${printDate(to)}`;
  const taken = unit === 'days' ? `${amount} ngày` : printMinutes(amount);
  return [dates, counted ? taken : 'không', note ? `${REASONS[reason]}: ${note}` : REASONS[reason]];
}

function printRemaining({ unit, amount }: Remaining): string {
  switch (unit) {
    case 'working-minutes':
      return `${printMinutes(amount)} làm việc`;
    case 'working-days':
      return `${String(amount).replace('.', ',')} ngày làm việc`;
    case 'calendar-days':
      return `${String(amount).replace('.', ',')} ngày`;
    case 'office-hours':
      return 'giờ hành chính của một ngày';
    default:
      return unit satisfies never;
  }
}

function printMinutes(minutes: number): string {
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  const rest = minutes % MINUTES_PER_HOUR;
  const parts = [hours > 0 ? `${hours} giờ` : '', rest > 0 || hours === 0 ? `${rest} phút` : ''];
  return parts.filter(Boolean).join(' ');
}

function printMoment(instant: Instant): string {
  const local = localOf(instant);
  return `${local.slice(11)} ${printDate(local.slice(0, 10) as LocalDate)}`;
}

function printDate(date: LocalDate): string {
  return `${WEEKDAYS[weekday(date)]} ${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}
