/** `dunghan qms …`: the agencies' quality management systems, by hand or by a script. */
import { askApi, MISUSED, type Asked, type Asking } from '../asking.ts';
import type { Verb } from '../verb.ts';
import { answer, readBody, required } from './score/files.ts';
import { whyLines } from './score/words.ts';

const QMS = '/api/qms';
const text = { type: 'string' } as const;
const recordPath = ({ words }: Asked): string => `${QMS}/agencies/${encodeURIComponent(words[0]!)}`;
const done = (): readonly string[] => ['Đã ghi nhận.'];

const read = (usage: string, words: Asking['words'], path: (asked: Asked) => string): Asking => ({
  usage,
  words,
  run: async (asked) => answer(asked, await asked.client.get(path(asked)), whyLines),
});

const SUBVERBS: Readonly<Record<string, Asking>> = {
  list: read('dunghan qms list', [0, 0], () => `${QMS}/agencies`),
  show: read('dunghan qms show AGENCY', [1, 1], recordPath),
  duties: read('dunghan qms duties', [0, 0], () => `${QMS}/duties`),
  targets: read('dunghan qms targets', [0, 0], () => `${QMS}/targets`),
  progress: {
    usage: 'dunghan qms progress --by DATE --milestones "A|B,C" [--level LEVEL]',
    words: [0, 0],
    options: { by: text, milestones: text, level: text },
    run: async (asked) => {
      const level = asked.text('level');
      const query = new URLSearchParams({
        by: required(asked, 'by'),
        milestones: required(asked, 'milestones'),
        ...(level !== undefined && { level }),
      });
      return answer(asked, await asked.client.get(`${QMS}/progress?${query.toString()}`), whyLines);
    },
  },
  record: {
    usage: 'dunghan qms record AGENCY ENTRY.yaml [--key KEY]',
    words: [2, 2],
    options: { key: text },
    run: async (asked) => {
      const entry = await readBody(asked, asked.words[1]!);
      const path = `${recordPath(asked)}/entries`;
      return answer(asked, await asked.client.post(path, { entry }, asked.text('key')), done);
    },
  },
  withdraw: {
    usage: 'dunghan qms withdraw AGENCY NO --reason TEXT [--key KEY]',
    words: [2, 2],
    options: { key: text, reason: text },
    run: async (asked) => {
      const path = `${recordPath(asked)}/entries/${encodeURIComponent(asked.words[1]!)}/withdraw`;
      const body = { reason: required(asked, 'reason') };
      return answer(asked, await asked.client.post(path, body, asked.text('key')), done);
    },
  },
  target: {
    usage: 'dunghan qms target TARGET.yaml [--key KEY]',
    words: [1, 1],
    options: { key: text },
    run: async (asked) => {
      const body = await readBody(asked, asked.words[0]!);
      return answer(asked, await asked.client.post(`${QMS}/targets`, body, asked.text('key')), done);
    },
  },
};

export const qmsVerb: Verb = {
  name: 'qms',
  summary: "the agencies' quality management systems: records, duties, roll-out by date",
  async run([name, ...args], io) {
    const asking = name !== undefined && Object.hasOwn(SUBVERBS, name) ? SUBVERBS[name] : undefined;
    if (asking) return askApi(asking, args, io);
    if (name !== undefined) io.err(`qms: không có lệnh “${name}”`);
    for (const { usage } of Object.values(SUBVERBS)) io.err(usage);
    return MISUSED;
  },
};
