/** Phiếu chấm điểm: one agency's points side by side, and why. */
import { field, sheet, signers } from '../sheet.ts';
import type { Layout } from '../types.ts';
import { dayInWords, pointsInWords } from './numbers.ts';
import { right, table } from './parts.ts';
import type { AgencyScoreSheet } from './types.ts';

export function agencyScoreSheet(data: AgencyScoreSheet): Layout {
  const { totals, set, decision } = data;
  return sheet(
    data.head,
    [
      field('Năm', data.title),
      field('Cơ quan', data.agency),
      field('Bộ tiêu chí', set.official ? set.title : `${set.title} (không chính thức)`),
      ...(data.missed === null ? [] : [field('Không tự chấm đúng hạn', data.missed)]),
      table(
        ['TC', 'Tiêu chí', 'Tối đa', 'Tự chấm', 'Thẩm định', 'Xác minh', 'Chính thức', 'Giải thích'],
        ['auto', '*', 'auto', 'auto', 'auto', 'auto', 'auto', '*'],
        [
          ...data.lines.map(({ key, name, max, self, reviewed, verified, final, explanation }) => [
            key,
            name,
            ...[max, self, reviewed, verified, final].map((points) => right(pointsInWords(points))),
            explanation,
          ]),
          ...data.adjustments.map(({ name, points, reading }) => [
            '',
            name,
            '',
            '',
            '',
            '',
            right(pointsInWords(points)),
            reading,
          ]),
          [
            '',
            { text: 'Tổng', bold: true },
            ...[set.total, totals.self, totals.reviewed, totals.verified, totals.final].map((points) =>
              right(pointsInWords(points)),
            ),
            data.band === null ? '' : `Xếp loại: ${data.band}`,
          ],
        ],
      ),
      ...(data.rank === null
        ? []
        : [field('Xếp hạng trong các cơ quan cùng bộ tiêu chí', String(data.rank))]),
      ...(decision === null
        ? []
        : [field('Quyết định', `${decision.number} ngày ${dayInWords(decision.date)}`)]),
      ...data.amendments.map(({ number, date, reason, total }) =>
        field(
          'Sửa sau công bố',
          `${pointsInWords(total)} điểm, Quyết định ${number} ngày ${dayInWords(date)}: ${reason}`,
        ),
      ),
      signers({ title: 'NGƯỜI LẬP PHIẾU' }, { title: 'TRƯỞNG BAN CHỈ ĐẠO ISO' }),
    ],
    { landscape: true, by: 'agency' },
  );
}
