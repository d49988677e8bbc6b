export {
  an,
  applicant,
  at,
  authorities,
  binh,
  chi,
  clock,
  dung,
  giang,
  hoa,
  officer,
  secretary,
  standingIn,
  stranger,
  supervisor,
  system,
} from './people.ts';
export type { OfficerOptions } from './people.ts';
export { EDITION, PARALLEL, placementAt, placementsFor, step } from './editions.ts';
export {
  DOCUMENTS,
  ELIGIBLE,
  HANDED_OVER,
  ISSUED,
  OFFICE,
  ON_DUTY,
  RECEIVE,
  TestDossier,
  appraised,
  completing,
} from './dossier.ts';
