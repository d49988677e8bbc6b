/** `dunghan score year …`: what the committee and the agencies do in a year of scoring, by hand or by a script. */
import { Misuse, type Asked, type Asking } from '../../asking.ts';
import { answer, entriesIn, readBody, required, save } from './files.ts';
import { boardLines, resultLines, sheetLines, whyLines, yearLines, yearListLines } from './words.ts';

const YEARS = '/api/scoring/years';
const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const KEY = { key: text };

const yearPath = ({ words }: Asked): string => `${YEARS}/${encodeURIComponent(words[0]!)}`;
const sheetPath = (asked: Asked): string =>
  `${yearPath(asked)}/agencies/${encodeURIComponent(asked.words[1]!)}`;
const done = (): readonly string[] => ['Đã ghi nhận.'];

const onYear =
  (act: string, body: (asked: Asked) => object | Promise<object>) =>
  async (asked: Asked): Promise<number> =>
    answer(
      asked,
      await asked.client.post(`${yearPath(asked)}/${act}`, await body(asked), asked.text('key')),
      done,
    );

const onSheet =
  (act: string, body: (asked: Asked) => object | Promise<object>) =>
  async (asked: Asked): Promise<number> =>
    answer(
      asked,
      await asked.client.post(`${sheetPath(asked)}/${act}`, await body(asked), asked.text('key')),
      done,
    );

const decisionOf = (asked: Asked): object => ({
  decision: { number: required(asked, 'number'), date: required(asked, 'date') },
});
const withEntries = async (asked: Asked): Promise<object> => ({
  entries: await entriesIn(asked, asked.words[2]),
});

/** A stage of the sheet, with an optional file of entries. */
const stage = (act: 'save' | 'submit' | 'verify' | 'adjust'): Asking => ({
  usage: `dunghan score year ${act} YEAR AGENCY [ENTRIES.json] [--key KEY]`,
  words: [2, 3],
  options: KEY,
  run: onSheet(act, withEntries),
});

