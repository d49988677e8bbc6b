import { describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate, LocalTime } from '#libs/calendar';
import {
  authoritiesOf,
  changed,
  dateOf,
  eventsOf,
  NO_ORGANISATION,
  officeHoursOf,
  officersAbleTo,
  organisationAt,
  placementsOf,
  proceduresOf,
  subtreeOf,
  validateOrganisation,
  type Agency,
  type OrganisationSnapshot,
} from '#libs/organisation';

const date = (text: string): LocalDate => text as LocalDate;
const lasting = { validFrom: date('2014-01-01'), validTo: null };
const NOW = '2026-03-02T02:00:00.000Z' as Instant;

function agency(
  id: string,
  level: Agency['level'],
  parent: string | null,
  rest: Partial<Agency> = {},
): Agency {
  return { id, code: id, name: id, shortName: id, level, parent, isoMandatory: true, ...lasting, ...rest };
}

const session = { from: '07:30' as LocalTime, to: '11:30' as LocalTime };
const week = { sessions: [session], weekdays: [1, 2, 3, 4, 5], ignoresHolidays: false };

const sound: OrganisationSnapshot = {
  ...NO_ORGANISATION,
  version: 3,
  agencies: [
    agency('tinh', 'province', null),
    agency('so', 'department', 'tinh'),
    agency('cc', 'sub-department', 'so'),
    agency('huyen', 'district', 'tinh', { validTo: date('2025-06-30') }),
    agency('xa-cu', 'commune', 'huyen', { validTo: date('2025-06-30') }),
    agency('xa', 'commune', 'tinh', { validFrom: date('2025-07-01') }),
  ],
  units: [
    { id: 'so/p', agency: 'so', function: 'professional', name: 'Phòng', ...lasting },
    { id: 'so/mc', agency: 'so', function: 'one-stop', name: 'Một cửa', ...lasting },
  ],
  officers: [
    { id: 'lan', name: 'Trần Thị Lan', unit: 'so/p', title: 'Trưởng phòng', email: null, ...lasting },
    { id: 'binh', name: 'Lê Văn Bình', unit: 'so/p', title: 'Chuyên viên', email: null, ...lasting },
    { id: 'hoa', name: 'Vũ Thị Hoa', unit: 'so/mc', title: 'Công chức một cửa', email: null, ...lasting },
  ],
  holdings: [
    { id: '1', officer: 'lan', role: 'division-head', unit: 'so/p', ...lasting },
    { id: '2', officer: 'lan', role: 'council', unit: 'so/p', ...lasting },
    { id: '3', officer: 'binh', role: 'specialist', unit: 'so/p', ...lasting, validTo: date('2026-03-02') },
  ],
  grants: [{ id: '1', officer: 'hoa', role: 'auditor', scope: 'so', ...lasting }],
  officeHours: [
    { id: '2', agency: 'tinh', validFrom: date('2020-01-01'), ...week },
    { id: '1', agency: 'tinh', validFrom: date('2014-01-01'), ...week },
  ],
  assignments: [
    {
      id: '1',
      procedure: 'QT.01',
      agency: 'so',
      parts: { main: { agency: 'so', units: { professional: 'so/p' } } },
      ...lasting,
    },
  ],
};
const on = (text: string, snapshot = sound) => organisationAt(snapshot, date(text));
const substituted = (roles: null | { role: string; unit: string }[] = null): OrganisationSnapshot => ({
  ...sound,
  substitutions: [
    {
      id: 's',
      officer: 'lan',
      substitute: 'binh',
      roles,
      from: '2026-03-02T01:00:00.000Z' as Instant,
      to: '2026-03-02T03:00:00.000Z' as Instant,
      basis: 'Quyết định',
    },
  ],
});

describe('the organisation on a day', () => {
  it('has three tiers to 30 June 2025 and two from the next day', () => {
    expect([...on('2025-06-30').agencies.keys()]).toEqual(['tinh', 'so', 'cc', 'huyen', 'xa-cu']);
    expect([...on('2025-07-01').agencies.keys()]).toEqual(['tinh', 'so', 'cc', 'xa']);
    expect(subtreeOf(on('2025-06-30'), 'huyen')).toEqual(['huyen', 'xa-cu']);
    expect(subtreeOf(on('2025-07-01'), 'huyen')).toEqual([]);
  });

  it('turns at midnight in Vietnam', () => {
    expect(dateOf('2025-06-30T16:59:59.999Z' as Instant)).toBe('2025-06-30');
    expect(dateOf('2025-06-30T17:00:00.000Z' as Instant)).toBe('2025-07-01');
  });

  it('gives office hours oldest first, the nearest agency’s above that has any', () => {
    expect(officeHoursOf(sound, 'cc').map((hours) => hours.validFrom)).toEqual(['2014-01-01', '2020-01-01']);
  });

  it('knows who handles a procedure', () => {
    expect(placementsOf(on('2026-03-02'), 'QT.01', 'so')).toEqual(sound.assignments[0]!.parts);
    expect(placementsOf(on('2026-03-02'), 'QT.01', 'cc')).toBeNull();
    expect(proceduresOf(on('2026-03-02'), 'so')).toEqual(['QT.01']);
  });
});

