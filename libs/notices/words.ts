/** What a notice says, in Vietnamese. Never an applicant's name: it leaves the house by e-mail. */
import { dateOf, localOf } from '#libs/calendar';
import type { Instant, LocalDate } from '#libs/calendar';
import { dutyWords } from './duties.ts';
import {
  isAboutNonconformity,
  isAboutQms,
  isAboutQuality,
  isAboutYear,
  type Cause,
  type NoticeKind,
} from './events.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** A dossier as a notice names it; or a nonconformity, whose title stands for the procedure's. */
export interface Told {
  readonly code: string;
  /** The procedure's title. */
  readonly procedure: string;
  /** The step's words, by its number. */
  readonly content?: string | undefined;
  /** A duty of a quality record; `code` is then the agency. */
  readonly duty?: DutyTold | undefined;
  readonly link?: string | undefined;
}

export interface DutyTold {
  /** `<kind>.<what>` */
  readonly what: string;
  /** Which of several alike. */
  readonly about?: string | null | undefined;
}

const TITLES: Readonly<Record<NoticeKind, string>> = {
  assigned: 'Được giao việc',
  reassigned: 'Chuyển người thụ lý',
  substituted: 'Thay thế người thụ lý',
  'supplement-received': 'Người nộp đã bổ sung hồ sơ',
  'step-warned': 'Bước sắp đến hạn',
  'step-overdue': 'Bước quá hạn',
  'dossier-warned': 'Hồ sơ sắp đến hạn trả kết quả',
  'dossier-overdue': 'Hồ sơ quá hạn trả kết quả',
  'nonconformity-turn': 'Điểm không phù hợp chờ anh/chị xử lý',
  'nonconformity-reminded': 'Điểm không phù hợp sắp đến hạn',
  'nonconformity-overdue': 'Điểm không phù hợp quá hạn',
  'nonconformity-closed': 'Điểm không phù hợp đã kết thúc',
  'scoring-reminded': 'Sắp hết hạn chấm điểm, anh/chị chưa thực hiện',
  'scoring-overdue': 'Đã hết hạn chấm điểm mà chưa thực hiện',
  'qms-reminded': 'Giấy chứng nhận sắp đến hạn giám sát hoặc hết hiệu lực',
  'qms-overdue': 'Giấy chứng nhận quá hạn giám sát hoặc hết hiệu lực',
  'quality-reminded': 'Việc của hệ thống chất lượng sắp đến hạn',
  'quality-overdue': 'Việc của hệ thống chất lượng quá hạn',
};

export const titleOf = (kind: NoticeKind): string => TITLES[kind];

export function noticeMail(cause: Cause, told: Told): Mail {
  const [codeLabel, titleLabel] = labelsOf(cause.kind);
  const step = cause.step === undefined ? undefined : [cause.step, told.content].filter(Boolean).join(' ');
  return {
    subject: `[Đúng Hạn] ${titleOf(cause.kind)}: ${told.duty ? dutyWords(told.duty.what) : told.code}`,
    text: lines(
      `${titleOf(cause.kind)}.`,
      '',
      told.duty && `Việc: ${dutyOf(told.duty)}`,
      `${codeLabel}: ${told.code}`,
      `${titleLabel}: ${told.procedure}`,
      step && `Bước: ${step}`,
      cause.dueAt && `Hạn: ${momentOf(cause.dueAt)}`,
      told.link && `\n${told.link}`,
    ),
  };
}

const dutyOf = ({ what, about }: DutyTold): string => [dutyWords(what), about].filter(Boolean).join(': ');

function labelsOf(kind: NoticeKind): readonly [code: string, title: string] {
  if (isAboutNonconformity(kind)) return ['Số', 'Nội dung'];
  if (isAboutYear(kind)) return ['Năm', 'Nội dung'];
  if (isAboutQuality(kind)) return ['Cơ quan', 'Nội dung'];
  return isAboutQms(kind) ? ['Mã cơ quan', 'Cơ quan'] : ['Hồ sơ', 'Thủ tục'];
}

export interface DigestLine {
  readonly code: string;
  readonly procedure: string;
  readonly step: string;
  /** Null: nobody has it yet. */
  readonly officer: string | null;
  readonly dueAt: Instant;
  readonly late: boolean;
}

/** Of the quality system's records. */
export interface DutyLine extends DutyTold {
  /** The record's. */
  readonly title: string;
  readonly due: LocalDate;
  readonly late: boolean;
}

export interface Digest {
  readonly date: LocalDate;
  /** Steps and duties. */
  readonly late: number;
  readonly dueToday: number;
  /** The most pressing of them. */
  readonly lines: readonly DigestLine[];
  readonly duties?: readonly DutyLine[];
  readonly link?: string | undefined;
}

/** One mail at the office's opening: what is late, what falls due today. */
export function digestMail({ date, late, dueToday, lines: rows, duties = [], link }: Digest): Mail {
  const some = (wanted: boolean): string[] => [
    ...rows.filter((row) => row.late === wanted).map(lineOf),
    ...duties.filter((duty) => duty.late === wanted).map(dutyLineOf),
  ];
  const left = late + dueToday - rows.length - duties.length;
  return {
    subject: `[Đúng Hạn] ${shortDate(date)}: ${late} việc quá hạn, ${dueToday} việc đến hạn hôm nay`,
    text: lines(
      late > 0 && `QUÁ HẠN (${late})`,
      ...some(true),
      late > 0 && dueToday > 0 && '',
      dueToday > 0 && `ĐẾN HẠN HÔM NAY (${dueToday})`,
      ...some(false),
      left > 0 && `… và ${left} việc khác.`,
      link && `\n${link}`,
    ),
  };
}

const lineOf = ({ code, procedure, step, officer, dueAt }: DigestLine): string =>
  `- ${code} | ${procedure} | bước ${step} | ${officer ?? 'chưa có người nhận'} | hạn ${momentOf(dueAt)}`;

const dutyLineOf = ({ title, due, ...duty }: DutyLine): string =>
  `- Hệ thống chất lượng | ${title} | ${dutyOf(duty)} | hạn ${shortDate(due)}`;

const lines = (...all: readonly (string | false | undefined)[]): string =>
  `${all.filter((line) => line !== false && line !== undefined).join('\n')}\n`;

const momentOf = (at: Instant): string => `${localOf(at).slice(11)} ${shortDate(dateOf(at))}`;
const shortDate = (date: LocalDate): string => date.split('-').toReversed().join('/');
