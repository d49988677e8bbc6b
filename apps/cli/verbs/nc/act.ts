import { PEOPLES_COMMANDS } from '#libs/nonconformity/corrective-action';
import { DONE, Misuse, type Asked, type Asking } from '../../asking.ts';
import { ncId, recorded } from './replies.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

export const raise: Asking = {
  usage: `dunghan nc raise --agency AGENCY --source complaint|audit|management --severity major|minor|observation
  --title TEXT --description TEXT [--policy POLICY --procedure CODE [--step B3]] [--key IDEMPOTENCY-KEY] [--user USER] [--json]`,
  words: [0, 0],
  options: {
    agency: text,
    source: text,
    severity: text,
    title: text,
    description: text,
    policy: text,
    procedure: text,
    step: text,
    key: text,
  },
  async run(asked) {
    const { text: option } = asked;
    const body = required(asked, ['agency', 'source', 'severity', 'title', 'description']);
    const policy = option('policy');
    const cause = policy && { policy, ...required(asked, ['procedure']), step: option('step') ?? '' };
    return send(asked, '/api/nonconformities', { ...body, ...(cause && { cause }) });
  },
};

export const dismiss: Asking = {
  usage:
    'dunghan nc dismiss KPH-0031/2026|ID --reason TEXT [--agency AGENCY] [--key IDEMPOTENCY-KEY] [--user USER] [--json]',
  words: [1, 1],
  options: { reason: text, agency: text, key: text },
  async run(asked) {
    const id = await ncId(asked.client, asked.words[0]!, asked.text('agency'));
    return send(asked, `/api/nonconformities/${id}/dismiss`, required(asked, ['reason']));
  },
};

export const act: Asking = {
  usage: `dunghan nc act KPH-0031/2026|ID ${PEOPLES_COMMANDS.join('|')}
  [--owner OFFICER] [--severity GRADE] [--note TEXT] [--reason TEXT] [--what TEXT] [--why TEXT]… [--root-cause TEXT]
  [--amends PROCEDURE] [--risk CODE]… [--effective yes|no] [--due MOMENT] [--body FILE.json|-]
  [--agency AGENCY] [--key IDEMPOTENCY-KEY] [--user USER] [--json]
  (--body: nội dung khác của việc, dạng JSON như API: measures, files)`,
  words: [2, 2],
  options: {
    owner: text,
    severity: text,
    note: text,
    reason: text,
    what: text,
    why: texts,
    'root-cause': text,
    amends: text,
    risk: texts,
    effective: text,
    due: text,
    body: text,
    agency: text,
    key: text,
  },
  async run(asked) {
    const [nc = '', name = ''] = asked.words;
    if (!PEOPLES_COMMANDS.some((known) => known === name)) throw new Misuse(`không có việc “${name}”`);
    const id = await ncId(asked.client, nc, asked.text('agency'));
    return send(asked, `/api/nonconformities/${id}/${name}`, await bodyOf(asked));
  },
};

async function bodyOf({ io, text: option, texts: options }: Asked): Promise<object> {
  const [why, risks] = [options('why'), options('risk')];
  const effective = option('effective');
  if (effective !== undefined && !['yes', 'no'].includes(effective)) throw new Misuse('--effective yes|no');
  const plain = ['owner', 'severity', 'note', 'reason', 'what', 'amends'].flatMap((name) => {
    const value = option(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...(Object.fromEntries(plain) as object),
    ...(why.length > 0 && { whys: why }),
    ...(option('root-cause') !== undefined && { rootCause: option('root-cause') }),
    ...(risks.length > 0 && { risks }),
    ...(effective !== undefined && { effective: effective === 'yes' }),
    ...(option('due') !== undefined && { dueAt: option('due') }),
    ...(await fromFile(option('body'), io)),
  };
}

async function fromFile(path: string | undefined, io: Asked['io']): Promise<object> {
  if (path === undefined) return {};
  try {
    const read: unknown = JSON.parse(await io.readFile(path));
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Misuse(`${path} không phải một đối tượng JSON`);
}

function required({ text: option }: Asked, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => {
      const value = option(name);
      if (value === undefined) throw new Misuse(`thiếu --${name}`);
      return [name, value];
    }),
  );
}

async function send({ client, io, json, text: option }: Asked, path: string, body: object): Promise<number> {
  const reply = await client.post(path, body, option('key'));
  const { code, id } = recorded.parse(reply);
  io.out(json ? JSON.stringify(reply) : `${code}: đã ghi nhận (${id})`);
  return DONE;
}
