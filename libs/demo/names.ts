/** Plausible Vietnamese names: a common family name, a middle name that suits the given name's gender. */
import type { Chance } from './random.ts';

/** Written as often as they are met, roughly. */
const FAMILY = (
  'Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Hoàng Vũ Phan Đặng Bùi Đỗ Ngô ' +
  'Dương Đinh Đào Trịnh Lương Mai Hà Tạ Cao Thân Giáp Lưu Chu Nông Lý'
).split(' ');

const MEN = {
  middle: 'Văn Văn Văn Đức Hữu Quang Minh Xuân Công Đình Thành Mạnh Ngọc Tiến Việt Thế Duy'.split(' '),
  given:
    'Bình Hùng Cường Dũng Sơn Tuấn Hải Nam Long Thắng Trung Kiên Hiếu Quân Toàn Lâm Tùng Khánh Phúc Vinh Đạt Chiến Khoa Thịnh Huy Hoàn Luận Trường Phong Nghĩa'.split(
      ' ',
    ),
};
const WOMEN = {
  middle: [
    'Thị',
    'Thị',
    'Thị',
    'Thị Thu',
    'Thị Thanh',
    'Thị Minh',
    'Thị Hồng',
    'Thị Kim',
    'Ngọc',
    'Thu',
    'Thanh',
    'Bích',
    'Phương',
  ],
  given:
    'Hương Lan Hoa Hạnh Hằng Nga Thủy Vân Yến Trang Mai Linh Huyền Dung Oanh Loan Nhung Ngân Quỳnh Thảo Hà Hiền Liên Thơm Tuyết Xuyến Diệp Chi Giang Tâm'.split(
      ' ',
    ),
};

/** How often a name already taken is drawn again; after that a second bearer is as real as in life. */
const REDRAWS = 50;

export interface Person {
  readonly name: string;
  readonly woman: boolean;
}

/** @param taken the names given so far; the new one is added. */
export function person(luck: Chance, taken: Set<string>): Person {
  let drawn = draw(luck);
  for (let again = 0; taken.has(drawn.name) && again < REDRAWS; again += 1) drawn = draw(luck);
  taken.add(drawn.name);
  return drawn;
}

function draw(luck: Chance): Person {
  const woman = luck.below(2) === 1;
  const { middle, given } = woman ? WOMEN : MEN;
  return { name: `${luck.pick(FAMILY)} ${differing(luck, middle, given)}`, woman };
}

/** Not twice the same syllable: no Ngọc Thanh Thanh. */
function differing(luck: Chance, middles: readonly string[], givens: readonly string[]): string {
  const middle = luck.pick(middles);
  const given = luck.pick(givens);
  return middle.split(' ').includes(given) ? `${middle} ${givens[0]}` : `${middle} ${given}`;
}

/** `Trần Phú` → `tran-phu`; also the short form for a username. */
export function slug(name: string, joint = '-'): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/đ/gu, 'd')
    .replace(/Đ/gu, 'D')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, joint);
}
