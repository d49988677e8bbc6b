/** One agency's people for tests of what who may do, and those of another who have no part in it. */
import type { Actor, Authorities, SystemRole } from '../index.ts';
import { NATIONAL_CALENDAR, workCalendar, type Instant } from '#libs/calendar';

export const AGENCY = 'skhcn';
export const OFFICE = workCalendar(NATIONAL_CALENDAR);
/** A minute in Vietnam, `2026-03-02T09:00`. */
export const at = (text: string): Instant => new Date(`${text}:00+07:00`).toISOString() as Instant;

const officer = (id: string, agency: string, roles: readonly SystemRole[] = []): Authorities => ({
  officer: id,
  account: id,
  agency,
  unit: `${agency}/p1`,
  systemRoles: ['officer', ...roles],
  roles: [],
  substitutions: [],
  organisationVersion: 1,
});
const actor = (authorities: Authorities): Actor => ({ kind: 'officer', ...authorities });

export const colleague = (id: string, ...roles: SystemRole[]): Actor => actor(officer(id, AGENCY, roles));

/** Stands in for An as long as that. */
export const standIn = (id: string, lent: { readonly from: Instant; readonly to: Instant }): Actor =>
  actor({ ...officer(id, AGENCY), substitutions: [{ id: 'qd-1', officer: 'an', roles: [], ...lent }] });

export const AGENCY_PEOPLE = {
  secretary: colleague('secretary', 'iso-secretary'),
  leader: colleague('leader', 'supervisor'),
  an: colleague('an'),
  binh: colleague('binh'),
  auditor: actor({ ...officer('auditor', 'vpubnd', ['auditor']), auditedAgencies: [AGENCY] }),
  otherAuditor: actor({ ...officer('otherAuditor', 'vpubnd', ['auditor']), auditedAgencies: ['snv'] }),
  otherSecretary: actor(officer('otherSecretary', 'snv', ['iso-secretary'])),
  otherLeader: actor(officer('otherLeader', 'snv', ['supervisor'])),
  committee: actor(officer('committee', 'ubnd', ['committee'])),
  applicant: { kind: 'applicant', account: 'applicant' },
  clock: { kind: 'clock' },
  system: { kind: 'system', name: 'detectors' },
} as const satisfies Record<string, Actor>;
