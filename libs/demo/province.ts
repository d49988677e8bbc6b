/** The demo province whole: pure, and the same every time. */
import type { LocalDate, LocalTime, OfficeHours } from '#libs/calendar';
import {
  NO_ORGANISATION,
  type Agency,
  type AgencyOfficeHours,
  type OrganisationSnapshot,
} from '#libs/organisation';
import type { Edition } from '#libs/procedure';
import { assignmentsFor } from './assign.ts';
import { communes } from './communes.ts';
import { fillPosts } from './fill.ts';
import {
  DEPARTMENTS,
  FORMER_DEPARTMENTS,
  PROVINCE,
  PUBLIC_SERVICE_UNITS,
  ROUND_THE_CLOCK,
  SUB_DEPARTMENTS,
  VERTICAL,
  type Place,
} from './places.ts';
import { chance } from './random.ts';
import { appointSpecial } from './special.ts';
import { staff, type Staffed } from './staff.ts';

export interface ProvinceOptions {
  /** What the agencies handle; usually every edition that ships. */
  readonly editions: readonly Edition[];
  /** Communes since 1 July 2025. */
  readonly communes?: number;
  /** Districts and, under them, communes until 30 June 2025: kept for the years that had them, without officers. */
  readonly districts?: number;
  readonly formerCommunes?: number;
  readonly seed?: number;
}

const DEFAULTS = { communes: 24, districts: 3, formerCommunes: 30, seed: 19 };
/** The demo's records begin with the year its standard, TCVN ISO 9001, became the agencies' duty. */
const BEGINNING = '2014-01-01' as LocalDate;
const TWO_TIERS = '2025-07-01' as LocalDate;
const LAST_OF_THREE_TIERS = '2025-06-30' as LocalDate;
const DISTRICTS = [
  'Bắc Sơn Hà',
  'Nam Giang',
  'Đông Thành',
  'Tây Lạc',
  'Trung Minh',
  'Thượng Hà',
  'Hạ Thủy',
  'Kim Giang',
  'Yên Thượng',
  'Phú Minh',
];

export function demoProvince(options: ProvinceOptions): OrganisationSnapshot {
  const wanted = { ...DEFAULTS, ...options };
  const luck = chance(wanted.seed);
  const taken = new Set<string>();
  const province: Place = {
    ...PROVINCE,
    level: 'province',
    sections: [{ key: 'bcd', name: 'Ban chỉ đạo ISO tỉnh', head: 'Trưởng ban', member: 'Ủy viên' }],
  };
  const standing = [
    province,
    ...DEPARTMENTS,
    ...VERTICAL,
    ...SUB_DEPARTMENTS,
    ...PUBLIC_SERVICE_UNITS,
    ROUND_THE_CLOCK,
  ];
  const local = communes(wanted.communes, 'two-tier');
  const agencies = numbered([
    ...standing.map((place) => agencyOf(place, BEGINNING)),
    ...FORMER_DEPARTMENTS.map((place) => agencyOf(place, BEGINNING)),
    ...districtTier(wanted.districts, wanted.formerCommunes),
    ...local.map((place) => agencyOf(place, TWO_TIERS)),
  ]);
  const people = [
    ...standing.map((place) => staff(place, BEGINNING, luck, taken)),
    ...local.map((place) => staff(place, TWO_TIERS, luck, taken)),
  ];
  const base: OrganisationSnapshot = {
    ...NO_ORGANISATION,
    version: 1,
    agencies,
    ...merged(people),
    officeHours: officeHours(),
  };
  const localIds = new Set(local.map((place) => place.id));
  const ground = {
    agencies,
    units: base.units,
    places: [...standing, ...local],
    communes: agencies.filter((agency) => localIds.has(agency.id)),
  };
  const assignments = wanted.editions.flatMap((edition) => assignmentsFor(edition, ground, BEGINNING));
  return fillPosts(appointSpecial({ ...base, assignments }), wanted.editions);
}

function merged(people: readonly Staffed[]): Staffed {
  return {
    units: people.flatMap((one) => one.units),
    officers: people.flatMap((one) => one.officers),
    holdings: people.flatMap((one) => one.holdings),
    grants: people.flatMap((one) => one.grants),
  };
}

function districtTier(districts: number, formerCommunes: number): Agency[] {
  const ended = { until: LAST_OF_THREE_TIERS, sections: [] };
  const upper = Array.from({ length: districts }, (_, index): Place => {
    const name = DISTRICTS[index] ?? `số ${index + 1}`;
    return {
      id: `huyen-${index + 1}`,
      name: `Ủy ban nhân dân huyện ${name}`,
      shortName: `UBND H. ${name}`,
      level: 'district',
      ...ended,
    };
  });
  const lower = communes(upper.length > 0 ? formerCommunes : 0, 'under-districts').map(
    (place, index): Place => ({
      ...place,
      ...ended,
      parent: upper[index % upper.length]!.id,
    }),
  );
  return [...upper, ...lower].map((place) => agencyOf(place, BEGINNING));
}

function agencyOf(place: Place, from: LocalDate): Agency {
  const { id, name, shortName, level, until } = place;
  return {
    id,
    code: PROVINCE.code,
    name,
    shortName,
    level,
    parent: level === 'province' ? null : (place.parent ?? PROVINCE.id),
    isoMandatory: level !== 'commune' && level !== 'public-service-unit',
    validFrom: from,
    validTo: (until as LocalDate | undefined) ?? null,
  };
}

/** `H99` for the province, `H99.1` and so on for the others, in order. */
function numbered(agencies: readonly Agency[]): Agency[] {
  return agencies.map((agency, index) => ({
    ...agency,
    code: index === 0 ? PROVINCE.code : `${PROVINCE.code}.${String(index).padStart(2, '0')}`,
  }));
}

const session = (from: string, to: string) => ({ from: from as LocalTime, to: to as LocalTime });

/** The province's hours hold for all below it that have none of their own. */
function officeHours(): AgencyOfficeHours[] {
  const week: OfficeHours = {
    validFrom: BEGINNING,
    sessions: [session('07:30', '11:30'), session('13:00', '17:00')],
    weekdays: [1, 2, 3, 4, 5],
    ignoresHolidays: false,
  };
  const everyDay = { ...week, sessions: [session('00:00', '24:00')], weekdays: [1, 2, 3, 4, 5, 6, 7] };
  return [
    { id: `${PROVINCE.id} ${BEGINNING}`, agency: PROVINCE.id, ...week },
    {
      id: `${ROUND_THE_CLOCK.id} ${BEGINNING}`,
      agency: ROUND_THE_CLOCK.id,
      ...everyDay,
      ignoresHolidays: true,
    },
  ];
}
