import type { Content } from 'pdfmake';
import { contactOf, field, nameOf, numbered, sheet, signers, unitAbbreviation } from '../sheet.ts';
import type { Layout, ReceiptSheet } from '../types.ts';
import { BLANK, momentInWords } from '../words.ts';

const QR_POINTS = 84;

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả: the receipt and the appointment slip in one. */
export function receiptSheet(data: ReceiptSheet): Layout {
  const { head, person } = data;
  return sheet(
    head,
    [
      field('Mã hồ sơ', data.code),
      field('Nơi tiếp nhận', `${head.unit}, ${head.agency}`),
      field('Tiếp nhận hồ sơ của Ông/Bà/Tổ chức', nameOf(person)),
      field('Số định danh cá nhân/tổ chức', person?.idNumber),
      ...contactOf(person),
      field('Người ủy quyền (nếu có)', person?.proxy),
      field('Nội dung yêu cầu giải quyết', data.request),
      { text: 'Thành phần hồ sơ nộp gồm:', margin: [0, 0, 0, 2] },
      numbered(
        data.documents.map(({ name, copies, form }) => `${name} (${form}, số lượng: ${twoDigits(copies)})`),
      ),
      field('Số lượng hồ sơ', '01 (bộ)'),
      field('Thời gian giải quyết hồ sơ theo quy định là', data.term),
      field('Thời gian nhận hồ sơ', momentInWords(data.receivedAt)),
      field('Thời gian trả kết quả giải quyết hồ sơ', data.dueAt && momentInWords(data.dueAt)),
      field('Đăng ký nhận kết quả tại', data.collectAt),
      field('Vào Sổ theo dõi hồ sơ, Quyển số', `${BLANK.slice(0, 8)} Số thứ tự: ${BLANK.slice(0, 8)}`),
      lookup(data),
      signers(
        { title: 'NGƯỜI NỘP HỒ SƠ', ...(person && { name: person.proxy ?? person.name }) },
        { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', name: data.receiver },
      ),
    ],
    { number: `TNHS-${unitAbbreviation(head)}` },
  );
}

const twoDigits = (count: number): string => String(count).padStart(2, '0');

/** How the citizen follows the dossier without asking anybody; the secret is on this paper only. */
const lookup = ({ lookupUrl, code, secret, surveyUrl }: ReceiptSheet): Content => ({
  unbreakable: true,
  margin: [0, 8, 0, 0],
  table: {
    widths: [QR_POINTS + 8, '*', QR_POINTS + 8],
    body: [
      [
        { qr: lookupUrl, fit: QR_POINTS, eccLevel: 'M', margin: [4, 4, 4, 4] },
        {
          fontSize: 12,
          margin: [4, 6, 4, 4],
          stack: [
            { text: 'Tra cứu tình trạng hồ sơ', bold: true },
            'Quét mã QR, hoặc vào trang tra cứu và nhập:',
            { text: ['Mã hồ sơ: ', { text: code ?? '', bold: true }] },
            { text: ['Mã bí mật: ', { text: inFours(secret), bold: true }] },
            { text: lookupUrl.replace(/#.*$/, ''), fontSize: 11 },
            { text: 'Vui lòng giữ kín mã bí mật.', italics: true, fontSize: 11 },
          ],
        },
        {
          margin: [4, 4, 4, 4],
          stack: [
            { qr: surveyUrl, fit: QR_POINTS, eccLevel: 'M' },
            { text: 'Góp ý khi đã nhận kết quả, không ghi tên', fontSize: 10, alignment: 'center' },
          ],
        },
      ],
    ],
  },
});

/** Easier to read aloud and to type. */
const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');