export const YEAR_VERBS: Readonly<Record<string, Asking>> = {
  list: {
    usage: 'dunghan score year list',
    words: [0, 0],
    run: async (asked) => answer(asked, await asked.client.get(YEARS), yearListLines),
  },
  open: {
    usage: 'dunghan score year open PLAN.yaml [--key KEY]',
    words: [1, 1],
    options: KEY,
    run: async (asked) =>
      answer(
        asked,
        await asked.client.post(YEARS, await readBody(asked, asked.words[0]!), asked.text('key')),
        done,
      ),
  },
  status: {
    usage: 'dunghan score year status YEAR [--board]',
    words: [1, 1],
    options: { board: { type: 'boolean' } },
    run: async (asked) =>
      asked.flag('board')
        ? answer(asked, await asked.client.get(`${yearPath(asked)}/board`), boardLines)
        : answer(asked, await asked.client.get(yearPath(asked)), yearLines),
  },
  self: {
    usage: 'dunghan score year self YEAR AGENCY',
    words: [2, 2],
    run: async (asked) => answer(asked, await asked.client.get(sheetPath(asked)), sheetLines),
  },
  save: stage('save'),
  submit: stage('submit'),
  review: {
    usage: 'dunghan score year review YEAR AGENCY [ENTRIES.json] [--on-site] [--key KEY]',
    words: [2, 3],
    options: { ...KEY, 'on-site': { type: 'boolean' } },
    run: onSheet('review', async (asked) => ({
      ...(await withEntries(asked)),
      onSite: asked.flag('on-site'),
    })),
  },
  verify: stage('verify'),
  adjust: stage('adjust'),
  appeal: {
    usage: 'dunghan score year appeal YEAR AGENCY --criterion KEY… --reason TEXT [--key KEY]',
    words: [2, 2],
    options: { ...KEY, criterion: texts, reason: text },
    run: onSheet('appeal', (asked) => ({
      criteria: asked.texts('criterion'),
      reason: required(asked, 'reason'),
    })),
  },
  answer: {
    usage:
      'dunghan score year answer YEAR AGENCY [ENTRIES.json] --granted|--denied --reason TEXT [--key KEY]',
    words: [2, 3],
    options: { ...KEY, granted: { type: 'boolean' }, denied: { type: 'boolean' }, reason: text },
    run: onSheet('answer-appeal', async (asked) => {
      const granted = asked.flag('granted');
      if (granted === asked.flag('denied')) throw new Misuse('cần --granted hoặc --denied');
      return { ...(await withEntries(asked)), granted, reason: required(asked, 'reason') };
    }),
  },
  amend: {
    usage:
      'dunghan score year amend YEAR AGENCY ENTRIES.json --number NO --date DATE --reason TEXT [--key KEY]',
    words: [3, 3],
    options: { ...KEY, number: text, date: text, reason: text },
    run: onSheet('amend', async (asked) => ({
      ...(await withEntries(asked)),
      ...decisionOf(asked),
      reason: required(asked, 'reason'),
    })),
  },
  remind: {
    usage: 'dunghan score year remind YEAR PHASE [--key KEY]',
    words: [2, 2],
    options: KEY,
    run: onYear('remind', ({ words }) => ({ phase: words[1] })),
  },
  'move-end': {
    usage: 'dunghan score year move-end YEAR PHASE MOMENT --reason TEXT [--key KEY]',
    words: [3, 3],
    options: { ...KEY, reason: text },
    run: onYear('move-end', (asked) => ({
      phase: asked.words[1],
      end: asked.words[2],
      reason: required(asked, 'reason'),
    })),
  },
  sample: {
    usage:
      'dunghan score year sample YEAR on-site|verification AGENCY… --reviewer ID --set ID --reason TEXT [--key KEY]',
    words: [3, 2_000],
    options: { ...KEY, reviewer: text, set: text, reason: text },
    run: onYear('choose-sample', (asked) => ({
      sample: asked.words[1],
      agencies: asked.words.slice(2),
      reviewer: required(asked, 'reviewer'),
      set: required(asked, 'set'),
      reason: required(asked, 'reason'),
    })),
  },
  decide: {
    usage: 'dunghan score year decide YEAR --number NO --date DATE [--key KEY]',
    words: [1, 1],
    options: { ...KEY, number: text, date: text },
    run: onYear('decide', decisionOf),
  },
  publish: {
    usage: 'dunghan score year publish YEAR [--key KEY]',
    words: [1, 1],
    options: KEY,
    run: onYear('publish', () => ({})),
  },
  results: {
    usage: 'dunghan score year results YEAR',
    words: [1, 1],
    run: async (asked) => answer(asked, await asked.client.get(`${yearPath(asked)}/results`), resultLines),
  },
  report: {
    usage: 'dunghan score year report YEAR [AGENCY] --out FILE.pdf|FILE.xlsx',
    words: [1, 2],
    options: { out: text },
    run: async (asked) => {
      if (asked.words[1] !== undefined) return save(asked, `${sheetPath(asked)}/print`);
      const format = asked.text('out')?.endsWith('.xlsx') ? 'xlsx' : 'pdf';
      return save(asked, `${yearPath(asked)}/report?format=${format}`);
    },
  },
  recompute: {
    usage: 'dunghan score year recompute YEAR AGENCY [--as-of MOMENT]',
    words: [2, 2],
    options: { 'as-of': text },
    run: async (asked) =>
      answer(asked, await asked.client.get(`${sheetPath(asked)}/recompute${asOf(asked)}`), whyLines),
  },
  why: {
    usage: 'dunghan score year why YEAR AGENCY METRIC [--as-of MOMENT]',
    words: [3, 3],
    options: { 'as-of': text },
    run: async (asked) =>
      answer(
        asked,
        await asked.client.get(`${sheetPath(asked)}/figures/${asked.words[2]!}${asOf(asked)}`),
        whyLines,
      ),
  },
};

const asOf = ({ text: option }: Asked): string => {
  const moment = option('as-of');
  return moment === undefined ? '' : `?asOf=${encodeURIComponent(moment)}`;
};
