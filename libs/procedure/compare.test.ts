import { describe, expect, it } from '@jest/globals';
import { compareEditions } from '#libs/procedure';
import { editionOf, line } from '../../test/support/small-procedures.ts';

describe('Two editions', () => {
  const before = editionOf(line(3), { total: '3 ngày làm việc' });

  it('that are the same differ in nothing', () => {
    expect(compareEditions(before, structuredClone(before))).toEqual({ changes: [], steps: [], words: [] });
  });

  it('are told apart step by step, in words', () => {
    const steps = line(4)
      .filter((one) => one.no !== 'B2')
      .map((one) => (one.no === 'B1' ? { ...one, time: '0,5 ngày' } : one));
    const after = editionOf(steps, { total: '2,5 ngày làm việc' });
    expect(compareEditions(before, after).words).toEqual([
      'Đổi tổng thời gian từ “3 ngày làm việc” thành “2,5 ngày làm việc”.',
      'Bước B1: đổi thời gian từ “1 ngày làm việc” thành “0,5 ngày”.',
      'Bước B3: đổi bước tiếp theo từ “Hoàn thành → kết thúc” thành “Hoàn thành → B4”; ban hành kết quả từ “có” thành “không”; trả kết quả từ “có” thành “không”.',
      'Thêm bước B4: Xử lý.',
      'Bỏ bước B2: Xử lý.',
    ]);
  });
});
