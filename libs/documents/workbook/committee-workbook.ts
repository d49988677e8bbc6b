/** The committee's report as a workbook: classes, ranking and trend, each with its chart. */
import writeXlsxFile from 'write-excel-file/node';
import type { Cell, SheetData } from 'write-excel-file/node';
import type { CommitteeReport, ReportedSet } from '../reports/types.ts';
import { chartsFeature, type BarChart } from './charts.ts';

/** A sheet's name has at most 31 characters. */
const MAX_SHEET_NAME = 31;
/** A ranking's chart shows the first of many. */
const MAX_BARS = 30;
const CHART_ROWS = 18;
const CHART_COLUMNS = 8;

interface Page {
  readonly name: string;
  readonly data: SheetData;
  readonly charts: readonly BarChart[];
}

export async function committeeWorkbook(report: CommitteeReport): Promise<Buffer> {
  const many = report.sets.length > 1;
  const pages = [
    ...report.sets.flatMap((set, index) => {
      const suffix = many ? ` ${index + 1}` : '';
      return [classesPage(set, `Xếp loại${suffix}`), rankingPage(set, `Xếp hạng${suffix}`)];
    }),
    trendPage(report),
  ];
  const charts = new Map(pages.map(({ name, charts: own }) => [name, own]));
  return writeXlsxFile(
    pages.map(({ name, data }) => ({
      data,
      sheet: name.slice(0, MAX_SHEET_NAME),
      stickyRowsCount: 1,
      columns: (data[0] ?? []).map((_, index) => ({ width: index < 2 ? WIDE : NARROW })),
    })),
    { features: [chartsFeature(charts)] },
  ).toBuffer();
}
const WIDE = 32;
const NARROW = 14;

const head = (...texts: readonly string[]): Cell[] =>
  texts.map((value) => ({ value, fontWeight: 'bold' as const }));
const cells = (...values: readonly (string | number | null)[]): Cell[] =>
  values.map((value) => (value === null ? null : { value }));

function classesPage({ distribution, title }: ReportedSet, name: string): Page {
  const all = distribution.find(({ level }) => level === null);
  const levels = distribution.filter(({ level }) => level !== null);
  const names = all?.classes.map((one) => one.name) ?? [];
  const rows = names.map((each, index) => [
    each,
    all!.classes[index]!.count,
    all!.classes[index]!.percent,
    ...levels.map(({ classes }) => classes[index]!.count),
  ]);
  const first = 2;
  const last = first + rows.length - 1;
  const total = ['Tổng', all?.total ?? 0, null, ...levels.map((level) => level.total)];
  return {
    name,
    data: [
      head('Xếp loại', 'Số cơ quan', 'Tỷ lệ (%)', ...levels.map(({ level }) => level ?? '')),
      ...rows.map((row) => cells(...row)),
      cells('Chưa xếp', all?.unclassified ?? 0, null, ...levels.map(({ unclassified }) => unclassified)),
      cells(...total),
      cells(title),
    ],
    charts:
      rows.length === 0
        ? []
        : [
            {
              title: 'Số cơ quan theo xếp loại',
              rows: [first, last],
              labels: 1,
              values: [{ name: 'Số cơ quan', column: 2 }],
              direction: 'col',
              at: { row: last + 5, column: 1 },
              size: { rows: CHART_ROWS, columns: CHART_COLUMNS - 2 },
            },
          ],
  };
}

function rankingPage({ ranking }: ReportedSet, name: string): Page {
  const last = 1 + Math.min(ranking.length, MAX_BARS);
  return {
    name,
    data: [
      head(
        'Hạng',
        'Cơ quan',
        'Cấp',
        'Tự chấm',
        'Thẩm định',
        'Xác minh',
        'Điểm chính thức',
        'Xếp loại',
        'Điểm sửa sau công bố',
      ),
      ...ranking.map(({ rank, agency, level, self, reviewed, verified, total, band, amended }) =>
        cells(rank, agency, level, self, reviewed, verified, total, band, amended),
      ),
    ],
    charts:
      ranking.length === 0
        ? []
        : [
            {
              title: ranking.length > MAX_BARS ? `${MAX_BARS} cơ quan đầu bảng` : 'Điểm theo cơ quan',
              rows: [2, last],
              labels: 2,
              values: [
                { name: 'Tự chấm', column: 4 },
                { name: 'Chính thức', column: 7 },
              ],
              direction: 'bar',
              at: { row: 2, column: 11 },
              size: { rows: Math.max(CHART_ROWS, 2 * (last - 1)), columns: CHART_COLUMNS },
            },
          ],
  };
}

function trendPage({ trend }: CommitteeReport): Page {
  const classes = [...new Set(trend.flatMap((year) => year.classes.map(({ name }) => name)))];
  return {
    name: 'Qua các năm',
    data: [
      head('Năm', 'Bộ tiêu chí', 'Số cơ quan', 'Điểm trung bình', ...classes),
      ...trend.map(({ year, set, agencies, mean, classes: counts }) =>
        cells(
          year,
          set,
          agencies,
          mean,
          ...classes.map((name) => counts.find((one) => one.name === name)?.count ?? 0),
        ),
      ),
    ],
    charts:
      trend.length === 0
        ? []
        : [
            {
              title: 'Điểm trung bình qua các năm',
              rows: [2, trend.length + 1],
              labels: 1,
              values: [{ name: 'Điểm trung bình', column: 4 }],
              direction: 'col',
              at: { row: trend.length + 4, column: 1 },
              size: { rows: CHART_ROWS, columns: CHART_COLUMNS - 2 },
            },
          ],
  };
}
