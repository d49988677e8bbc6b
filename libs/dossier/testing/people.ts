/** For tests: the people of a small department, each with one role in one unit. */
import type { Actor, Authorities, HeldRole, Substitution, SystemRole } from '#libs/access';
import { instantOf, parseLocalMoment, type Instant } from '#libs/calendar';

/** A moment on the wall, `2026-03-02T08:00`. */
export function at(local: string): Instant {
  const moment = parseLocalMoment(local);
  if (!moment.ok) throw new RangeError(moment.refusal.message);
  return instantOf(moment.value);
}

export interface OfficerOptions {
  readonly agency?: string;
  readonly systemRoles?: readonly SystemRole[];
  readonly substitutions?: readonly Substitution[];
  readonly roles?: readonly HeldRole[];
}

/** An officer who holds one role in one unit of an agency (`skhcn` unless named). */
export function officer(
  name: string,
  role: string,
  unit: string,
  options: OfficerOptions = {},
): Extract<Actor, { kind: 'officer' }> {
  const agency = options.agency ?? 'skhcn';
  const seat: HeldRole = { role, unit: `${agency}/${unit}`, agency };
  return {
    kind: 'officer',
    officer: name,
    account: `tk-${name}`,
    agency,
    unit: seat.unit,
    systemRoles: options.systemRoles ?? ['officer'],
    roles: options.roles ?? [seat],
    substitutions: options.substitutions ?? [],
    organisationVersion: 1,
  };
}

export const an = officer('an', 'reception', 'one-stop');
export const binh = officer('binh', 'specialist', 'professional');
export const chi = officer('chi', 'specialist', 'professional');
export const dung = officer('dung', 'division-head', 'professional');
export const giang = officer('giang', 'agency-head', 'leadership');
export const hoa = officer('hoa', 'clerk', 'clerical');
export const supervisor = officer('khanh', 'agency-head', 'leadership', {
  systemRoles: ['officer', 'supervisor'],
});
export const secretary = officer('lan', 'clerk', 'clerical', { systemRoles: ['officer', 'iso-secretary'] });
export const stranger = officer('minh', 'specialist', 'professional', { agency: 'stc' });
export const applicant: Actor = { kind: 'applicant', account: 'cd-1' };
export const clock: Actor = { kind: 'clock' };
export const system: Actor = { kind: 'system', name: 'notifier' };

export function authorities(actor: Extract<Actor, { kind: 'officer' }>): Authorities {
  const {
    officer: id,
    account,
    agency,
    unit,
    systemRoles,
    roles,
    substitutions,
    organisationVersion,
  } = actor;
  return { officer: id, account, agency, unit, systemRoles, roles, substitutions, organisationVersion };
}

export function standingIn(
  name: string,
  { officer: absent, roles }: Extract<Actor, { kind: 'officer' }>,
  from: Instant,
  to: Instant,
): Extract<Actor, { kind: 'officer' }> {
  const substitutions = [{ id: `tt-${name}`, officer: absent, roles, from, to }];
  return { ...officer(name, 'clerk', 'clerical'), substitutions };
}
