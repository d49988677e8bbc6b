import { describe, expect, it } from '@jest/globals';
import { readCsvLog, type CsvColumns } from './reader.ts';

const COLUMNS: CsvColumns = { case: 'Mã hồ sơ', activity: 'Bước', timestamp: 'Lúc', resource: 'Ai' };

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function read(text: string, columns = COLUMNS): Promise<unknown[][]> {
  const cases: unknown[][] = [];
  for await (const items of readCsvLog(bytes(text), columns)) {
    cases.push(items.map(({ kind, attributes }) => [kind, ...attributes.values()]));
  }
  return cases;
}

describe('a CSV log', () => {
  it('gathers the cases, whose rows may be mixed, in the order of the file', async () => {
    const text = '\ufeffLúc,Mã hồ sơ,Bước,Ai\n2025-01-01,1,B1,An\n,2,"B1, ""x""",\n2025-01-02,1,B2,Bình\n';
    expect(await read(text)).toEqual([
      [
        ['event', 'B1', '2025-01-01', 'An'],
        ['event', 'B2', '2025-01-02', 'Bình'],
        ['case', '1'],
      ],
      [
        ['event', 'B1, "x"'],
        ['case', '2'],
      ],
    ]);
  });

  it('takes another delimiter', async () => {
    expect(await read('c;a\n1;B1\n', { case: 'c', activity: 'a', delimiter: ';' })).toHaveLength(1);
  });

  it.each([
    ['a column is missing', 'Mã hồ sơ,Bước\n', 'column-missing', /no column Lúc, Ai/],
    ['a row is too long', 'Mã hồ sơ,Bước,Lúc,Ai\n1,2,3,4,5\n', 'csv-malformed', /line 2/],
    ['a quote is left open', 'Mã hồ sơ,Bước,Lúc,Ai\n"1,2,3,4\n', 'csv-malformed', /line \d/],
  ])('is refused when %s', async (_, text, code, message) => {
    await expect(read(text)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
