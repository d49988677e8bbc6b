import { describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '#libs/calendar';
import { demoAccounts, demoProvince } from '#libs/demo';
import {
  authoritiesOf,
  officeHoursOf,
  officersAbleTo,
  organisationAt,
  placementsOf,
  validateOrganisation,
} from '#libs/organisation';
import { shippedEditions } from '#libs/catalogue';
import { twoAgencies } from '../../test/support/editions.ts';
import { person } from './names.ts';
import { chance } from './random.ts';

const EDITIONS = [...shippedEditions(), twoAgencies];
const NOW = '2026-03-02T02:00:00.000Z' as Instant;
const province = demoProvince({ editions: EDITIONS });
const today = organisationAt(province, '2026-03-02' as LocalDate);

describe('the demo province', () => {
  it('is sound, and the same every time', () => {
    expect(validateOrganisation(province)).toEqual([]);
    expect(demoProvince({ editions: EDITIONS })).toEqual(province);
  });

  it('has a few hundred officers, of different names', () => {
    expect(today.officers.size).toBeGreaterThan(300);
    const names = province.officers.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has districts until 30 June 2025 and two tiers from the next day', () => {
    const levels = (date: string): Map<string, number> => {
      const { agencies } = organisationAt(province, date as LocalDate);
      return new Map(
        [...Map.groupBy(agencies.values(), (a) => a.level)].map(([level, all]) => [level, all.length]),
      );
    };
    expect(levels('2025-06-30').get('district')).toBe(3);
    expect(levels('2025-06-30').get('commune')).toBe(30);
    expect(levels('2025-07-01').get('district')).toBeUndefined();
    expect(levels('2025-07-01').get('commune')).toBe(24);
  });

  it('grows to the 209 communes and ten districts of 2022', () => {
    const grown = demoProvince({ editions: [], communes: 125, districts: 10, formerCommunes: 209 });
    expect(validateOrganisation(grown)).toEqual([]);
    const then = [...organisationAt(grown, '2022-10-11' as LocalDate).agencies.values()];
    expect(then.filter(({ level }) => level === 'commune')).toHaveLength(209);
    expect(then.filter(({ level }) => level === 'district')).toHaveLength(10);
  });

  it('places every part and unit key of every procedure, with two officers able to do each step', () => {
    for (const edition of EDITIONS) {
      const assigned = today.assignments.filter(({ procedure }) => procedure === edition.code);
      expect(assigned.length).toBeGreaterThan(0);
      for (const { agency } of assigned) {
        const placements = placementsOf(today, edition.code, agency)!;
        for (const step of edition.steps) {
          const unit = placements[step.part]!.units[step.unit]!;
          expect(today.units.has(unit)).toBe(true);
          expect(officersAbleTo(today, { role: step.role, unit }, NOW).length).toBeGreaterThanOrEqual(
            step.kind === 'officer' ? 2 : 0,
          );
        }
      }
    }
  });

  it('lets every commune receive what communes handle, and the department do its part', () => {
    const placements = placementsOf(today, twoAgencies.code, 'tranphu')!;
    expect(placements['main']).toMatchObject({
      agency: 'tranphu',
      units: { 'province-office': 'tranphu/ld' },
    });
    expect(placements['department']).toMatchObject({
      agency: 'skhcn',
      units: { professional: 'skhcn/tdc', council: 'skhcn/hd', 'province-office': 'vpubnd/th' },
    });
    expect(today.assignments.filter(({ procedure }) => procedure === twoAgencies.code)).toHaveLength(24);
  });

  it('runs the demo procedure at the agency that is open around the clock', () => {
    expect(placementsOf(today, 'QT.DEMO.01', 'truc-24h')).not.toBeNull();
    expect(officeHoursOf(province, 'truc-24h')).toMatchObject([
      { sessions: [{ from: '00:00', to: '24:00' }], weekdays: [1, 2, 3, 4, 5, 6, 7], ignoresHolidays: true },
    ]);
    expect(officeHoursOf(province, 'tranphu')).toEqual(officeHoursOf(province, 'ubnd'));
  });

  it('has an account for each part played in the system', () => {
    const played = demoAccounts().flatMap(({ officer, username }) => {
      const authorities = authoritiesOf(today, { officer, account: username }, NOW);
      expect(authorities).not.toBeNull();
      return authorities!.systemRoles;
    });
    expect(new Set(played)).toEqual(
      new Set(['officer', 'supervisor', 'auditor', 'iso-secretary', 'committee', 'admin']),
    );
  });

  it('lets the demo accounts alone take every procedure of the science department and the duty team to its end', () => {
    const played = demoAccounts().map(({ officer }) => officer);
    const steps = ['skhcn', 'truc-24h'].flatMap((agency) =>
      EDITIONS.flatMap((edition) =>
        edition.steps.map((step) => ({
          step,
          place: placementsOf(today, edition.code, agency)?.[step.part],
        })),
      ),
    );
    const alone = steps.filter(({ step, place }) => {
      if (!place || step.kind !== 'officer') return false;
      const able = officersAbleTo(today, { role: step.role, unit: place.units[step.unit]! }, NOW);
      return !able.some(({ officer }) => played.includes(officer.id));
    });
    expect(steps.some(({ place }) => place)).toBe(true);
    expect(alone).toEqual([]);
  });

  it('keeps the auditor, the committee and the administrator out of the procedures', () => {
    for (const username of ['danhgia', 'banchidao', 'quantri', 'thukyiso.khcn']) {
      const { officer } = demoAccounts().find((account) => account.username === username)!;
      expect(authoritiesOf(today, { officer, account: username }, NOW)?.roles).toEqual([]);
    }
  });
});

describe('names', () => {
  const many = Array.from({ length: 2000 }, (_, seed) => person(chance(seed), new Set()));

  it('are whole, composed and of no syllable twice', () => {
    for (const { name } of many) {
      expect(name).toBe(name.normalize('NFC'));
      expect(name).toMatch(/^(\p{Lu}\p{Ll}*)( \p{Lu}\p{Ll}*){2,3}$/u);
      const syllables = name.split(' ').slice(1);
      expect(new Set(syllables).size).toBe(syllables.length);
    }
  });

  it('suit the gender: Thị is a woman’s, Văn a man’s', () => {
    const bearers = (middle: string) => many.filter(({ name }) => name.includes(` ${middle} `));
    expect(new Set(bearers('Thị').map(({ woman }) => woman))).toEqual(new Set([true]));
    expect(new Set(bearers('Văn').map(({ woman }) => woman))).toEqual(new Set([false]));
  });
});
