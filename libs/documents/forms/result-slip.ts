import { field, nameOf, sheet, signers } from '../sheet.ts';
import type { Layout, ResultSheet } from '../types.ts';
import { momentInWords } from '../words.ts';

const QR_POINTS = 96;

/** Phiếu trả kết quả: goes with the result, and asks how it was. The product's own; no circular prescribes one. */
export function resultSlip(data: ResultSheet): Layout {
  const { head, person, surveyUrl } = data;
  return sheet(head, [
    field('Mã hồ sơ', data.code),
    field('Trả cho Ông/Bà/Tổ chức', nameOf(person)),
    field('Nội dung yêu cầu giải quyết', data.request),
    field('Kết quả', data.positive ? 'Đồng ý giải quyết' : 'Không đồng ý, có văn bản nêu lý do'),
    field('Số văn bản kết quả', data.number),
    field('Thời điểm có kết quả', momentInWords(head.at)),
    signers(
      { title: 'NGƯỜI NHẬN KẾT QUẢ', ...(person && { name: person.proxy ?? person.name }) },
      { title: 'NGƯỜI TRẢ KẾT QUẢ', name: '' },
    ),
    {
      text: 'Ông/Bà có hài lòng không? Quét mã để góp ý: không cần đăng nhập, không ghi tên, gửi một lần.',
      alignment: 'center',
      margin: [0, 28, 0, 0],
    },
    { qr: surveyUrl, fit: QR_POINTS, eccLevel: 'M', alignment: 'center', margin: [0, 8, 0, 0] },
  ]);
}
