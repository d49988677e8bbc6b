import type { TableCell } from 'pdfmake';
import { nameOf, sheet } from '../sheet.ts';
import type { Layout, RegisterRow, RegisterSheet } from '../types.ts';
import { dateInShort, momentInShort } from '../words.ts';

const LEADING = [
  'STT',
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Tên tổ chức, cá nhân',
  'Địa chỉ, số điện thoại',
  'Cơ quan chủ trì giải quyết',
];
const TRAILING = ['Nhận hồ sơ', 'Hẹn trả kết quả', 'Trả kết quả', 'Phương thức nhận', 'Ký nhận'];
/** Of the landscape page, in points; the procedure's name takes what is left. */
const WIDTHS = [18, 90, '*', 70, 84, 64, 50, 50, 50, 44, 38];

/** Sổ theo dõi hồ sơ: the dossiers a unit received in a period, in the order of their receipt. */
export function registerSheet(data: RegisterSheet): Layout {
  return sheet(
    data.head,
    [
      {
        text: `Từ ngày ${dateInShort(data.from)} đến ngày ${dateInShort(data.to)}: ${data.rows.length} hồ sơ`,
        alignment: 'center',
        italics: true,
        margin: [0, -8, 0, 8],
      },
      {
        fontSize: 9.5,
        table: {
          headerRows: 2,
          dontBreakRows: true,
          widths: WIDTHS,
          body: [...header(), ...data.rows.map(rowOf)],
        },
      },
    ],
    { landscape: true, number: 'STD' },
  );
}

const rowOf = (row: RegisterRow, index: number): TableCell[] => [
  { text: String(index + 1), alignment: 'center' },
  row.code,
  row.procedure,
  nameOf(row.person && { ...row.person }),
  [row.person?.address, row.person?.phone].filter(Boolean).join(', '),
  row.solves,
  momentInShort(row.receivedAt),
  row.dueAt ? momentInShort(row.dueAt) : '',
  row.returnedAt ? momentInShort(row.returnedAt) : '',
  row.manner,
  '',
];

const empty = (names: readonly string[]): TableCell[] => names.map(() => '');

/** Made anew for each document: laying out writes into the cells. */
function header(): TableCell[][] {
  const group = { ...heading('Nhận và trả kết quả'), colSpan: TRAILING.length };
  return [
    [...LEADING.map(tall), group, ...empty(TRAILING.slice(1))],
    [...empty(LEADING), ...TRAILING.map(heading)],
  ];
}

function heading(text: string) {
  return { text, bold: true, alignment: 'center' as const };
}

function tall(text: string): TableCell {
  return { ...heading(text), rowSpan: 2 };
}
