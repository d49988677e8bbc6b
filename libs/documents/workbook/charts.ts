/**
 * Bar charts in a workbook, drawn by the spreadsheet from its own cells: the drawing parts of Office Open XML (ECMA-376
 * part 1, 21.2), put in through the hook that write-excel-file gives to features.
 */
import type writeXlsxFile from 'write-excel-file/node';
import { sanitizeTextContent } from 'write-excel-file/utility';

export interface BarChart {
  readonly title: string;
  /** Rows of the sheet, from 1, both inclusive; row 1 is the head. */
  readonly rows: readonly [first: number, last: number];
  /** Columns from 1. */
  readonly labels: number;
  readonly values: readonly { readonly name: string; readonly column: number }[];
  /** `bar` lies, `col` stands. */
  readonly direction: 'bar' | 'col';
  /** Where its top left corner is, and how large: cells from 1. */
  readonly at: { readonly row: number; readonly column: number };
  readonly size: { readonly rows: number; readonly columns: number };
}

type NodeFeature = NonNullable<NonNullable<Parameters<typeof writeXlsxFile>[1]>['features']>[number];

const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';
const FIRST_LETTER = 'A'.charCodeAt(0);
const LETTERS = 26;
/** Names of the two axes, which refer to each other. */
const [LABEL_AXIS, VALUE_AXIS] = [1, 2];

/** @param charts by the name of their sheet. */
export function chartsFeature(charts: ReadonlyMap<string, readonly BarChart[]>): NodeFeature {
  const of = (options: { readonly sheet?: string }): readonly BarChart[] =>
    charts.get(options.sheet ?? '') ?? [];
  return {
    files: {
      transform: {
        '[Content_Types].xml': {
          insert: (sheets) =>
            sheets
              .flatMap((options, sheet) =>
                of(options).map(
                  (_, index) =>
                    `<Override ContentType="${CONTENT_TYPE}" PartName="/xl/charts/${fileOf(sheet, index)}"/>`,
                ),
              )
              .join(''),
        },
        'xl/drawings/drawing{id}.xml': {
          insert: (options) => of(options).map(anchored).join(''),
        },
        'xl/drawings/_rels/drawing{id}.xml.rels': {
          insert: (options, { sheetIndex }) =>
            of(options)
              .map(
                (_, index) =>
                  `<Relationship Id="${relation(index)}" Type="${RELATIONSHIPS}/chart" Target="../charts/${fileOf(sheetIndex, index)}"/>`,
              )
              .join(''),
        },
      },
      write: {
        files: (sheets) =>
          Object.fromEntries(
            sheets.flatMap((options, sheet) =>
              of(options).map((chart, index) => [
                `xl/charts/${fileOf(sheet, index)}`,
                chartXml(chart, options.sheet ?? ''),
              ]),
            ),
          ),
      },
    },
  };
}

const fileOf = (sheet: number, index: number): string => `chart${sheet + 1}-${index + 1}.xml`;
const relation = (index: number): string => `rId-chart-${index + 1}`;

const corner = (name: 'from' | 'to', row: number, column: number): string =>
  `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;

function anchored({ title, at, size }: BarChart, index: number): string {
  return [
    '<xdr:twoCellAnchor>',
    corner('from', at.row - 1, at.column - 1),
    corner('to', at.row - 1 + size.rows, at.column - 1 + size.columns),
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${index + 2}" name="${sanitizeTextContent(title)}"/>`,
    '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>',
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
    `<a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="${RELATIONSHIPS}" r:id="${relation(index)}"/>`,
    '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>',
  ].join('');
}

function chartXml(chart: BarChart, sheet: string): string {
  const series = chart.values.map((one, index) => seriesXml(chart, sheet, one, index)).join('');
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    `<c:chartSpace xmlns:c="${CHART}" xmlns:a="${MAIN}" xmlns:r="${RELATIONSHIPS}"><c:roundedCorners val="0"/><c:chart>`,
    `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="vi-VN" sz="1200" b="1"/><a:t>${sanitizeTextContent(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`,
    '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>',
    `<c:barChart><c:barDir val="${chart.direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series}<c:gapWidth val="60"/>`,
    `<c:axId val="${LABEL_AXIS}"/><c:axId val="${VALUE_AXIS}"/></c:barChart>`,
    axis('catAx', LABEL_AXIS, VALUE_AXIS, chart.direction === 'bar' ? 'l' : 'b'),
    axis('valAx', VALUE_AXIS, LABEL_AXIS, chart.direction === 'bar' ? 'b' : 'l'),
    '</c:plotArea>',
    chart.values.length > 1 ? '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' : '',
    '<c:plotVisOnly val="1"/></c:chart></c:chartSpace>',
  ].join('');
}

function seriesXml(
  { rows, labels }: BarChart,
  sheet: string,
  { name, column }: BarChart['values'][number],
  index: number,
): string {
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:v>${sanitizeTextContent(name)}</c:v></c:tx><c:invertIfNegative val="0"/>`,
    '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>',
    `<c:cat><c:strRef><c:f>${reference(sheet, labels, rows)}</c:f></c:strRef></c:cat>`,
    `<c:val><c:numRef><c:f>${reference(sheet, column, rows)}</c:f></c:numRef></c:val></c:ser>`,
  ].join('');
}

/** A lying chart counts its labels from below: turned, so that they stand as in the sheet. */
const axis = (kind: 'catAx' | 'valAx', id: number, crosses: number, side: 'l' | 'b'): string => {
  const turned = kind === 'catAx' && side === 'l' ? 'maxMin' : 'minMax';
  const tail = kind === 'catAx' ? '<c:noMultiLvlLbl val="0"/>' : '<c:crossBetween val="between"/>';
  return [
    `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="${turned}"/></c:scaling><c:delete val="0"/>`,
    `<c:axPos val="${side}"/>${kind === 'valAx' ? '<c:majorGridlines/>' : ''}<c:majorTickMark val="out"/><c:minorTickMark val="none"/>`,
    `<c:tickLblPos val="nextTo"/><c:crossAx val="${crosses}"/>`,
    `<c:crosses val="${kind === 'valAx' && side === 'b' ? 'max' : 'autoZero'}"/>${tail}</c:${kind}>`,
  ].join('');
};

/** `'Xếp hạng'!$B$2:$B$10`; a quote in the sheet's name is doubled. */
const reference = (sheet: string, column: number, [first, last]: BarChart['rows']): string =>
  sanitizeTextContent(
    `'${sheet.replaceAll("'", "''")}'!$${letters(column)}$${first}:$${letters(column)}$${last}`,
  );

function letters(column: number): string {
  const before = Math.floor((column - 1) / LETTERS);
  return (before > 0 ? letters(before) : '') + String.fromCharCode(FIRST_LETTER + ((column - 1) % LETTERS));
}