describe('authorities', () => {
  const of = (officer: string, snapshot = sound, day = '2026-03-02') =>
    authoritiesOf(on(day, snapshot), { officer, account: officer }, NOW);

  it('hold the roles valid that day and no longer', () => {
    expect(of('binh')?.roles).toEqual([{ role: 'specialist', unit: 'so/p', agency: 'so' }]);
    expect(of('binh', sound, '2026-03-03')?.roles).toEqual([]);
  });

  it('spell out an auditor’s subtree', () => {
    expect(of('hoa')?.auditedAgencies).toEqual(['so', 'cc']);
  });

  it('lend all of an officer’s roles, or those named', () => {
    expect(of('binh', substituted())?.substitutions[0]?.roles.map(({ role }) => role)).toEqual([
      'division-head',
      'council',
    ]);
    const one = substituted([{ role: 'council', unit: 'so/p' }]);
    expect(of('binh', one)?.substitutions[0]?.roles.map(({ role }) => role)).toEqual(['council']);
    const able = officersAbleTo(on('2026-03-02', one), { role: 'division-head', unit: 'so/p' }, NOW);
    expect(able.map(({ officer }) => officer.id)).toEqual(['lan']);
  });

  it('are null for who is not there', () => {
    expect(of('ai-do')).toBeNull();
    expect(of('lan', sound, '2013-12-31')).toBeNull();
  });
});

describe('a changed organisation', () => {
  it('rises by one version, replaces the record and leaves the old snapshot alone', () => {
    const body = { ...sound.officers[0]!, title: 'Phó Giám đốc' };
    const after = changed(sound, [{ type: 'OfficerRecorded', body }]);
    expect(after.version).toBe(4);
    expect(after.officers.map(({ title }) => title)).toEqual([
      'Phó Giám đốc',
      'Chuyên viên',
      'Công chức một cửa',
    ]);
    expect(sound.officers[0]!.title).toBe('Trưởng phòng');
  });

  it('comes back from its own events', () => {
    expect(changed(NO_ORGANISATION, eventsOf(sound))).toEqual({ ...sound, version: 1 });
  });
});

describe('validateOrganisation', () => {
  it('finds nothing in a sound one', () => {
    expect(validateOrganisation(sound)).toEqual([]);
    expect(validateOrganisation(substituted())).toEqual([]);
  });

  const [tinh, so, cc] = sound.agencies as [Agency, Agency, Agency];
  const [lan] = sound.holdings;
  const swap = sound.substitutions.length === 0 ? substituted().substitutions[0]! : sound.substitutions[0]!;
  const faults: readonly (readonly [code: string, fault: Partial<OrganisationSnapshot>])[] = [
    ['duplicate-id', { units: [...sound.units, sound.units[0]!] }],
    ['bad-validity', { holdings: [{ ...lan!, validTo: date('2013-12-31') }] }],
    [
      'overlapping-validity',
      { holdings: [...sound.holdings, { ...lan!, id: 'x', validFrom: date('2020-01-01') }] },
    ],
    ['unknown-agency', { units: [...sound.units, { ...sound.units[0]!, id: 'x', agency: 'x' }] }],
    ['unknown-unit', { officers: [...sound.officers, { ...sound.officers[0]!, id: 'x', unit: 'x' }] }],
    ['unknown-officer', { holdings: [{ ...lan!, officer: 'x' }] }],
    ['outside-validity', { holdings: [{ ...lan!, validFrom: date('2010-01-01') }] }],
    ['agency-cycle', { agencies: [tinh, { ...so, parent: 'cc' }, cc] }],
    ['missing-parent', { agencies: [...sound.agencies, agency('x', 'commune', null)] }],
    ['level-ended', { agencies: [...sound.agencies, agency('x', 'district', 'tinh')] }],
    ['scope-missing', { grants: [{ ...sound.grants[0]!, scope: null }] }],
    ['self-substitution', { substitutions: [{ ...swap, substitute: swap.officer }] }],
    ['role-not-held', { substitutions: [{ ...swap, roles: [{ role: 'clerk', unit: 'so/p' }] }] }],
    ['main-part-missing', { assignments: [{ ...sound.assignments[0]!, parts: {} }] }],
    ['bad-office-hours', { officeHours: [{ ...sound.officeHours[0]!, sessions: [session, session] }] }],
  ];
  it.each(faults)('finds %s', (code, fault) => {
    const found = validateOrganisation({ ...sound, ...fault }).map((finding) => finding.code);
    expect(found).toContain(code);
  });
});
