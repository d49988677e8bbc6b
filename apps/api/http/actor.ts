/** The caller's authorities as the core wants them. */
import type { Actor, Authorities } from '#libs/access';

export const officerActor = (authorities: Authorities): Actor & { readonly kind: 'officer' } => ({
  kind: 'officer',
  ...authorities,
});
