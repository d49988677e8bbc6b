import { dateOf } from '#libs/calendar';
import { field, nameOf, paragraph, sheet, signers, unitAbbreviation } from '../sheet.ts';
import type { Layout, StopSheet } from '../types.ts';
import { dateInWords, momentInWords } from '../words.ts';

const BECAUSE: Readonly<Record<StopSheet['cause'], string>> = {
  withdrawn: 'theo đề nghị dừng thực hiện thủ tục hành chính của Ông/Bà',
  stopped: 'theo quyết định của cơ quan giải quyết',
  expired: 'do quá thời hạn mà hồ sơ chưa được bổ sung, hoàn thiện',
};

/** Thông báo dừng giải quyết hồ sơ (TT 03/2025/TT-VPCP Đ.7, OS-08). */
export function stopSheet(data: StopSheet): Layout {
  const { head, person } = data;
  return sheet(
    head,
    [
      { text: `Kính gửi: ${nameOf(person)}`, alignment: 'center', bold: true, margin: [0, 0, 0, 10] },
      field('Mã số hồ sơ', data.code),
      field('Số định danh cá nhân/tổ chức', person?.idNumber),
      field('Nội dung yêu cầu giải quyết', data.request),
      field('Thời gian nhận hồ sơ', momentInWords(data.receivedAt)),
      paragraph(
        `${head.agency} thông báo dừng giải quyết hồ sơ nêu trên kể từ ${dateInWords(dateOf(head.at))}, ${BECAUSE[data.cause]}.`,
      ),
      field('Lý do', data.reason),
      paragraph('Hồ sơ này không có kết quả giải quyết. Nếu có nhu cầu, Ông/Bà nộp hồ sơ mới theo quy định.'),
      paragraph(`${head.agency} thông báo để Ông/Bà được biết./.`),
      signers({
        title: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
        hint: '(Ký số hoặc ký, ghi rõ họ tên)',
        name: data.signer,
      }),
    ],
    { number: `TBD-${unitAbbreviation(head)}`, by: 'agency' },
  );
}
