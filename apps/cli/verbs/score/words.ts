/** A year of scoring in lines for a person. */

interface Criterion {
  readonly key: string;
  readonly name: string;
  readonly max: number;
  readonly suggestion: { readonly points: number | null; readonly explanation: string };
  readonly points: Readonly<Record<string, number | null>>;
}
interface Sheet {
  readonly agency: { readonly name: string };
  readonly phase: string;
  readonly criteria: readonly Criterion[];
  readonly totals: Readonly<Record<string, number | null>>;
  readonly band: string | null;
  readonly allowed: readonly string[];
}
const STAGES = ['self', 'reviewed', 'verified', 'adjusted', 'final', 'amended'] as const;
const shown = (points: number | null | undefined): string =>
  points === null || points === undefined ? '–' : String(points);

export const sheetLines = ({ agency, phase, criteria, totals, band, allowed }: Sheet): string[] => [
  `${agency.name} · ${phase}`,
  ...criteria.map(
    ({ key, name, max, suggestion, points }) =>
      `${key}  gợi ý ${shown(suggestion.points)} / ${max}  [${STAGES.map((stage) => shown(points[stage])).join(' ')}]  ${name} — ${suggestion.explanation}`,
  ),
  `Tổng [${STAGES.map((stage) => shown(totals[stage])).join(' ')}]${band === null ? '' : ` · ${band}`}`,
  `Việc có thể làm: ${allowed.join(', ') || 'không có'}`,
];

interface Year {
  readonly title: string;
  readonly phase: string;
  readonly agencies: number;
  readonly ends: Readonly<Record<string, string>>;
  readonly due: { readonly kind: string; readonly at: string } | null;
}
export const yearLines = ({ title, phase, agencies, ends, due }: Year): string[] => [
  `${title} · ${agencies} cơ quan · ${phase}`,
  ...Object.entries(ends).map(([name, end]) => `  ${name}: ${end}`),
  due === null ? 'Chờ Ban chỉ đạo' : `Tiếp theo: ${due.kind}, ${due.at}`,
];

interface YearList {
  readonly years: readonly { readonly id: string; readonly title: string; readonly phase: string }[];
}
export const yearListLines = ({ years }: YearList): string[] =>
  years.map(({ id, title, phase }) => `${id}  ${phase}  ${title}`);

interface Board {
  readonly submitted: { readonly count: number; readonly of: number; readonly overdue: number };
  readonly rows: readonly (Readonly<Record<string, unknown>> & {
    readonly agency: { readonly id: string; readonly name: string };
  })[];
}
export const boardLines = ({ submitted, rows }: Board): string[] => [
  `Đã tự chấm ${submitted.count} trên ${submitted.of}; quá hạn ${submitted.overdue}`,
  ...rows.map(
    ({ agency, self, reviewed, verified, final, band, missed }) =>
      `${agency.id}  ${[self, reviewed, verified, final].map((points) => shown(points as number | null)).join(' ')}  ${typeof band === 'string' ? band : ''}${missed === null ? '' : ' (quá hạn)'}  ${agency.name}`,
  ),
];

interface Results {
  readonly ranking: readonly {
    readonly rank: number;
    readonly agency: { readonly name: string };
    readonly total: number;
    readonly band: string | null;
    readonly set: string;
  }[];
  readonly distribution: readonly {
    readonly set: string;
    readonly level: string | null;
    readonly total: number;
    readonly classes: readonly { readonly name: string; readonly count: number; readonly percent: number }[];
  }[];
}
export const resultLines = ({ ranking, distribution }: Results): string[] => [
  ...ranking.map(
    ({ rank, agency, total, band }) => `${rank}  ${total}  ${band ?? 'chưa xếp'}  ${agency.name}`,
  ),
  ...distribution
    .filter(({ level }) => level === null)
    .map(
      ({ set, total, classes }) =>
        `${set}: ${total} cơ quan; ${classes.map(({ name, count, percent }) => `${name} ${count} (${percent}%)`).join('; ')}`,
    ),
];

/** Replies that are small: a line for each of their fields. */
export const whyLines = (reply: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(reply).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [`${name}: ${value.length}`, ...value.map((one) => `  ${JSON.stringify(one)}`)]
      : [`${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`],
  );
