/** Communes, as many as asked for: those the facts name first, then pairs of common syllables, none twice. */
import { slug } from './names.ts';
import type { Place } from './places.ts';

const KNOWN: readonly (readonly [kind: string, name: string])[] = [
  ['Phường', 'Trần Phú'],
  ['Thị trấn', 'Vôi'],
  ['Xã', 'Tiến Dũng'],
];
const FIRST =
  'An Bình Cẩm Đại Đông Hòa Hợp Hưng Kim Lạc Long Minh Mỹ Nam Phú Quang Song Tân Thanh Thượng Trung Vạn Việt Xuân Yên'.split(
    ' ',
  );
const SECOND = 'Lập Sơn Hà Thịnh Lộc Giang Thủy Đức Phong Tiến Thành Quý Lâm Châu Định'.split(' ');

/** More there are none: every pair is used once. */
export const MOST_COMMUNES = KNOWN.length + FIRST.length * SECOND.length;

/** `Thị trấn` ended with the district level; since 1 July 2025 there are communes and wards only. */
export function communes(count: number, tier: 'two-tier' | 'under-districts'): readonly Place[] {
  if (count > MOST_COMMUNES) throw new RangeError(`at most ${MOST_COMMUNES} communes`);
  return Array.from({ length: count }, (_, index) => {
    const [kind, name] = KNOWN[index] ?? generated(index - KNOWN.length);
    return commune(tier === 'two-tier' && kind === 'Thị trấn' ? 'Xã' : kind, name, tier);
  });
}

function generated(index: number): readonly [string, string] {
  // Both syllables change from one commune to the next: a row of Tân … would look like a list from a machine.
  const first = FIRST[index % FIRST.length]!;
  const second = SECOND[(index + Math.floor(index / FIRST.length)) % SECOND.length]!;
  return [index % 6 === 5 ? 'Phường' : 'Xã', `${first} ${second}`];
}

function commune(kind: string, name: string, tier: 'two-tier' | 'under-districts'): Place {
  const id = slug(name, '');
  const short = `${kind === 'Phường' ? 'P.' : kind === 'Xã' ? 'X.' : 'TT.'} ${name}`;
  return {
    id: tier === 'two-tier' ? id : `${id}-cu`,
    name: `Ủy ban nhân dân ${kind.toLowerCase()} ${name}`,
    shortName: `UBND ${short}`,
    level: 'commune',
    sections: [
      { key: 'vhxh', name: 'Phòng Văn hóa - Xã hội' },
      { key: 'kt', name: 'Phòng Kinh tế', handles: ['đất đai', 'xây dựng', 'kinh doanh'] },
    ],
  };
}
