/** The numbers that Word counts itself before paragraphs (ECMA-376 part 1, §17.9): `B1`, `1.`, `a)`. */
import { all, attributeOf, child, valueOf } from './word-xml.ts';

interface Level {
  readonly start: number;
  /** `B%1`: the count of the first level after B. */
  readonly text: string;
  readonly format: string;
}

const LETTERS = 26;
const ROMAN = [
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
] as const;

/** Of each paragraph in the order they stand, its number and a space; or nothing. */
export function numberer(numbering: Document | undefined): (paragraph: Element) => string {
  const levels = numbering ? levelsOf(numbering) : new Map<string, readonly Level[]>();
  const counts = new Map<string, number[]>();
  return (paragraph) => {
    const properties = child(child(paragraph, 'pPr'), 'numPr');
    const list = valueOf(child(properties, 'numId')) ?? '';
    const depth = Number(valueOf(child(properties, 'ilvl')) ?? 0);
    const known = levels.get(list);
    const level = known?.[depth];
    if (!known || !level || level.format === 'bullet' || level.format === 'none') return '';
    const before = counts.get(list) ?? [];
    const now = known.slice(0, depth).map(({ start }, at) => before[at] ?? start);
    now[depth] = (before[depth] ?? level.start - 1) + 1;
    counts.set(list, now);
    return `${level.text.replace(/%(\d)/gu, (_, at: string) => {
      const index = Number(at) - 1;
      return written(now[index] ?? 1, known[index]?.format ?? 'decimal');
    })} `;
  };
}

function levelsOf(numbering: Document): Map<string, readonly Level[]> {
  const abstract = new Map(
    all(numbering, 'abstractNum').map((element) => [
      attributeOf(element, 'abstractNumId') ?? '',
      all(element, 'lvl').map((level): Level => ({
        start: Number(valueOf(child(level, 'start')) ?? 1),
        text: valueOf(child(level, 'lvlText')) ?? '',
        format: valueOf(child(level, 'numFmt')) ?? 'decimal',
      })),
    ]),
  );
  return new Map(
    all(numbering, 'num').map((element) => [
      attributeOf(element, 'numId') ?? '',
      abstract.get(valueOf(child(element, 'abstractNumId')) ?? '') ?? [],
    ]),
  );
}

function written(count: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letter(count);
    case 'upperLetter':
      return letter(count).toUpperCase();
    case 'lowerRoman':
      return roman(count);
    case 'upperRoman':
      return roman(count).toUpperCase();
    case 'decimalZero':
      return String(count).padStart(2, '0');
    default:
      return String(count);
  }
}

/** After z come aa, bb, as Word has it. */
const letter = (count: number): string =>
  String.fromCodePoint(0x61 + ((count - 1) % LETTERS)).repeat(Math.floor((count - 1) / LETTERS) + 1);

function roman(count: number): string {
  let rest = count;
  let words = '';
  for (const [value, digits] of ROMAN) {
    for (; rest >= value; rest -= value) words += digits;
  }
  return words;
}
