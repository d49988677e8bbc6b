/** Applicants who are nobody: plausible names, numbers of a province that does not exist. */
import type { Luck } from './luck.ts';
import type { SimulatedApplicant } from './types.ts';

const FAMILY = 'Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Vũ Phan Đặng Bùi Đỗ Ngô Dương Đinh'.split(
  ' ',
);
const MIDDLE = 'Văn Thị Đức Thị Minh Ngọc Xuân Thu Quang Thanh'.split(' ');
const GIVEN =
  'An Bình Chi Dung Giang Hà Hạnh Hiếu Hòa Hùng Lan Linh Long Mai Nam Nga Phúc Sơn Tâm Trang Tuấn Yến'.split(
    ' ',
  );
/** A province's number that was never given out. */
const NUMBER_PREFIX = '099';
const NUMBER_DIGITS = 9;
const PHONE_PREFIX = '0900';
const PHONE_DIGITS = 6;
/** One person comes three times in two years, on the average. */
const DOSSIERS_A_PERSON = 1.5;

export function applicantOf(luck: Luck, dossiers: number): SimulatedApplicant {
  const number = luck.below(Math.max(1, Math.round(dossiers / DOSSIERS_A_PERSON)));
  const nth = <T>(from: readonly T[], stride: number): T => from[Math.floor(number / stride) % from.length]!;
  const name = `${nth(FAMILY, 1)} ${nth(MIDDLE, FAMILY.length)} ${nth(GIVEN, 7)}`;
  return {
    name,
    idNumber: `${NUMBER_PREFIX}${String(number).padStart(NUMBER_DIGITS, '0')}`,
    phone: `${PHONE_PREFIX}${String(number % 10 ** PHONE_DIGITS).padStart(PHONE_DIGITS, '0')}`,
  };
}
