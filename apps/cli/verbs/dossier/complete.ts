import { DONE, Misuse, type Asking } from '../../asking.ts';
import type { Client } from '../../client.ts';
import { dossier as dossierReply, dossierId, receipt } from './replies.ts';
import { moment } from './words.ts';

const USAGE = `dunghan dossier complete CODE --step B1 [--outcome OUTCOME] [--all | [--form FORM]… [--result RESULT]…]
  [--number NUMBER [--negative]] [--note TEXT] [--key IDEMPOTENCY-KEY] [--user USER] [--json]
  (--all: đủ mọi biểu mẫu và kết quả mà bước ghi)`;

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

export const complete: Asking = {
  usage: USAGE,
  words: [1, 1],
  options: {
    step: text,
    outcome: text,
    number: text,
    note: text,
    key: text,
    form: texts,
    result: texts,
    negative: { type: 'boolean' },
    all: { type: 'boolean' },
  },
  async run(asked) {
    const { client, io, words, json } = asked;
    const step = asked.text('step');
    if (step === undefined) throw new Misuse('thiếu --step');
    const [outcome, number, note] = ['outcome', 'number', 'note'].map(asked.text);
    const dossier = await dossierId(client, words[0]!);
    const listed = asked.flag('all') ? await listedFor(client, dossier, step) : undefined;
    const body = {
      step,
      forms: listed?.forms ?? asked.texts('form'),
      results: listed?.results ?? asked.texts('result'),
      ...(outcome !== undefined && { outcome }),
      ...(note !== undefined && { note }),
      ...(number !== undefined && { result: { number, positive: !asked.flag('negative') } }),
    };
    const reply = await client.post(`/api/dossiers/${dossier}/actions/complete`, body, asked.text('key'));
    if (json) {
      io.out(JSON.stringify(reply));
      return DONE;
    }
    const { code, national, open } = receipt.parse(reply);
    io.out(`${code ?? dossier}: ${step} đã xong · ${national.name}`);
    for (const next of open) {
      const due = next.dueAt === null ? '' : `, hạn ${moment(next.dueAt)}`;
      io.out(`  tiếp theo: ${next.step} · ${next.officer ?? next.unit}${due}`);
    }
    return DONE;
  },
};

/** Nothing, when the step is not for the one who asks to complete: the refusal then says why. */
async function listedFor(client: Client, dossier: string, step: string) {
  const { allowed } = dossierReply.parse(await client.get(`/api/dossiers/${dossier}`));
  return allowed.find((one) => one.action === 'complete' && one.step === step);
}
