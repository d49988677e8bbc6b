/** What all forms share: the page, the national heading, the title, filled lines and signers (NĐ 30/2020/NĐ-CP). */
import { dateOf } from '#libs/calendar';
import type { Content, Style } from 'pdfmake';
import type { FormInForce } from './circular.ts';
import type { Head, Layout, Person } from './types.ts';
import { BLANK, dateInWords, orBlank } from './words.ts';

const FONT = 'Tinos';
const BODY_POINTS = 13;
/** Small enough that the province's name keeps to one line. */
const HEADING_POINTS = 11.5;
const ISSUER_POINTS = 10.5;
const MM = 72 / 25.4;
/** Left, top, right, bottom: 30, 20, 15 and 20 mm as NĐ 30/2020/NĐ-CP asks. */
const MARGINS: [number, number, number, number] = [30 * MM, 20 * MM, 15 * MM, 20 * MM];
const LANDSCAPE_MARGINS: [number, number, number, number] = [15 * MM, 20 * MM, 15 * MM, 15 * MM];
/** From here on the page's own width belongs to a rule under a heading. */
const RULE_POINTS = 160;
const ERASED = '(dữ liệu cá nhân đã được xóa theo yêu cầu)';

export interface SheetOptions {
  readonly landscape?: boolean;
  /** Abbreviation of the kind of paper, as in `Số: …/PBS-BPTNTKQ`. Absent: the form carries no number. */
  readonly number?: string;
  /** Who issues it: the one-stop unit of the agency, or the agency. */
  readonly by?: 'unit' | 'agency';
}

export function sheet(head: Head, content: readonly Content[], options: SheetOptions = {}): Layout {
  const landscape = options.landscape ?? false;
  return {
    pageSize: 'A4',
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: landscape ? LANDSCAPE_MARGINS : MARGINS,
    language: 'vi-VN',
    info: {
      title: head.form.name,
      creator: 'Đúng Hạn',
      producer: 'Đúng Hạn',
      creationDate: new Date(head.at),
      modDate: new Date(head.at),
    },
    defaultStyle: { font: FONT, fontSize: BODY_POINTS, lineHeight: 1.15 },
    content: [headingOf(head, options), titleOf(head), ...content],
  };
}

function headingOf(head: Head, { number, by = 'unit' }: SheetOptions): Content {
  const { form, place, at } = head;
  const [above, issuer] = by === 'agency' ? [head.parent, head.agency] : [head.agency, head.unit];
  const small: Style = { fontSize: HEADING_POINTS, alignment: 'center' };
  const smaller: Style = { fontSize: ISSUER_POINTS, alignment: 'center' };
  return [
    ...('number' in form ? [numberOf(form)] : []),
    {
      columns: [
        {
          width: '46%',
          stack: [
            ...(above === undefined ? [] : [{ text: above.toLocaleUpperCase('vi'), ...smaller }]),
            { text: issuer.toLocaleUpperCase('vi'), bold: true, ...smaller },
            rule(RULE_POINTS / 2),
            ...(number === undefined
              ? []
              : [{ text: `Số: ……………/${number}`, ...small, margin: [0, 4, 0, 0] as Margin }]),
          ],
        },
        {
          width: '54%',
          stack: [
            { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, ...small },
            { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, alignment: 'center' },
            rule(RULE_POINTS),
            {
              text: `${place}, ${dateInWords(dateOf(at))}`,
              italics: true,
              alignment: 'center',
              margin: [0, 4, 0, 0],
            },
          ],
        },
      ],
    },
  ];
}

const numberOf = ({ number, citation }: FormInForce): Content => ({
  text: [`Mẫu số ${number}\n`, `(Ban hành kèm theo ${citation})`],
  italics: true,
  fontSize: 10,
  alignment: 'right',
  margin: [0, -24, 0, 8],
});

type Margin = [number, number, number, number];

/** A thin line, centred by empty columns beside it. */
const rule = (width: number): Content => ({
  columns: [
    { width: '*', text: '' },
    { width, canvas: [{ type: 'line', x1: 0, y1: 2, x2: width, y2: 2, lineWidth: 0.7 }] },
    { width: '*', text: '' },
  ],
});

const titleOf = ({ form }: Head): Content => ({
  text: form.name.toLocaleUpperCase('vi'),
  bold: true,
  fontSize: 14,
  alignment: 'center',
  margin: [0, 18, 0, 10],
});

const LINE: Margin = [0, 0, 0, 3];

/** `Địa chỉ: …` */
export const field = (label: string, value: string | null | undefined): Content => ({
  text: [`${label}: `, { text: orBlank(value), bold: Boolean(value) && label === 'Mã hồ sơ' }],
  margin: LINE,
});

/** Two fields on one line. */
export const fields = (...pairs: readonly (readonly [string, string | undefined])[]): Content => ({
  columns: pairs.map(([label, value]) => ({ text: `${label}: ${orBlank(value)}`, width: '*' })),
  columnGap: 12,
  margin: LINE,
});

export const paragraph = (text: string): Content => ({ text, alignment: 'justify', margin: LINE });

export const numbered = (items: readonly string[]): Content => ({
  ol: items.length > 0 ? [...items] : [BLANK],
  margin: [12, 0, 0, 6],
});

export const nameOf = (person: Person | null): string => person?.name ?? ERASED;

/** Address, telephone and mail as three of the forms have them. */
export const contactOf = (person: Person | null): Content[] => [
  field('Địa chỉ', person?.address),
  fields(['Số điện thoại', person?.phone], ['Email', person?.email]),
];

export interface Signer {
  readonly title: string;
  readonly name?: string;
  readonly hint?: string;
}

const HINT = '(Ký và ghi rõ họ tên)';
const SIGNATURE_POINTS = 46;

/** Side by side; a single one on the right. They stay with one another on a page. */
export function signers(...all: readonly Signer[]): Content {
  const shown = all.length === 1 ? [undefined, ...all] : all;
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    columns: shown.map((signer) => ({
      width: '*',
      stack: signer
        ? [
            { text: signer.title, bold: true, alignment: 'center' },
            { text: signer.hint ?? HINT, italics: true, fontSize: 12, alignment: 'center' },
            {
              text: signer.name ?? '',
              bold: true,
              alignment: 'center',
              margin: [0, SIGNATURE_POINTS, 0, 0] as Margin,
            },
          ]
        : [],
    })),
  };
}

/** Who a number belongs to: the centre or the section (`…/PBS-TTPVHCC`, `…/PBS-BPTNTKQ`). */
export const unitAbbreviation = ({ unit, agency }: Head): string =>
  /trung tâm phục vụ hành chính công/i.test(`${agency} ${unit}`) ? 'TTPVHCC' : 'BPTNTKQ';
