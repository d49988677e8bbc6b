/** Tables and bars that the reports share. */
import type { Content, TableCell } from 'pdfmake';
import { percentInWords } from './numbers.ts';
import type { ReportedClass } from './types.ts';

const TABLE_POINTS = 10.5;
const BAR_POINTS = 220;
const BAR_HEIGHT = 9;
const BAR_COLOUR = '#1f5fa8';

export const heading = (text: string, onNewPage = false): Content => ({
  text,
  bold: true,
  margin: [0, 10, 0, 4],
  ...(onNewPage && { pageBreak: 'before' }),
});

export const right = (text: string): TableCell => ({ text, alignment: 'right', noWrap: true });
export const centred = (text: string): TableCell => ({ text, alignment: 'center' });

export const table = (
  heads: readonly string[],
  widths: readonly (string | number)[],
  rows: readonly (readonly TableCell[])[],
): Content => ({
  fontSize: TABLE_POINTS,
  margin: [0, 2, 0, 6],
  table: {
    headerRows: 1,
    keepWithHeaderRows: 1,
    dontBreakRows: true,
    widths: [...widths],
    body: [
      heads.map((text): TableCell => ({ text, bold: true, alignment: 'center' })),
      ...rows.map((row) => [...row]),
    ],
  },
});

/** The classes as bars, each as long as its share of all agencies. */
export const classBars = (classes: readonly ReportedClass[]): Content => ({
  unbreakable: true,
  margin: [0, 2, 0, 8],
  fontSize: TABLE_POINTS,
  stack: classes.map(({ name, count, percent }) => ({
    columns: [
      { width: 90, text: name },
      {
        width: BAR_POINTS,
        canvas: [
          {
            type: 'rect',
            x: 0,
            y: 3,
            w: Math.max(0.5, (BAR_POINTS * percent) / 100),
            h: BAR_HEIGHT,
            color: BAR_COLOUR,
          },
        ],
      },
      { width: '*', text: `${count} (${percentInWords(percent)})`, margin: [8, 0, 0, 0] },
    ],
  })),
});
