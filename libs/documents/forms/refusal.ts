import { contactOf, field, nameOf, paragraph, sheet, signers, unitAbbreviation } from '../sheet.ts';
import type { Layout, RefusalSheet } from '../types.ts';

/** Phiếu từ chối tiếp nhận giải quyết hồ sơ. */
export function refusalSheet(data: RefusalSheet): Layout {
  const { head, person } = data;
  return sheet(
    head,
    [
      field('Nơi tiếp nhận', `${head.unit}, ${head.agency}`),
      field('Tiếp nhận hồ sơ của', nameOf(person)),
      field('Số định danh cá nhân/tổ chức', person?.idNumber),
      ...contactOf(person),
      field('Mã hồ sơ (nếu có)', data.code),
      field('Nội dung yêu cầu giải quyết', data.request),
      paragraph(
        `Qua xem xét, ${head.unit} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:`,
      ),
      paragraph(data.reason),
      paragraph('Xin thông báo để Ông/Bà được biết và thực hiện./.'),
      signers(
        { title: 'NGƯỜI NỘP HỒ SƠ', ...(person && { name: person.proxy ?? person.name }) },
        { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', name: data.receiver },
      ),
    ],
    { number: `PTC-${unitAbbreviation(head)}` },
  );
}
