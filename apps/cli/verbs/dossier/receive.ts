import { DONE, Misuse, type Asked, type Asking } from '../../asking.ts';
import { receipt } from './replies.ts';
import { countOf } from './words.ts';

const USAGE = `dunghan dossier receive FILE.json | --procedure CODE --name NAME --id-number NUMBER
  [--phone PHONE] [--address ADDRESS] [--document CODE[:COPIES]]… [--channel counter|postal] [--agency ID]
  [--key IDEMPOTENCY-KEY] [--user USER] [--json]   (FILE: thân của POST /api/dossiers; - đọc từ đầu vào chuẩn)`;

const one = { type: 'string' } as const;

export const receive: Asking = {
  usage: USAGE,
  words: [0, 1],
  options: {
    procedure: one,
    name: one,
    'id-number': one,
    phone: one,
    address: one,
    channel: one,
    agency: one,
    key: one,
    document: { type: 'string', multiple: true },
  },
  async run(asked) {
    const { client, io, json } = asked;
    const [file] = asked.words;
    const body = file === undefined ? bodyOf(asked) : await bodyIn(file, asked);
    const reply = await client.post('/api/dossiers', body, asked.text('key'));
    if (json) {
      io.out(JSON.stringify(reply));
      return DONE;
    }
    const { code, secret, appointment, repeated } = receipt.parse(reply);
    io.out(`Đã tiếp nhận ${code ?? ''}${repeated ? ' (yêu cầu gửi lại)' : ''}`);
    io.out(`Mã tra cứu: ${secret ?? ''}`);
    if (appointment) countOf(appointment).forEach((line) => io.out(line));
    return DONE;
  },
};

/** What is on the command line other users of the machine can see: personal data are better in a file. */
function bodyOf(asked: Asked): unknown {
  const required = (option: string): string => {
    const given = asked.text(option);
    if (given === undefined) throw new Misuse(`thiếu --${option}`);
    return given;
  };
  return {
    procedure: required('procedure'),
    applicant: {
      name: required('name'),
      idNumber: required('id-number'),
      ...given(asked, 'phone'),
      ...given(asked, 'address'),
    },
    documents: asked.texts('document').map(documentOf),
    ...given(asked, 'channel'),
    ...given(asked, 'agency'),
  };
}

const given = (asked: Asked, option: string): Record<string, string> => {
  const value = asked.text(option);
  return value === undefined ? {} : { [option]: value };
};

function documentOf(text: string): { code: string; copies: number } {
  const [code = '', copies = '1'] = text.split(':');
  return { code, copies: Number(copies) };
}

async function bodyIn(file: string, { io }: Asked): Promise<unknown> {
  try {
    return JSON.parse(await io.readFile(file));
  } catch (error) {
    throw new Misuse(`${file}: ${(error as Error).message}`);
  }
}
