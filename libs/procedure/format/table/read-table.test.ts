import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shippedEditions } from '#libs/catalogue';
import { checkEdition, checkPrinted, readPrintedTables, type PrintedTable } from '#libs/procedure';
import {
  draftFile,
  parseEdition,
  readTable,
  writeEdition,
  type Pasted,
  type PastedTable,
} from '#libs/procedure/format';

const FILE = new URL('../../../../../shared/domain/step-tables.json', import.meta.url);
const tables = existsSync(FILE) ? realTables() : [];

function realTables(): readonly PrintedTable[] {
  const file = readPrintedTables(JSON.parse(readFileSync(FILE, 'utf8')));
  return file.ok ? file.value : [];
}

function read(pasted: Pasted): PastedTable {
  const table = readTable(pasted);
  if (!table.ok) throw new Error(table.code);
  return table.value;
}

/** As Word puts it on the clipboard: its styles, a conditional comment, a paragraph in each cell. */
const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
<!-- p.MsoNormal {margin:0cm; font-family:"Times New Roman";} td {border: 1px} --></style></head><body>
<!--StartFragment--><p class=MsoNormal>Tổng thời gian giải quyết: 03 ngày làm việc</p>
<table class=MsoNormalTable border=1><thead>
<tr><td rowspan=2><p><b>TT</b></p></td><td rowspan=2><p>Trình tự</p></td><td colspan=2>Tổ chức</td>
<td rowspan=2>Biểu mẫu</td><td rowspan=2>Kết quả</td></tr>
<tr><td>Trách nhiệm</td><td>Thời gian</td></tr></thead>
<tr><td>(1)</td><td>(2)</td><td>(3)</td><td>(4)</td><td>(5)</td><td>(6)</td></tr>
<tr><td colspan=6>I. Tiếp nhận</td></tr>
<tr><td><p class=MsoNormal>B1<o:p></o:p></p></td><td>Tiếp nhận h&#7891; s&#417;<![if !supportLineBreakNewLine]><br><![endif]>- Cập&nbsp;nhật</td>
<td>Bộ phận một cửa</td><td>0,5 ng&agrave;y</td><td><p>Mẫu số 01</p><p>Mẫu số 06</p></td><td>-</td></tr>
<tr><td rowspan=2>B2</td><td>Thẩm định</td><td rowspan=2>Chuyên viên Phòng KH&amp;CN</td><td rowspan=3>02 ngày</td><td>BM.KHCN.01 Phiếu thẩm định</td><td rowspan=2>Dự thảo</td></tr>
<tr><td>Dự thảo kết quả</td><td>BM.KHCN.02</td></tr>
<tr><td>B3</td><td>Ký duyệt</td><td>Lãnh đạo Sở</td><td></td><td>Giấy phép</td></tr>
<tr><td>B4</td><td>Trả kết quả</td><td>Bộ phận một cửa</td><td>Không tính thời gian</td><td></td><td></td></tr>
<tr><td colspan=3>Tổng cộng</td><td colspan=3>2,5 ngày làm việc</td></tr></table><!--EndFragment--></body></html>`;

describe('A table pasted from Word', () => {
  const table = read({ html: WORD, text: 'không dùng' });

  it('is read with its merged cells, and without heads, headings and sums', () => {
    expect(table.statedTotal).toBe('2,5 ngày làm việc');
    expect(table.steps.map(({ no, content, time, responsible }) => [no, content, time, responsible])).toEqual(
      [
        ['B1', 'Tiếp nhận hồ sơ - Cập nhật', '0,5 ngày', 'Bộ phận một cửa'],
        ['B2', 'Thẩm định Dự thảo kết quả', '02 ngày', 'Chuyên viên Phòng KH&CN'],
        ['B3', 'Ký duyệt', '', 'Lãnh đạo Sở'],
        ['B4', 'Trả kết quả', 'Không tính thời gian', 'Bộ phận một cửa'],
      ],
    );
    expect(table.steps[2]).toMatchObject({ timeOf: 'B2', sharedTime: true });
    expect(table.steps[1]?.forms).toEqual(['BM.KHCN.01 Phiếu thẩm định', 'BM.KHCN.02']);
  });

  it('makes a draft that wants only its head', () => {
    const about = {
      code: 'QT.KHCN.09',
      title: 'Thủ tục',
      field: 'KH&CN',
      agency: 'Sở',
      effectiveFrom: '2026-01-01' as never,
    };
    const file = draftFile(table, about);
    expect(file.steps[0]).toMatchObject({
      role: 'reception',
      forms: ['tt03-2025/receipt', 'tt03-2025/control-sheet'],
    });
    expect(file['own-forms']).toEqual([
      { code: 'BM.KHCN.01', name: 'BM.KHCN.01 Phiếu thẩm định' },
      { code: 'BM.KHCN.02', name: 'BM.KHCN.02' },
    ]);
    const edition = parseEdition(JSON.stringify(file));
    if (!edition.ok) throw new Error(JSON.stringify(edition.findings));
    expect(checkEdition(edition.value)).toEqual([]);
    expect(
      edition.value.steps.map((step) => [step.no, step.role, step.issuesResult, step.handsOver]),
    ).toEqual([
      ['B1', 'reception', undefined, undefined],
      ['B2', 'specialist', undefined, undefined],
      ['B3', 'agency-head', true, undefined],
      ['B4', 'reception', undefined, true],
    ]);
  });
});

describe('What is no table of steps', () => {
  it.each([
    ['nothing', {}, 'no-table'],
    ['a paragraph', { html: '<p>Kính gửi</p>', text: 'Kính gửi' }, 'no-table'],
    ['another table', { text: 'Họ tên\tTuổi\nBình\t30' }, 'no-head'],
    ['a head alone', { text: 'TT\tNội dung\tTrách nhiệm\tThời gian\n\t\t\t' }, 'no-table'],
    ['a head and a sum', { text: 'TT\tNội dung\tTrách nhiệm\tThời gian\nTổng\t\t\t3 ngày' }, 'no-steps'],
  ])('%s: %j → %s', (_, pasted: Pasted, code) => {
    expect(readTable(pasted)).toEqual({ ok: false, code });
  });

  it('never throws, and takes no longer than its text', () => {
    const piece = fc.constantFrom(
      '<table>',
      '</table>',
      '<tr>',
      '<td rowspan=9>',
      '<td colspan=99>',
      '</td>',
      '<!--',
      '&#x110000;',
      'B1',
      '"',
      '\t',
      '\n',
      ';',
      'Thời gian',
      '<style>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        expect(typeof readTable({ html: text, text }).ok).toBe('boolean');
      }),
    );
  });
});

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const cells = (table: PrintedTable): string[][] => [
  ['TT', 'Trình tự thực hiện', 'Đơn vị, người thực hiện', 'Thời gian thực hiện', 'Kết quả/Sản phẩm'],
  ...table.steps.map(({ no, content, responsible, time, result }) => [
    no,
    content,
    responsible,
    time,
    result,
  ]),
];
const asHtml = (table: PrintedTable): string =>
  `<table>${cells(table)
    .map((row) => `<tr>${row.map((cell) => `<td><p>${escaped(cell)}</p></td>`).join('')}</tr>`)
    .join('')}</table>`;
const asText = (table: PrintedTable, mark: string): string =>
  cells(table)
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(mark))
    .join('\r\n');

(tables.length > 0 ? describe : describe.skip)('The tables of real decisions', () => {
  it.each(tables.map((table) => [table.id, table] as const))(
    '%s is the same pasted, and as CSV',
    (_, table) => {
      const wanted = table.steps.map(({ content, time, responsible }) =>
        [content, time, responsible].map(spaced),
      );
      for (const pasted of [
        { html: asHtml(table) },
        { text: asText(table, '\t') },
        { text: asText(table, ';') },
      ]) {
        const { steps } = read(pasted);
        expect(steps.map(({ content, time, responsible }) => [content, time, responsible])).toEqual(wanted);
      }
    },
  );

  it('become drafts whose sums the check finds as it finds the tables’ own', () => {
    const single = tables.filter((table) => checkPrinted(table).findings.length === 0);
    expect(single.length).toBeGreaterThan(10);
    for (const table of single) {
      const pasted = { ...read({ html: asHtml(table) }), statedTotal: table.statedTotal };
      const about = {
        code: 'QT.X.01',
        title: 'x',
        field: 'x',
        agency: 'x',
        effectiveFrom: '2026-01-01' as never,
      };
      const edition = parseEdition(draftFile(pasted, about));
      expect(edition.ok && checkEdition(edition.value).map(({ code }) => code)).not.toContain(
        'sum-differs-from-total',
      );
    }
  });
});

const spaced = (text: string): string => text.replace(/\s+/gu, ' ').trim();

describe('An edition written as its file', () => {
  it.each(shippedEditions().map((edition) => [edition.code, edition] as const))(
    '%s reads back the same',
    (_, edition) => {
      expect(parseEdition(JSON.stringify(writeEdition(edition)))).toEqual({ ok: true, value: edition });
    },
  );
});
