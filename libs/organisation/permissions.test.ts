/** Laws of who may do what, over generated organisations and all their officers. The right side is written from the data alone. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { can, canActOnStep, reaches, visibilityOf, type Actor, type Authorities } from '#libs/access';
import type { Instant } from '#libs/calendar';
import {
  authoritiesOf,
  dateOf,
  isValidOn,
  officersAbleTo,
  organisationAt,
  subtreeOf,
  validateOrganisation,
  type OrganisationSnapshot,
} from '#libs/organisation';
import { MOMENTS, organisations, ROLES } from '../../test/support/organisations.ts';

const moments = fc.constantFrom(...MOMENTS);

interface Scene {
  readonly snapshot: OrganisationSnapshot;
  readonly at: Instant;
  readonly everyone: readonly Authorities[];
}

const scenes: fc.Arbitrary<Scene> = fc.tuple(organisations, moments).map(([snapshot, at]) => {
  const organisation = organisationAt(snapshot, dateOf(at));
  const everyone = snapshot.officers.flatMap(
    ({ id }) => authoritiesOf(organisation, { officer: id, account: id }, at) ?? [],
  );
  return { snapshot, at, everyone };
});

const officer = (authorities: Authorities): Actor => ({ kind: 'officer', ...authorities });

/** Every (role, unit) there could be a step for. */
const placements = ({ snapshot }: Scene) =>
  snapshot.units.flatMap(({ id: unit, agency }) => ROLES.map((role) => ({ role, unit, agency })));

function holds({ snapshot, at }: Scene, who: string, role: string, unit: string): boolean {
  const serving = snapshot.officers.some(({ id, ...rest }) => id === who && isValidOn(rest, dateOf(at)));
  return serving && snapshot.holdings.some((h) => h.officer === who && h.role === role && h.unit === unit);
}

function mayAct(scene: Scene, who: string, role: string, unit: string): boolean {
  if (holds(scene, who, role, unit)) return true;
  return scene.snapshot.substitutions.some(
    ({ officer: lender, substitute, from, to }) =>
      substitute === who && from <= scene.at && scene.at < to && holds(scene, lender, role, unit),
  );
}

describe('permissions', () => {
  it('the generated organisations are sound', () => {
    fc.assert(fc.property(organisations, (snapshot) => expect(validateOrganisation(snapshot)).toEqual([])));
  });

  it('a step is done by who holds its role in its unit, or stands in at that moment for who does; by nobody else', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        for (const who of scene.everyone) {
          for (const place of placements(scene)) {
            const allowed = canActOnStep(who, place, scene.at).ok;
            expect(allowed).toBe(mayAct(scene, who.officer, place.role, place.unit));
          }
        }
      }),
    );
  });

  it('the authority an event keeps is one its officer had, and names whom it was lent by', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        for (const who of scene.everyone) {
          for (const place of placements(scene)) {
            const answer = canActOnStep(who, place, scene.at);
            if (!answer.ok) continue;
            const { id, onBehalfOf } = answer.authority;
            expect(id).toBe(who.officer);
            expect(holds(scene, onBehalfOf ?? id, place.role, place.unit)).toBe(true);
            expect(answer.authority.agency).toBe(place.agency);
          }
        }
      }),
    );
  });

  it('officersAbleTo lists exactly those who may act', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const organisation = organisationAt(scene.snapshot, dateOf(scene.at));
        for (const place of placements(scene)) {
          const listed = officersAbleTo(organisation, place, scene.at).map((able) => able.officer.id);
          const able = scene.everyone.filter((who) => canActOnStep(who, place, scene.at).ok);
          expect(listed.toSorted()).toEqual(able.map((who) => who.officer).toSorted());
        }
      }),
    );
  });

  it('an officer reads a dossier of a unit they may act in, of the agency they supervise or of the subtree they audit', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { snapshot, at } = scene;
        const organisation = organisationAt(snapshot, dateOf(at));
        for (const who of scene.everyone) {
          const granted = snapshot.grants.filter((grant) => grant.officer === who.officer);
          const audited = granted
            .filter((grant) => grant.role === 'auditor')
            .flatMap((grant) => subtreeOf(organisation, grant.scope!));
          const lenders = snapshot.substitutions.filter(
            (s) => s.substitute === who.officer && s.from <= at && at < s.to,
          );
          for (const { id: unit, agency } of snapshot.units) {
            const works = ROLES.some((role) => mayAct(scene, who.officer, role, unit));
            const rules = who.agency === agency && granted.some((grant) => grant.role === 'supervisor');
            const rulesFor = lenders.some(
              ({ officer: lender }) =>
                snapshot.grants.some((grant) => grant.officer === lender && grant.role === 'supervisor') &&
                snapshot.units.some(
                  (u) => u.agency === agency && ROLES.some((r) => holds(scene, lender, r, u.id)),
                ),
            );
            const dossier = { agencies: [agency], units: [unit] };
            const reads = can(officer(who), { action: 'dossier.read', dossier }, at).ok;
            expect(reads).toBe(works || rules || rulesFor || audited.includes(agency));
            expect(reads).toBe(reaches(visibilityOf(who, at), dossier));
          }
        }
      }),
    );
  });

  it('administering, scoring and keeping procedures give no dossier to read', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        for (const who of scene.everyone) {
          const without: Authorities = {
            ...who,
            roles: [],
            substitutions: [],
            systemRoles: ['admin', 'committee', 'iso-secretary'],
          };
          expect(visibilityOf(without, scene.at)).toEqual({ agencies: [], units: [], counters: [] });
        }
      }),
    );
  });

  it('only an administrator changes the organisation or an account', () => {
    fc.assert(
      fc.property(scenes, ({ everyone, at }) => {
        for (const who of everyone) {
          for (const action of ['organisation.change', 'account.administer'] as const) {
            expect(can(officer(who), { action }, at).ok).toBe(who.systemRoles.includes('admin'));
          }
        }
      }),
    );
  });

  it('logs are compared by the ISO secretary of the agency and by those who audit it, and by nobody else', () => {
    fc.assert(
      fc.property(scenes, ({ snapshot, everyone, at }) => {
        const organisation = organisationAt(snapshot, dateOf(at));
        for (const who of everyone) {
          const granted = snapshot.grants.filter((grant) => grant.officer === who.officer);
          const audited = granted
            .filter((grant) => grant.role === 'auditor')
            .flatMap((grant) => subtreeOf(organisation, grant.scope!));
          const isSecretary = granted.some((grant) => grant.role === 'iso-secretary');
          for (const { id: agency } of snapshot.agencies) {
            const may = audited.includes(agency) || (isSecretary && who.agency === agency);
            expect(can(officer(who), { action: 'log.compare', agency }, at).ok).toBe(may);
          }
        }
      }),
    );
  });

  it('a citizen, the clock and a system have no permission at all', () => {
    const others: Actor[] = [
      { kind: 'applicant', account: 'x' },
      { kind: 'clock' },
      { kind: 'system', name: 'relay' },
    ];
    const dossier = { agencies: ['a0'], units: ['a0/0'] };
    for (const actor of others) {
      for (const wish of [
        { action: 'dossier.read', dossier } as const,
        { action: 'figures.read', agency: 'a0' } as const,
        { action: 'log.compare', agency: 'a0' } as const,
        { action: 'organisation.read' } as const,
      ]) {
        expect(can(actor, wish, MOMENTS[0]!)).toMatchObject({
          ok: false,
          refusal: { code: 'not-permitted' },
        });
      }
    }
  });
});
