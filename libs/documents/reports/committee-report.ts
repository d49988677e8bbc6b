/** Báo cáo kết quả chấm điểm: the committee's report to the People's Committee. */
import type { Content } from 'pdfmake';
import { paragraph, sheet, signers } from '../sheet.ts';
import type { Layout } from '../types.ts';
import { dayInWords, percentInWords, pointsInWords } from './numbers.ts';
import { centred, classBars, heading, right, table } from './parts.ts';
import { reconciles, type CommitteeReport, type ReportedSet } from './types.ts';

export function committeeReport(report: CommitteeReport): Layout {
  const { head, title, period, decision } = report;
  return sheet(
    head,
    [
      { text: title, alignment: 'center', bold: true, margin: [0, -6, 0, 10] },
      paragraph(
        `Kỳ đánh giá từ ngày ${dayInWords(period.from)} đến ngày ${dayInWords(period.to)}. ` +
          (decision === null
            ? 'Kết quả chưa được quyết định.'
            : `Kết quả được phê duyệt tại Quyết định số ${decision.number} ngày ${dayInWords(decision.date)}.`),
      ),
      heading('I. Tổ chức chấm điểm'),
      ...conductOf(report),
      heading('II. Kết quả xếp loại'),
      ...report.sets.flatMap((set, index) => classesOf(set, index)),
      paragraph(
        reconciles(report)
          ? 'Tổng số cơ quan của các mức xếp loại khớp với số cơ quan được chấm điểm.'
          : 'Tổng số cơ quan của các mức xếp loại KHÔNG khớp với số cơ quan được chấm điểm.',
      ),
      heading('III. Bảng xếp hạng', true),
      ...report.sets.flatMap((set, index) => rankingOf(set, index)),
      ...trendOf(report),
      signers({ title: 'TRƯỞNG BAN CHỈ ĐẠO ISO' }),
    ],
    { by: 'agency', number: 'BC-BCĐISO' },
  );
}

function conductOf({ conduct }: CommitteeReport): Content[] {
  const { agencies, selfScored, missed, onSite, verified, appeals, appealsGranted } = conduct;
  return [
    paragraph(
      `Có ${agencies} cơ quan được chấm điểm; ${selfScored} cơ quan tự chấm đúng hạn, ${missed.length} cơ quan không tự chấm đúng hạn. ` +
        `${onSite} cơ quan được thẩm định tại trụ sở, ${verified} cơ quan được xác minh.`,
    ),
    paragraph(`Có ${appeals} kiến nghị về kết quả, ${appealsGranted} kiến nghị được chấp nhận.`),
    ...(missed.length > 0 ? [paragraph(`Không tự chấm đúng hạn: ${missed.join('; ')}.`)] : []),
  ];
}

function classesOf(set: ReportedSet, index: number): Content[] {
  const names = set.distribution[0]?.classes.map(({ name }) => name) ?? [];
  return [
    { text: `${index + 1}. ${set.title}`, margin: [0, 4, 0, 2], bold: true },
    ...(set.official
      ? []
      : [paragraph('Bộ tiêu chí này là bộ đề xuất, chưa được cơ quan có thẩm quyền ban hành.')]),
    ...(set.legalBasis.length > 0 ? [paragraph(`Căn cứ: ${set.legalBasis.join('; ')}.`)] : []),
    ...set.readings.map(({ name, value, note }) =>
      paragraph(note === '' ? `Thiết lập ${name}: ${value}.` : `${note} Thiết lập ${name}: ${value}.`),
    ),
    table(
      ['Cấp', 'Số cơ quan', ...names, 'Chưa xếp'],
      ['*', 'auto', ...names.map(() => 'auto'), 'auto'],
      set.distribution.map(({ level, total, classes, unclassified }) => [
        level ?? 'Tất cả',
        right(String(total)),
        ...classes.map(({ count, percent }) => right(`${count} (${percentInWords(percent)})`)),
        right(String(unclassified)),
      ]),
    ),
    classBars(set.distribution[0]?.classes ?? []),
  ];
}

const rankingOf = (set: ReportedSet, index: number): Content[] => [
  { text: `${index + 1}. ${set.title}`, margin: [0, 4, 0, 2], bold: true },
  table(
    ['Hạng', 'Cơ quan', 'Tự chấm', 'Thẩm định', 'Xác minh', 'Điểm', 'Xếp loại'],
    ['auto', '*', 'auto', 'auto', 'auto', 'auto', 'auto'],
    set.ranking.map(({ rank, agency, self, reviewed, verified, total, band, amended }) => [
      centred(String(rank)),
      agency,
      right(pointsInWords(self)),
      right(pointsInWords(reviewed)),
      right(pointsInWords(verified)),
      right(
        amended === null ? pointsInWords(total) : `${pointsInWords(total)} (sửa: ${pointsInWords(amended)})`,
      ),
      band ?? 'chưa xếp',
    ]),
  ),
];

function trendOf({ trend }: CommitteeReport): Content[] {
  if (trend.length < 2) return [];
  return [
    heading('IV. So với các năm trước'),
    table(
      ['Năm', 'Bộ tiêu chí', 'Số cơ quan', 'Điểm trung bình', 'Xếp loại'],
      ['auto', '*', 'auto', 'auto', '*'],
      trend.map(({ year, set, agencies, mean, classes }) => [
        year,
        set,
        right(String(agencies)),
        right(pointsInWords(mean)),
        classes.map(({ name, count }) => `${name}: ${count}`).join('; '),
      ]),
    ),
  ];
}
