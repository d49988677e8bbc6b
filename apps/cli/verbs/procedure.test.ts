import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { procedureVerb } from './procedure.ts';

const SHIPPED = fileURLToPath(new URL('../../../libs/procedure/data/qt-khcn-01.yaml', import.meta.url));

async function run(
  args: string[],
  files: Record<string, string> = {},
): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await procedureVerb.run(args, {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    readFile: async (path) => files[path] ?? (await readFile(path, 'utf8')),
    stdin: Readable.from([]),
  });
  return { code, out, err };
}

const table = (id: string, statedTotal: string): object => ({
  id,
  name: 'Thủ tục',
  statedTotal,
  steps: [
    { no: 'Bước 1', content: 'Tiếp nhận', responsible: 'Văn thư', time: '0,5 ngày làm việc' },
    { no: 'Bước 2', content: 'Ký', responsible: 'Lãnh đạo Sở', time: '1 ngày làm việc' },
  ],
});

describe('dunghan procedure check', () => {
  it('answers one line of JSON, one entry a table', async () => {
    const tables = { tables: [table('a', '1,5 ngày làm việc'), table('b', '2 ngày làm việc')] };
    const { code, out } = await run(['check', 'f.json', '--json'], { 'f.json': JSON.stringify(tables) });
    expect(code).toBe(1);
    expect(out).toHaveLength(1);
    expect(JSON.parse(out[0] ?? '')).toEqual([
      { id: 'a', ok: true, sumWorkingMinutes: 720, findings: [] },
      {
        id: 'b',
        ok: false,
        sumWorkingMinutes: 720,
        findings: [
          {
            code: 'sum-differs-from-total',
            severity: 'error',
            message: 'Các bước cộng lại 1,5 ngày làm việc, khác tổng 2 ngày làm việc.',
          },
        ],
      },
    ]);
  });

  it('takes a single table, a list of them, and the own format', async () => {
    const one = JSON.stringify(table('a', '1,5 ngày làm việc'));
    expect((await run(['check', 'f', '--json'], { f: one })).code).toBe(0);
    expect((await run(['check', 'f', '--json'], { f: `[${one},${one}]` })).code).toBe(0);
    const own = await run(['check', '--json', SHIPPED]);
    expect(own.code).toBe(0);
    expect(JSON.parse(own.out[0] ?? '')).toEqual([
      { id: 'QT.KHCN.01', ok: true, sumWorkingMinutes: 2400, findings: [] },
    ]);
  });

  it('says it in words without --json', async () => {
    const { code, out } = await run(['check', 'f'], { f: JSON.stringify(table('b', '2 ngày làm việc')) });
    expect(code).toBe(1);
    expect(out).toEqual([
      'Lỗi  b · 1,5 ngày làm việc',
      '     lỗi Các bước cộng lại 1,5 ngày làm việc, khác tổng 2 ngày làm việc. [sum-differs-from-total]',
      '1 thủ tục: 0 đạt, 1 có lỗi',
    ]);
  });

  it.each([
    [['check', 'nowhere', '--json'], 'unreadable-file'],
    [['check', '--json'], 'bad-arguments'],
    [['check', 'f', '--json'], 'bad-input'],
  ])('%j is misused: %s', async (args, expected) => {
    const { code, out } = await run(args, { f: '{"tables": []}' });
    expect(code).toBe(2);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ error: { code: expected } });
  });

  it('reports what is no procedure as a fault, not a crash', async () => {
    const { code, out } = await run(['check', 'f', '--json'], { f: 'chỉ là chữ' });
    expect(code).toBe(1);
    expect(JSON.parse(out[0] ?? '')).toMatchObject([
      { id: '#1', ok: false, findings: [{ code: 'bad-input' }] },
    ]);
  });
});

describe('dunghan procedure diff', () => {
  it('tells two editions apart', async () => {
    const text = await readFile(SHIPPED, 'utf8');
    const { code, out } = await run(['diff', SHIPPED, 'b'], {
      b: text.replace('05 ngày làm việc', '06 ngày làm việc'),
    });
    expect(code).toBe(0);
    expect(out).toEqual(['Đổi tổng thời gian từ “05 ngày làm việc” thành “06 ngày làm việc”.']);
  });

  it('asks for two files', async () => {
    expect((await run(['diff', SHIPPED])).code).toBe(2);
    expect((await run(['juggle'])).code).toBe(2);
  });
});
