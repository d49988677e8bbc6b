/** An agency's units and the officers in them. */
import type { LocalDate } from '#libs/calendar';
import type { Officer, RoleHolding, SystemGrant, Unit, UnitFunction } from '#libs/organisation';
import { person, slug } from './names.ts';
import type { Place, Section } from './places.ts';
import type { Chance } from './random.ts';

export interface Staffed {
  readonly units: readonly Unit[];
  readonly officers: readonly Officer[];
  readonly holdings: readonly RoleHolding[];
  readonly grants: readonly SystemGrant[];
}

interface Post {
  readonly title: string;
  readonly roles: readonly string[];
  readonly supervisor?: boolean;
}

/** Units that every agency has; the rest are the place's own. */
const COMMON: readonly Section[] = [
  { key: 'ld', name: 'Lãnh đạo', function: 'leadership' },
  { key: 'mc', name: 'Bộ phận Tiếp nhận và Trả kết quả', function: 'one-stop' },
  { key: 'vt', name: 'Văn thư', function: 'clerical' },
  { key: 'hd', name: 'Hội đồng thẩm định', function: 'council' },
];

/** @param from since when the posts exist; `taken` are the names given so far. */
export function staff(place: Place, from: LocalDate, luck: Chance, taken: Set<string>): Staffed {
  const validity = { validFrom: from, validTo: null };
  const sections = [...COMMON, ...place.sections];
  const units = sections.map((section): Unit => {
    const { key, name, function: work = 'professional' } = section;
    return { id: `${place.id}/${key}`, agency: place.id, function: work, name, ...validity };
  });
  const officers: Officer[] = [];
  const holdings: RoleHolding[] = [];
  const grants: SystemGrant[] = [];
  for (const [nth, unit] of units.entries()) {
    for (const [index, post] of postsIn(unit.function, place, sections[nth]!).entries()) {
      const { name } = person(luck, taken);
      const id = `${unit.id}/${index + 1}`;
      officers.push({ id, name, unit: unit.id, title: post.title, email: emailOf(name, id), ...validity });
      holdings.push(...post.roles.map((role) => holding(id, role, unit.id, from)));
      if (post.supervisor) grants.push(grant(id, 'supervisor', null, from));
    }
  }
  return { units, officers, holdings: [...holdings, ...council(units, holdings, from)], grants };
}

export function holding(officer: string, role: string, unit: string, from: LocalDate): RoleHolding {
  return { id: `${officer} ${role} ${unit}`, officer, role, unit, validFrom: from, validTo: null };
}

export function grant(
  officer: string,
  role: SystemGrant['role'],
  scope: string | null,
  from: LocalDate,
): SystemGrant {
  return { id: `${officer} ${role}`, officer, role, scope, validFrom: from, validTo: null };
}

function postsIn(work: UnitFunction, place: Place, section: Section): readonly Post[] {
  const { head = 'Trưởng phòng', member = 'Chuyên viên' } = section;
  const specialists = place.level === 'commune' ? 1 : place.level === 'department' ? 3 : 2;
  const specialist: Post = { title: member, roles: ['specialist'] };
  switch (work) {
    case 'leadership':
      return leaders(place).map((title) => ({ title, roles: ['agency-head'], supervisor: true }));
    case 'one-stop': {
      const post: Post = { title: 'Công chức một cửa', roles: ['reception'] };
      return [post, post];
    }
    case 'clerical':
      return [{ title: 'Văn thư', roles: ['clerk'] }];
    case 'professional':
    case 'province-office':
      return [
        { title: head, roles: ['division-head'] },
        ...(place.level === 'department' ? [{ title: `Phó ${head}`, roles: ['division-head'] }] : []),
        ...Array.from({ length: specialists }, () => specialist),
      ];
    case 'council':
      return [];
    default:
      return work satisfies never;
  }
}

function leaders(place: Place): readonly string[] {
  switch (place.level) {
    case 'province':
    case 'commune':
    case 'district':
      return ['Chủ tịch', 'Phó Chủ tịch'];
    case 'department':
      if (place.id === 'vpubnd') return ['Chánh Văn phòng', 'Phó Chánh Văn phòng'];
      return ['Giám đốc', 'Phó Giám đốc', 'Phó Giám đốc'];
    case 'sub-department':
      return ['Chi cục trưởng', 'Phó Chi cục trưởng'];
    case 'public-service-unit':
      return ['Giám đốc', 'Phó Giám đốc'];
    default:
      return place.level satisfies never;
  }
}

/** A council has no officers of its own: a deputy leader chairs it, the heads of divisions sit in it. */
function council(units: readonly Unit[], held: readonly RoleHolding[], from: LocalDate): RoleHolding[] {
  const seat = units.find((unit) => unit.function === 'council');
  const chair = held.findLast((h) => h.role === 'agency-head');
  if (!seat || !chair) return [];
  const members = held.filter((h) => h.role === 'division-head').map((h) => h.officer);
  return [
    holding(chair.officer, 'council', seat.id, from),
    ...members.map((member) => holding(member, 'council', seat.id, from)),
  ];
}

/** `.example` is nobody's domain. The post's id keeps two of one name apart. */
function emailOf(name: string, post: string): string {
  return `${slug(name, '')}.${slug(post)}@minhgiang.example`;
}
