/** Whose step a printed row is: the level of the agency, and whether the procedure names linked agencies at all. */
import type { PrintedStep, PrintedTable } from './types.ts';

export const LEVELS = ['commune', 'province', 'ministry'] as const;
export type Level = (typeof LEVELS)[number];

/** `phần cấp xã`, `phần của UBND tỉnh`: this table is one agency's part of a linked procedure. */
const PART =
  /phần\s+(?:thực\s+hiện\s+|việc\s+|giải\s+quyết\s+)?(?:ở\s+|tại\s+|của\s+)?(?:cấp|ubnd|xã|tỉnh|huyện|trung\s+ương)/iu;
const LINKED = /liên\s+thông|phần\s+cấp|(?:ở|tại)\s+cấp/iu;
const PROVINCE = /tỉnh|(?<![\p{L}])[Ss]ở(?![\p{L}])|thành\s+phố|UBND\s+TP/u;
const COMMUNE =
  /cấp\s+xã|UBND\s+(?:các\s+)?(?:xã|phường)|[uủ]ỷ?y?\s*ban\s+nhân\s+dân\s+(?:cấp\s+)?(?:xã|phường)|xã,\s*phường|xã\/phường/iu;
const MINISTRY = /(?<![\p{L}])Bộ(?!\s+phận)(?![\p{L}])|Thủ\s+tướng|Chính\s+phủ/u;
const WAITS =
  /được\s+(?:xin|lấy)\s+ý\s+kiến|^(?:tổ\s+chức|cá\s+nhân|nhà\s+đầu\s+tư|người\s+nộp|người\s+đề\s+nghị|doanh\s+nghiệp)/iu;
const NOT_COUNTED = /(?:không|chưa)\s+(?:bao\s+gồm|tính|kể)|ngoài\s+(?:tổng\s+)?thời\s+(?:gian|hạn)/iu;

export function partInName(name: string): boolean {
  return PART.test(name);
}

export function mentionsLinkedAgencies(table: PrintedTable): boolean {
  return LINKED.test(table.name) || LINKED.test(table.statedTotal ?? '');
}

/** The one level a row names; undefined when it names none or several. */
export function levelOf(responsible: string): Level | undefined {
  const named = [
    COMMUNE.test(responsible) ? 'commune' : undefined,
    PROVINCE.test(responsible) ? 'province' : undefined,
    MINISTRY.test(responsible) ? 'ministry' : undefined,
  ].filter((level) => level !== undefined) as Level[];
  return named.length === 1 ? named[0] : undefined;
}

/** A step of the applicant or of an agency that is asked, where the table says that such time is outside its total. */
export function waitsForOthers(step: PrintedStep, statedTotal: string): boolean {
  if (!WAITS.test(step.responsible)) return false;
  return NOT_COUNTED.test(statedTotal) || NOT_COUNTED.test(step.content);
}
