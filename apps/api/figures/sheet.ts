/** A report as a table that people open in a spreadsheet. */
import type { FigureCell, FigureMeasure } from '#libs/read-models';
import { BYTE_ORDER_MARK, csvLine } from '../http/csv.ts';
import writeXlsxFile from 'write-excel-file/node';

/** Columns with their heads, in the order of the law they keep. */
export const COLUMNS: readonly (readonly [FigureMeasure, string])[] = [
  ['openAtStart', 'Tồn đầu kỳ'],
  ['received', 'Tiếp nhận'],
  ['done', 'Đã xong'],
  ['early', 'Trước hạn'],
  ['onTime', 'Đúng hạn'],
  ['late', 'Quá hạn'],
  ['noDeadline', 'Không có hẹn trả'],
  ['refused', 'Từ chối'],
  ['withdrawn', 'Rút'],
  ['stopped', 'Dừng'],
  ['expired', 'Hết hạn bổ sung'],
  ['openAtEnd', 'Tồn cuối kỳ'],
  ['openInTime', 'Đang xử lý, trong hạn'],
  ['openNear', 'Đang xử lý, sắp đến hạn'],
  ['openLate', 'Đang xử lý, quá hạn'],
  ['openPaused', 'Tạm dừng'],
  ['openNoDeadline', 'Đang xử lý, không có hẹn trả'],
  ['onTime766', 'Đúng hạn theo QĐ 766 (2.1)'],
];

/** Sums over what ended in the period. */
const SUMS: readonly (readonly [keyof FigureCell['sums'], string])[] = [
  ['returns', 'Lần trả lại bước trước'],
  ['supplements', 'Lần yêu cầu bổ sung'],
  ['rePromises', 'Lần hẹn lại'],
  ['apologiesInTime', 'Xin lỗi đúng lúc'],
];
const TIMES: readonly (readonly [keyof FigureCell['sums'], string])[] = [
  ['allowedMinutes', 'Được phép (giờ làm việc)'],
  ['ownMinutes', 'Cơ quan xử lý (giờ làm việc)'],
  ['otherAgencyMinutes', 'Chờ cơ quan khác (giờ làm việc)'],
  ['applicantMinutes', 'Chờ người nộp (giờ làm việc)'],
  ['outsideMinutes', 'Ngoài giờ, ngày nghỉ (giờ)'],
];

export type SheetCell = Readonly<Record<FigureMeasure, number>> &
  Pick<FigureCell, 'sums'> & {
    readonly name: string;
    readonly onTimeRate: number | null;
    readonly rate766: number | null;
  };

export const heads = (): string[] => [
  'Nhóm',
  ...COLUMNS.map(([, head]) => head),
  'Tỷ lệ đúng hạn (%)',
  'Tỷ lệ theo QĐ 766, 2.1 (%)',
  ...[...SUMS, ...TIMES].map(([, head]) => head),
];

export const rowOf = (cell: SheetCell): (string | number | null)[] => [
  cell.name,
  ...COLUMNS.map(([measure]) => cell[measure]),
  percentOf(cell.onTimeRate),
  percentOf(cell.rate766),
  ...SUMS.map(([name]) => cell.sums[name]),
  ...TIMES.map(([name]) => Math.round((cell.sums[name] * 10) / MINUTES_AN_HOUR) / 10),
];

const MINUTES_AN_HOUR = 60;
const percentOf = (rate: number | null): number | null =>
  rate === null ? null : Math.round(rate * 10_000) / 100;

export const csvOf = (cells: readonly SheetCell[]): string =>
  BYTE_ORDER_MARK + [heads(), ...cells.map(rowOf)].map(csvLine).join('');

/** The same as a workbook of one sheet. */
export function xlsxOf(cells: readonly SheetCell[]): Promise<Buffer> {
  const rows = [heads(), ...cells.map(rowOf)].map((row, index) =>
    row.map((value) =>
      value === null ? null : { value, ...(index === 0 && { fontWeight: 'bold' as const }) },
    ),
  );
  return writeXlsxFile(rows, { sheet: 'Số liệu', stickyRowsCount: 1 }).toBuffer();
}
