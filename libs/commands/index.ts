export type * from './types.ts';
export { createCommands, DOSSIER } from './execute.ts';
export type { Commands } from './execute.ts';
export { fromRecorded, toNewEvent, unsealedBody } from './codec.ts';
export type { SealedData } from './codec.ts';
export { CALENDAR, createCalendarStore } from './calendar-store.ts';
export type { CalendarStore, PublishedCalendar } from './calendar-store.ts';
export { rePlan } from './re-planning.ts';
export type { RePlanned } from './re-planning.ts';
export { createSecrets, lookupHashOf, lookupMatches } from './secrets.ts';
export type { Secrets } from './secrets.ts';
export { createEditionCommands, EDITION, editionEventOf, editionStream } from './editions.ts';
export type { EditionCommands, EditionOutcome, EditionRequest } from './editions.ts';
export { digestStream, NOTICE, noticeEventOf, noticeStream, recordNotices } from './notices.ts';
export type { NoticeRequest } from './notices.ts';
export {
  createScoringCommands,
  SCORING_SHEET,
  SCORING_YEAR,
  sheetEventOf,
  sheetStream,
  yearEventOf,
  yearStream,
} from './scoring.ts';
export type {
  ScoringCommands,
  ScoringParts,
  ScoringRequest,
  SheetOutcome,
  SheetWish,
  YearOutcome,
  YearWish,
} from './scoring-types.ts';
export { createNonconformityCommands } from './nonconformity-commands.ts';
export {
  foldRecordedNc,
  ncEventOf,
  NONCONFORMITY,
  NONCONFORMITY_REGISTER,
  NONCONFORMITY_SETTINGS,
  nonconformityId,
  settingsVersionOf,
} from './nonconformity-streams.ts';
export type { CauseOf, SettingsDecision } from './nonconformity-streams.ts';
export type {
  EffectWindows,
  NcFigures,
  NcOutcome,
  NcWish,
  NonconformityCommands,
  RaiseRequest,
  SettingsOutcome,
} from './nonconformity-types.ts';
export {
  createQmsCommands,
  programmeEventOf,
  programmeStream,
  QMS,
  QMS_PROGRAMME,
  qmsEventOf,
  qmsStream,
} from './qms.ts';
export type { QmsCommands, QmsOutcome } from './qms.ts';
export { isSurveyed, recordSurvey, SURVEY, surveyEventOf } from './satisfaction.ts';
export type { SurveyOutcome, SurveyParts } from './satisfaction.ts';
export {
  createQualityCommands,
  foldRecordedQuality,
  qualityEventOf,
  qualityKindOf,
  qualityStreamKind,
} from './quality.ts';
export type { QualityCommands, QualityOutcome, QualityRefusal } from './quality.ts';
export { raiseFindings } from './audit-findings.ts';
export type { FindingParts } from './audit-findings.ts';
