import type { Content, TableCell } from 'pdfmake';
import { field, paragraph, sheet, signers } from '../sheet.ts';
import type { AuditReport, Layout } from '../types.ts';
import { orBlank } from '../words.ts';

const COUNT_WIDTHS = ['*', '14%', '14%', '14%', '14%'];
const COUNT_HEADER = ['Quy trình, bộ phận', 'Câu hỏi', 'Phù hợp', 'Lưu ý', 'Không phù hợp'];
const FINDING_WIDTHS = ['6%', '9%', '*', '11%', '28%'];
const FINDING_HEADER = ['TT', 'Điều', 'Nội dung và bằng chứng', 'Mức độ', 'Hồ sơ, phiếu'];

/** Báo cáo đánh giá nội bộ (TCVN ISO 9001:2015, 9.2.2 f): what was audited by whom, what was found, what follows. */
export function auditReportSheet(data: AuditReport): Layout {
  return sheet(
    data.head,
    [
      { text: data.title, bold: true, alignment: 'center', margin: [0, -4, 0, 10] },
      heading('1. Thông tin chung'),
      ...data.facts.map(({ label, words }) => field(label, words)),
      heading('2. Mẫu hồ sơ đã rút'),
      ...data.sample.map(paragraph),
      heading('3. Kết quả theo quy trình, bộ phận'),
      table(
        COUNT_WIDTHS,
        COUNT_HEADER,
        data.counts.map(({ scope, lines, conforms, observations, nonconformities }) => [
          scope,
          ...[lines, conforms, observations, nonconformities].map(centred),
        ]),
      ),
      heading('4. Điểm mạnh'),
      paragraph(orBlank(data.strengths)),
      heading('5. Điểm không phù hợp và lưu ý'),
      ...(data.findings.length === 0
        ? [paragraph('Không có.')]
        : [
            table(
              FINDING_WIDTHS,
              FINDING_HEADER,
              data.findings.map(({ clause, words, grade, evidence }, at) => [
                centred(at + 1),
                clause,
                words,
                grade,
                evidence,
              ]),
            ),
          ]),
      heading('6. Tính độc lập của đoàn đánh giá'),
      paragraph(data.independence),
      heading('7. Họp kết thúc'),
      paragraph(orBlank(data.meeting)),
      heading('8. Kết luận'),
      paragraph(orBlank(data.conclusion)),
      signers(
        { title: 'TRƯỞNG ĐOÀN ĐÁNH GIÁ', name: data.lead },
        { title: 'LÃNH ĐẠO PHÊ DUYỆT', ...(data.approvedBy !== null && { name: data.approvedBy }) },
      ),
    ],
    { by: 'agency' },
  );
}

const heading = (text: string): Content => ({ text, bold: true, margin: [0, 8, 0, 4] });
const centred = (text: string | number): TableCell => ({ text: String(text), alignment: 'center' });

const table = (widths: string[], heads: readonly string[], rows: readonly TableCell[][]): Content => ({
  fontSize: 11,
  margin: [0, 0, 0, 4],
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths,
    body: [heads.map((text): TableCell => ({ text, bold: true, alignment: 'center' })), ...rows],
  },
});
