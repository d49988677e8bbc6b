import type { Content } from 'pdfmake';
import { table } from '../reports/parts.ts';
import { field, paragraph, sheet, signers } from '../sheet.ts';
import type { Layout, ReviewMinutes, ReviewMinutesInput } from '../types.ts';

/**
 * Biên bản xem xét của lãnh đạo (ISO 9001 9.3.3): inputs with what was on record and what was said of each, decisions
 * with whose they are and by when. Before the meeting it is what the members are given to read.
 */
export function managementReviewMinutes(data: ReviewMinutes): Layout {
  const { head, facts, inputs, decisions, conclusion, signer } = data;
  return sheet(
    head,
    [
      ...facts.map(({ label, words }) => field(label, words)),
      heading('I. Đầu vào (9.3.2)'),
      ...inputs.map(inputOf),
      heading('II. Quyết định (9.3.3)'),
      ...(decisions.length === 0
        ? [paragraph('Không có quyết định.')]
        : [
            table(
              ['STT', 'Quyết định', 'Loại', 'Chủ trì', 'Hạn', 'Kết quả'],
              ['auto', '*', 'auto', 90, 'auto', 100],
              decisions.map(({ what, kind, owner, due, result }, place) => [
                { text: String(place + 1), alignment: 'center' },
                what,
                kind,
                owner,
                { text: due, noWrap: true },
                result,
              ]),
            ),
          ]),
      heading('III. Kết luận'),
      paragraph(conclusion),
      signers(
        { title: 'THƯ KÝ ISO' },
        { title: 'CHỦ TRÌ', hint: '(Ký, ghi rõ họ tên)', ...(signer !== null && { name: signer }) },
      ),
    ],
    { by: 'agency' },
  );
}

const heading = (text: string): Content => ({ text, bold: true, margin: [0, 10, 0, 4] });

const inputOf = ({ clause, title, figures, said }: ReviewMinutesInput): Content => ({
  margin: [0, 0, 0, 6],
  stack: [
    { text: `${clause}. ${title}`, bold: true, fontSize: 12 },
    { text: figures, fontSize: 12 },
    ...said.map((text): Content => ({ text, italics: true, fontSize: 12 })),
  ],
});
