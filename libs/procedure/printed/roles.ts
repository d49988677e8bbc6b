/** Who a printed cell holds responsible, in the product's roles. */
import type { RoleCode } from '../types.ts';

/** The first that matches wins: `Lãnh đạo Phòng` before `Phòng`, `Chuyên viên Phòng … của Sở tại Trung tâm` is reception. */
const WORDS: readonly (readonly [RoleCode, RegExp])[] = [
  [
    'applicant',
    /^(?:-\s*)?(?:tổ\s+chức|cá\s+nhân|công\s+dân|người\s+dân|nhà\s+đầu\s+tư|doanh\s+nghiệp|người\s+(?:nộp|đề\s+nghị|yêu\s+cầu))/iu,
  ],
  [
    'reception',
    /tn&tkq|tiếp\s+nhận|trả\s+kết\s+quả|ccmc|một\s+cửa|phục\s+vụ\s+hành\s+chính|pvhcc|bưu\s+(?:điện|chính)/iu,
  ],
  ['council', /^(?!.*lãnh\s+đạo\s+ubnd).*(?:hội\s+đồng|tổ\s+thẩm\s+định|tổ\s+công\s+tác|ban\s+kiểm\s+tra)/iu],
  ['clerk', /văn\s+thư|phát\s+hành/iu],
  [
    'division-head',
    /(?:lãnh\s+đạo|trưởng|phó|phụ\s+trách)\s+(?:các\s+)?(?:phòng|văn\s+phòng|bộ\s+phận|đơn\s+vị|ban|khoa|trung\s+tâm)/iu,
  ],
  [
    'committee-chair',
    /lãnh\s+đạo\s+(?:ubnd|[uủ][yỷ]\s*ban)|chủ\s+tịch|^ubnd|^[uủ][yỷ]\s*ban\s+nhân\s+dân|thường\s+trực/iu,
  ],
  [
    'agency-head',
    /lãnh\s+đạo|giám\s+đốc|chi\s+cục\s+trưởng|thủ\s+trưởng|người\s+đứng\s+đầu|chỉ\s+huy|hiệu\s+trưởng|trưởng\s+ban/iu,
  ],
  [
    'specialist',
    /chuyên\s+viên|công\s+chức|viên\s+chức|cán\s+bộ|nhân\s+viên|người|thành\s+viên|thẩm\s+định|kế\s+toán|thanh\s+tra/iu,
  ],
  [
    'specialist',
    /phòng|sở|ban|ngành|cơ\s+quan|đơn\s+vị|trung\s+tâm|cơ\s+sở|công\s+an|bộ\s|chính\s+quyền|chi\s+cục|cục|viện|trường|thuế|kho\s+bạc|ngân\s+hàng|tòa\s+án|bệnh\s+viện|văn\s+phòng|ubnd|tổ\s/iu,
  ],
  ['system', /hệ\s+thống|phần\s+mềm|tự\s+động/iu],
];

/** Undefined when no word of the cell is a role or an agency. */
export function roleIn(responsible: string): RoleCode | undefined {
  return WORDS.find(([, words]) => words.test(responsible.normalize('NFC')))?.[0];
}
