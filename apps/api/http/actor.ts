/** The caller as the core and the ledger want her. */
import { can, type Actor, type Authorities, type UsedAuthority, type Wish } from '#libs/access';
import type { Instant } from '#libs/calendar';
import type { Caller } from './authentication.ts';

export const officerActor = (authorities: Authorities): Actor & { readonly kind: 'officer' } => ({
  kind: 'officer',
  ...authorities,
});

export const may = (me: Caller, wish: Wish, now: Instant): boolean =>
  can(officerActor(me.authorities), wish, now).ok;

/** As events keep who did it. */
export function usedBy({ authorities }: Caller): UsedAuthority & { readonly kind: 'officer' } {
  const { officer, agency, unit, organisationVersion } = authorities;
  return { kind: 'officer', id: officer, agency, unit, organisationVersion };
}
