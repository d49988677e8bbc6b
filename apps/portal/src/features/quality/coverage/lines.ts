/** Lines of a decision on the catalogue, as people type or paste them: `1.014390; Tên; Lĩnh vực; mới`. */

export interface Line {
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly fate: 'new' | 'amended' | 'abolished';
}

const FATES: Readonly<Record<string, Line['fate']>> = {
  mới: 'new',
  'sửa đổi': 'amended',
  'bãi bỏ': 'abolished',
};
const PARTS = 4;

const written = (text: string): readonly string[] => text.split('\n');
const isEmpty = (line: string): boolean => line.trim() === '';

/** Undefined: it says less, or something else. */
function lineIn(line: string): Line | undefined {
  const parts = line
    .normalize('NFC')
    .split(/[;\t]/)
    .map((part) => part.trim());
  const [code, name, field, word = ''] = parts;
  const fate = FATES[word.toLowerCase()];
  return parts.length === PARTS && code && name && field && fate ? { code, name, field, fate } : undefined;
}

export const linesIn = (text: string): readonly Line[] => written(text).flatMap((line) => lineIn(line) ?? []);

/** The number of the first line that can't be read, from 1; undefined: none. */
export function faultyLine(text: string): number | undefined {
  const index = written(text).findIndex((line) => !isEmpty(line) && lineIn(line) === undefined);
  return index === -1 ? undefined : index + 1;
}
