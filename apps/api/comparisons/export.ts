/** The differences of a comparison as a table, read page by page. */
import type { Edition } from '#libs/procedure';
import { BYTE_ORDER_MARK, csvLine } from '../http/csv.ts';
import { differenceOf } from './result.ts';
import type { ComparisonStore, StoredPart } from './store.ts';
import { KIND_WORDS } from './words.ts';

const PAGE = 200;
const HEADS = [
  'Quy trình',
  'Lần ban hành',
  'Hồ sơ',
  'Đơn vị',
  'Điểm khác',
  'Bước',
  'Nội dung bước',
  'Đường đi',
];

export async function* differencesCsv(
  store: ComparisonStore,
  id: string,
  parts: readonly StoredPart[],
  editions: readonly Edition[],
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADS);
  for (const [index, { part, procedure, edition }] of parts.entries()) {
    const content = new Map(editions[index]?.steps.map((step) => [step.no, step.content]));
    for (let from: number | undefined = 0; from !== undefined;) {
      const { rows } = await store.cases(id, { part, from, limit: PAGE });
      let text = '';
      for (const { name, unit, differences, path } of rows) {
        const way = path.map(({ step, activity }) => step ?? activity).join(' → ');
        for (const { kind, at } of differences.map(differenceOf)) {
          text += csvLine([procedure, edition, name, unit, KIND_WORDS[kind], at, content.get(at) ?? '', way]);
        }
      }
      yield text;
      from = rows.length === PAGE ? rows.at(-1)?.no : undefined;
    }
  }
}
