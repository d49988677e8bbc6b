import { describe, expect, it } from '@jest/globals';
import { headOf } from '../head.ts';
import { proposeFields } from '../fields.ts';
import { readCsvLog, type BadRow, type CsvFields } from './reader.ts';

const COLUMNS: CsvFields = { case: 'Mã hồ sơ', activity: 'Bước', time: 'Lúc', resource: 'Ai' };

async function* bytes(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function read(text: string, fields = COLUMNS, delimiter?: string) {
  const cases: unknown[][] = [];
  const bad: BadRow[] = [];
  const options = {
    onBadRow: (row: BadRow) => void bad.push(row),
    ...(delimiter !== undefined && { delimiter }),
  };
  for await (const items of readCsvLog(bytes(text), fields, options)) {
    cases.push(items.map(({ kind, attributes }) => [kind, ...attributes.values()]));
  }
  return { cases, bad };
}

describe('a CSV log', () => {
  it('gathers the cases, whose rows may be mixed, in the order of their times', async () => {
    const text =
      '\ufeffLúc,Mã hồ sơ,Bước,Ai\n02/01/2025 07:30,1,B2,Bình\n01/01/2025 16:05,2,"B1, ""x""",\n2025-01-01 08:00,1,B1,An\n';
    expect(await read(text)).toEqual({
      cases: [
        [
          ['event', 'B1', '2025-01-01 08:00', 'An'],
          ['event', 'B2', '02/01/2025 07:30', 'Bình'],
          ['case', '1'],
        ],
        [
          ['event', 'B1, "x"', '01/01/2025 16:05'],
          ['case', '2'],
        ],
      ],
      bad: [],
    });
  });

  it('tells every row that is no event, with its line, and keeps all others', async () => {
    const rows = [
      '1;B1;01/02/2025',
      '1;B2;31/02/2025',
      ';B1;01/02/2025',
      '2;;01/02/2025',
      '3;B1',
      '',
      '4;"B\n1";1/2/2025',
    ];
    const { cases, bad } = await read(
      `c;a;t\n${rows.join('\n')}\n`,
      { case: 'c', activity: 'a', time: 't' },
      ';',
    );
    expect(bad).toEqual([
      { line: 3, fault: 'time', found: '31/02/2025' },
      { line: 4, fault: 'no-case', found: '' },
      { line: 5, fault: 'no-activity', found: '' },
      { line: 6, fault: 'columns', found: '2' },
    ]);
    expect(cases).toHaveLength(2);
  });

  it.each([
    ['a column is missing', 'Mã hồ sơ,Bước\n', 'column-missing', /no column Lúc, Ai/],
    ['a quote is left open', 'Mã hồ sơ,Bước,Lúc,Ai\n"1,2,3,4\n', 'csv-malformed', /line \d/],
  ])('is refused when %s', async (_, text, code, message) => {
    await expect(read(text)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it.each([
    [{ maxEvents: 1, maxChars: 1_000 }, 'more than 1 events'],
    [{ maxEvents: 10, maxChars: 8 }, 'more than 8 characters'],
  ])('is refused past its bounds: %j', async (bounds, message) => {
    const fields = { case: 'c', activity: 'a' };
    const whole = async (): Promise<void> => {
      for await (const _ of readCsvLog(bytes('c,a\n1,x\n1,y\n'), fields, { bounds }));
    };
    await expect(whole()).rejects.toMatchObject({ code: 'log-too-large', message });
  });
});

describe('the head of a file', () => {
  it('tells the format, what parts the columns, and the first rows', async () => {
    expect(await headOf(bytes('\ufeff  <?xml version="1.0"?><log/>'))).toEqual({ format: 'xes' });
    expect(await headOf(bytes('\ufeffMã hồ sơ;Bước;Ghi chú, nếu có\n1;"a;b, c, d";x\n'))).toEqual({
      format: 'csv',
      delimiter: ';',
      columns: ['Mã hồ sơ', 'Bước', 'Ghi chú, nếu có'],
      rows: [['1', 'a;b, c, d', 'x']],
    });
    expect(await headOf(bytes(Buffer.from('\ufeffc\ta\n1\tx\n', 'utf16le')))).toMatchObject({
      delimiter: '\t',
    });
    expect(await headOf(bytes(''))).toMatchObject({ columns: [], rows: [] });
  });

  it('tells the columns by the names that other systems give them', () => {
    const columns = [
      'STT',
      'Số hồ sơ',
      'Tên thủ tục',
      'Trạng thái',
      'Thời gian cập nhật',
      'Cán bộ xử lý',
      'Chức vụ',
      'Phòng ban',
    ];
    expect(proposeFields(columns)).toEqual({
      case: 'Số hồ sơ',
      procedure: 'Tên thủ tục',
      activity: 'Trạng thái',
      time: 'Thời gian cập nhật',
      resource: 'Cán bộ xử lý',
      role: 'Chức vụ',
      unit: 'Phòng ban',
    });
    expect(
      proposeFields(['case:concept:name', 'concept:name', 'time:timestamp', 'org:resource']),
    ).toMatchObject({
      case: 'case:concept:name',
      time: 'time:timestamp',
    });
  });
});
