export type * from './types.ts';
export type { OrganisationEvent } from './events.ts';
export { changed, eventsOf, NO_ORGANISATION, tableOf } from './events.ts';
export type { Organisation } from './at.ts';
export {
  dateOf,
  isValidOn,
  officeHoursOf,
  organisationAt,
  placementsOf,
  proceduresOf,
  subtreeOf,
} from './at.ts';
export type { AbleOfficer } from './authorities.ts';
export { authoritiesOf, officersAbleTo, ownRolesOf } from './authorities.ts';
export { LAST_DAY_OF_DISTRICTS, validateOrganisation } from './validate.ts';
