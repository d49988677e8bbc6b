import type { Timeliness } from '#libs/dossier';
import type { TableCell } from 'pdfmake';
import { field, sheet, unitAbbreviation } from '../sheet.ts';
import type { ControlRow, ControlSheet, Layout } from '../types.ts';
import { momentInShort, momentInWords } from '../words.ts';

const RESULTS: Readonly<Record<Timeliness, string>> = {
  early: 'Trước hạn',
  'on-time': 'Đúng hạn',
  late: 'Quá hạn',
};
const HEADER = ['Tên đơn vị', 'Thời gian giao, nhận', 'Kết quả giải quyết', 'Ghi chú', 'Người giao, nhận'];
/** As the table's width allows: units have long names, times short. */
const WIDTHS = ['32%', '20%', '12%', '15%', '21%'];

/**
 * Phiếu kiểm soát quá trình giải quyết hồ sơ (OS-07): every hand-over with the minute it was given and taken; the result
 * is that of the step handed over, entered when it is taken.
 */
export function controlSheet(data: ControlSheet): Layout {
  return sheet(
    data.head,
    [
      field('Mã số hồ sơ', data.code),
      field('Nội dung yêu cầu giải quyết', data.request),
      field('Cơ quan (bộ phận) giải quyết hồ sơ', data.solves),
      field('Cơ quan phối hợp giải quyết hồ sơ', data.cooperates.join('; ') || 'Không có'),
      field('Thời gian nhận hồ sơ', momentInWords(data.receivedAt)),
      field('Thời gian hẹn trả kết quả', data.dueAt && momentInWords(data.dueAt)),
      {
        margin: [0, 6, 0, 0],
        fontSize: 11,
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: WIDTHS,
          body: [
            HEADER.map((text): TableCell => ({ text, bold: true, alignment: 'center' })),
            ...data.rows.flatMap(rowsOf),
          ],
        },
      },
      {
        text:
          'Kết quả giải quyết do bên nhận nhập khi nhận bàn giao. ' +
          'Phiếu được lưu vết tự động theo chức năng của Hệ thống thông tin giải quyết thủ tục hành chính.',
        italics: true,
        fontSize: 10,
        margin: [0, 6, 0, 0],
      },
    ],
    { number: `PKS-${unitAbbreviation(data.head)}` },
  );
}

/** Two lines in the table, so that who gave and who took stand beside their moments. */
const rowsOf = (row: ControlRow): TableCell[][] => [
  [
    `1. Giao: ${row.from}`,
    momentInShort(row.handedAt),
    { text: row.result === null ? '' : RESULTS[row.result], alignment: 'center', rowSpan: 2 },
    { text: row.note, rowSpan: 2 },
    row.giver,
  ],
  [`2. Nhận: ${row.to}`, row.takenAt ? momentInShort(row.takenAt) : 'Chưa nhận', '', '', row.taker],
];
