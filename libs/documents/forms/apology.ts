import { field, nameOf, paragraph, sheet, signers } from '../sheet.ts';
import type { ApologySheet, Layout } from '../types.ts';
import { momentInWords, orBlank } from '../words.ts';

/** Phiếu xin lỗi và hẹn lại (TT 01/2018), Văn bản xin lỗi và đề nghị gia hạn (TT 03/2025). */
export function apologySheet(data: ApologySheet): Layout {
  const { head, person } = data;
  // An apology is due before the term ends (OS-03); where a law asks for it afterwards (OS-04), it says so.
  const late =
    head.at <= data.promisedAt
      ? 'sẽ không trả được kết quả giải quyết hồ sơ của Ông/Bà đúng thời gian đã hẹn'
      : 'đến nay chưa trả được kết quả giải quyết hồ sơ của Ông/Bà đúng thời gian đã hẹn';
  return sheet(
    head,
    [
      { text: `Kính gửi: ${nameOf(person)}`, alignment: 'center', bold: true, margin: [0, 0, 0, 10] },
      paragraph(
        `Lúc ${momentInWords(data.receivedAt)}, ${head.agency} tiếp nhận hồ sơ đề nghị giải quyết thủ tục hành chính ` +
          `“${data.request}” của Ông/Bà; số định danh: ${orBlank(person?.idNumber)}; mã số hồ sơ: ${orBlank(data.code)}.`,
      ),
      field('Thời gian hẹn trả kết quả giải quyết hồ sơ', momentInWords(data.promisedAt)),
      paragraph(`Tuy nhiên, ${head.agency} ${late} với lý do:`),
      paragraph(data.reason),
      paragraph('Sự chậm trễ này đã gây phiền hà, tốn kém chi phí, công sức của Ông/Bà.'),
      paragraph(
        `${head.agency} xin lỗi Ông/Bà và sẽ trả kết quả giải quyết hồ sơ vào ${momentInWords(data.newDueAt)}.`,
      ),
      paragraph('Mong nhận được sự thông cảm của Ông/Bà vì sự chậm trễ này./.'),
      signers({
        title: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
        hint: '(Ký số hoặc ký, ghi rõ họ tên)',
        name: data.signer,
      }),
    ],
    { number: 'PXL', by: 'agency' },
  );
}
