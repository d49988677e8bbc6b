/** People for the tests of those who ask `#libs/access` who may do what. */
export { AGENCY, AGENCY_PEOPLE, at, colleague, OFFICE, standIn } from './people.ts';
