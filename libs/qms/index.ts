export type * from './events.ts';
export { MILESTONES } from './events.ts';
export {
  entriesOf,
  milestonesOf,
  NO_PROGRAMME,
  NO_RECORD,
  stageOf,
  STAGES,
  type Numbered,
  type Programme,
  type QmsStage,
  type QmsState,
} from './state.ts';
export { evolveProgramme, evolveQms, foldProgramme, foldQms } from './evolve.ts';
export {
  decideProgramme,
  decideQms,
  type Decided,
  type ProgrammeCommand,
  type QmsCommand,
} from './decide.ts';
export type { QmsRefusal, QmsRefusalCode } from './policies.ts';
export { certificatesOn, dutiesOn, remindersOn, type Certificate, type Duty } from './certificates.ts';
export {
  catalogueOn,
  coverageOn,
  FOLLOW_WITHIN_WORKING_DAYS,
  type CatalogueChange,
  type Coverage,
  type CoveringEdition,
  type ListedTthc,
  type TthcCoverage,
  type WorkingDays,
} from './coverage.ts';
export {
  entriesBehind,
  figuresOfCoverage,
  figuresOfRecord,
  type QmsFigures,
  type QmsPeriod,
} from './figures.ts';
