/** A management review in the words of its printed minutes. */
import { localOf, type Instant } from '#libs/calendar';
import type { ReviewMinutes, ReviewMinutesInput } from '#libs/documents';
import type { Organisation } from '#libs/organisation';
import {
  CLAUSE_OF,
  FIGURE_WORDS,
  INPUT_WORDS,
  isAccepted,
  isOnRecord,
  type Decision,
  type PackInput,
  type QualityRecord,
  type Review,
} from '#libs/quality';
import { namesOf, type Names } from '../dossiers/names.ts';
import { headOf } from '../print/head.ts';

const MINUTES = { name: 'Biên bản họp xem xét của lãnh đạo' };
const READING = { name: 'Tài liệu họp xem xét của lãnh đạo' };
const NOT_ON_RECORD = 'Không có trong hồ sơ.';
const KINDS: Readonly<Record<Decision['kind'], string>> = {
  improvement: 'Cải tiến',
  change: 'Thay đổi hệ thống',
  resource: 'Nguồn lực',
};

/** Null: nothing to print before the inputs were taken. */
export function minutesOf({ agency, body }: QualityRecord, organisation: Organisation): ReviewMinutes | null {
  const review = body as Review;
  const { pack, held, decisions, title, chair, from, to } = review;
  if (pack === null) return null;
  const names = namesOf(organisation);
  const list = (officers: readonly string[]) => officers.map((one) => names.officer(one).name).join(', ');
  const absent = [chair, ...review.members].filter((one) => held && !held.attended.includes(one));
  return {
    head: headOf(organisation.snapshot, { form: held ? MINUTES : READING, agency, at: pack.asOf }),
    facts: [
      { label: 'Nội dung', words: title },
      { label: 'Kỳ xem xét', words: `${shortDate(from)} đến ${shortDate(to)}` },
      { label: 'Số liệu tính đến', words: momentOf(pack.asOf) },
      { label: 'Ngày họp', words: held && shortDate(held.on) },
      { label: 'Chủ trì', words: names.officer(chair).name },
      { label: held ? 'Dự họp' : 'Thành phần', words: list(held ? held.attended : review.members) },
      ...(absent.length === 0 ? [] : [{ label: 'Vắng', words: list(absent) }]),
    ],
    inputs: pack.inputs.filter(({ required }) => required).map((one) => inputOf(one, review, names)),
    decisions: decisions.map((one) => ({
      what: one.what,
      kind: KINDS[one.kind],
      owner: names.officer(one.owner).name,
      due: shortDate(one.due),
      result: resultOf(one),
    })),
    conclusion: held?.conclusion ?? '………………………………………………………………',
    signer: held && names.officer(chair).name,
  };
}

function inputOf(one: PackInput, { words, held }: Review, names: Names): ReviewMinutesInput {
  const known = one.figures.flatMap(({ name, value }) =>
    value === null ? [] : [`${FIGURE_WORDS[name].vi}: ${shown(value)}`],
  );
  const added = words.filter(({ input }) => input === one.code);
  const discussed = held?.discussion.filter(({ input }) => input === one.code) ?? [];
  return {
    clause: CLAUSE_OF[one.code],
    title: INPUT_WORDS[one.code].vi,
    figures: isOnRecord(one) ? `${known.join('; ')}.` : NOT_ON_RECORD,
    said: [
      ...added.map(({ text, by }) => `${names.officer(by).name}: ${text}`),
      ...discussed.map(({ text }) => `Ý kiến tại cuộc họp: ${text}`),
    ],
  };
}

const NUMBER = new Intl.NumberFormat('vi-VN');
const shown = (value: number | boolean): string =>
  typeof value === 'number' ? NUMBER.format(value) : value ? 'có' : 'không';

function resultOf(one: Decision): string {
  if (one.reported === null) return 'Chưa có';
  return `${one.reported.result} (${isAccepted(one) ? 'đã xác nhận' : 'chờ xác nhận'})`;
}

const shortDate = (date: string): string => date.split('-').toReversed().join('/');
function momentOf(at: Instant): string {
  const local = localOf(at);
  return `${local.slice(11, 16)} ngày ${shortDate(local.slice(0, 10))}`;
}
