/** Generated organisations: sound, small enough to read, with every kind of authority in them. */
import type { Instant, LocalDate } from '#libs/calendar';
import { NO_ORGANISATION, type OrganisationSnapshot } from '#libs/organisation';
import fc from 'fast-check';

export const ROLES = ['reception', 'specialist', 'division-head', 'agency-head', 'clerk'];
const GRANTS = ['supervisor', 'auditor', 'iso-secretary', 'committee', 'admin'] as const;
export const MOMENTS = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map(
  (date) => `${date}T02:00:00.000Z` as Instant,
);

const BEGINNING = '2020-01-01' as LocalDate;
/** The second moment's date is the last of what has ended. */
const validity = fc
  .constantFrom(null, null, '2026-03-03' as LocalDate)
  .map((validTo) => ({ validFrom: BEGINNING, validTo }));
const lasting = { validFrom: BEGINNING, validTo: null };

const nth = (limit: number) => fc.nat({ max: limit - 1 });

/** A chain or bush of agencies: each hangs under one before it, so that there is no cycle. */
export const organisations: fc.Arbitrary<OrganisationSnapshot> = fc
  .record({
    parents: fc.array(nth(6), { minLength: 1, maxLength: 5 }),
    unitsEach: fc.integer({ min: 1, max: 3 }),
    homes: fc.array(nth(18), { minLength: 2, maxLength: 8 }),
  })
  .chain(({ parents, unitsEach, homes }) => {
    const agencies = ['a0', ...parents.map((_, index) => `a${index + 1}`)];
    const units = agencies.flatMap((agency) =>
      Array.from({ length: unitsEach }, (_, index) => ({ id: `${agency}/${index}`, agency })),
    );
    const officers = homes.map((home, index) => ({ id: `o${index}`, unit: units[home % units.length]!.id }));
    const someone = nth(officers.length).map((index) => officers[index]!.id);
    return fc
      .record({
        ended: fc.array(validity, { minLength: officers.length, maxLength: officers.length }),
        holdings: fc.uniqueArray(fc.tuple(someone, fc.constantFrom(...ROLES), nth(units.length)), {
          maxLength: 14,
          selector: String,
        }),
        grants: fc.uniqueArray(fc.tuple(someone, fc.constantFrom(...GRANTS), nth(agencies.length)), {
          maxLength: 6,
          selector: String,
        }),
        lent: fc.array(fc.tuple(someone, someone, nth(4), nth(4)), { maxLength: 6 }),
      })
      .map(({ ended, holdings, grants, lent }): OrganisationSnapshot => ({
        ...NO_ORGANISATION,
        version: 1,
        agencies: agencies.map((id, index) => ({
          id,
          code: `H99.${index}`,
          name: id,
          shortName: id,
          level: index === 0 ? 'province' : 'department',
          parent: index === 0 ? null : agencies[parents[index - 1]! % index]!,
          isoMandatory: true,
          ...lasting,
        })),
        units: units.map((unit) => ({ ...unit, function: 'professional', name: unit.id, ...lasting })),
        officers: officers.map((officer, index) => ({
          ...officer,
          name: officer.id,
          title: 'Chuyên viên',
          email: null,
          ...ended[index]!,
        })),
        holdings: holdings.map(([officer, role, unit]) => ({
          id: `${officer} ${role} ${unit}`,
          officer,
          role,
          unit: units[unit]!.id,
          ...lasting,
        })),
        grants: grants.map(([officer, role, scope]) => ({
          id: `${officer} ${role} ${scope}`,
          officer,
          role,
          scope: agencies[scope]!,
          ...lasting,
        })),
        substitutions: lent
          .filter(([officer, substitute, from, to]) => officer !== substitute && from <= to)
          .map(([officer, substitute, from, to], index) => ({
            id: `s${index}`,
            officer,
            substitute,
            roles: null,
            from: MOMENTS[from]!,
            to: MOMENTS[to]!,
            basis: 'Quyết định',
          })),
      }));
  });
