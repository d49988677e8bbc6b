import { describe, expect, it } from '@jest/globals';
import { readTotal, totalInName } from './total.ts';

const reading = (text: string | null): string => {
  const total = readTotal(text);
  switch (total.kind) {
    case 'single':
      return `${total.amount.amount.numerator}/${total.amount.amount.denominator} ${total.amount.unit}`;
    case 'components':
      return `components ${total.amounts.length}`;
    default:
      return total.kind;
  }
};

describe('A stated total', () => {
  it.each([
    ['Tổng thời gian giải quyết TTHC 15 ngày', '15/1 days'],
    ['Tổng thời gian giải quyết TTHC 05 ngày làm việc', '5/1 working-days'],
    ['Tổng thời gian giải quyết 10,5 ngày làm việc', '21/2 working-days'],
    ['Tổng thời gian giải quyết TTHC ở cấp xã là: 40 giờ làm việc', '40/1 working-hours'],
    ['Không quá 17 ngày kể từ ngày nhận được hồ sơ hợp lệ.', '17/1 days'],
    [
      'là 80 giờ làm việc (tương đương 10 ngày làm việc) kể từ ngày nhận được hồ sơ đầy đủ',
      '80/1 working-hours',
    ],
    ['03 ngày làm việc (kể từ ngày nhận đủ hồ sơ)', '3/1 working-days'],
    ['10 (mười) ngày làm việc', '10/1 working-days'],
    ['1/2 ngày', '1/2 days'],
    ['42 ngày', '42/1 days'],
    ['15', '15/1 bare'],
    ['18 ngày làm việc, trong đó: tại Sở 10 ngày làm việc; UBND tỉnh 08 ngày làm việc', '18/1 working-days'],
    ['18 ngày (Sở: 10 ngày; UBND tỉnh: 08 ngày)', '18/1 days'],
    ['15 ngày làm việc (không tính thời gian lấy ý kiến 07 ngày)', '15/1 working-days'],
    ['20 ngày làm việc, trong đó kiểm tra hồ sơ 02 ngày làm việc', '20/1 working-days'],
    ['Trả lời: 05 ngày làm việc. Thẩm định: không quá 15 ngày. Phê duyệt: 05 ngày làm việc.', 'components 3'],
    ['Tổng thời gian giải quyết TTHC Không tính thời gian', 'none'],
    ['Không quy định', 'none'],
    [null, 'none'],
    ['', 'none'],
    ['Ngay sau khi nhận đủ hồ sơ', 'text'],
    ['Trả trong ngày nếu nhận trước 15 giờ 00', 'text'],
  ])('%s', (text, expected) => {
    expect(reading(text)).toBe(expected);
  });

  it('is found in the name only when it stands alone in brackets', () => {
    expect(totalInName('… – phần cấp xã (03 ngày làm việc)')?.unit).toBe('working-days');
    expect(totalInName('Dự án (thời hạn 5 ngày làm việc + 15 ngày)')).toBeUndefined();
    expect(totalInName('Cấp lại (1.000943)')).toBeUndefined();
  });
});
