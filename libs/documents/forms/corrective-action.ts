import type { Content, TableCell } from 'pdfmake';
import { field, sheet, signers } from '../sheet.ts';
import type { CorrectiveActionSlip, Layout, SlipPart } from '../types.ts';
import { momentInShort, momentInWords, orBlank } from '../words.ts';

const WIDTHS = ['34%', '30%', '36%'];
const HEADER = ['Mã hồ sơ', 'Lúc', 'Bước'];

/**
 * Phiếu yêu cầu hành động khắc phục: what was found, and each stage with who did it and when (ISO 9001 10.2.2). What
 * is not done yet is left blank, so that the slip can be worked on by hand.
 */
export function correctiveActionSheet(data: CorrectiveActionSlip): Layout {
  return sheet(
    data.head,
    [
      { text: `Số: ${data.code}`, alignment: 'center', margin: [0, -6, 0, 10] },
      { text: data.title, bold: true, margin: [0, 0, 0, 6] },
      ...data.facts.map(({ label, words }) => field(label, words)),
      ...dossiersOf(data),
      ...data.parts.map(partOf),
      signers(
        { title: 'NGƯỜI CHỦ TRÌ' },
        { title: 'THƯ KÝ ISO' },
        { title: 'LÃNH ĐẠO', hint: '(Ký, ghi rõ họ tên)' },
      ),
    ],
    { by: 'agency' },
  );
}

function dossiersOf({ dossiers }: CorrectiveActionSlip): Content[] {
  if (dossiers.length === 0) return [];
  return [
    { text: 'Hồ sơ liên quan', bold: true, margin: [0, 6, 0, 4] },
    {
      fontSize: 11,
      margin: [0, 0, 0, 4],
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: WIDTHS,
        body: [
          HEADER.map((text): TableCell => ({ text, bold: true, alignment: 'center' })),
          ...dossiers.map(({ code, at, place }) => [code, momentInShort(at), place]),
        ],
      },
    },
  ];
}

/** A part keeps together; its lines are blank while nobody has done it. */
const partOf = ({ title, lines, signed }: SlipPart): Content => ({
  unbreakable: true,
  margin: [0, 6, 0, 0],
  stack: [
    { text: title, bold: true, margin: [0, 0, 0, 3] },
    ...lines.map(({ label, words }) => field(label, words)),
    {
      text: `Người thực hiện: ${orBlank(signed?.name)}   Lúc: ${signed ? momentInWords(signed.at) : orBlank(null)}`,
      italics: true,
      fontSize: 11,
      margin: [0, 0, 0, 3],
    },
  ],
});
