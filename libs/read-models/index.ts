export { migrateReadModels } from './schema.ts';
export { CHANGES_CHANNEL, projectDossiers } from './project.ts';
export { DossierBatches, type FoldedBatches } from './dossier-batches.ts';
export type { Touched } from './project.ts';
export { rowsOf } from './rows.ts';
export type { DossierRow, DossierRows, StepRow } from './rows.ts';
export { inbox } from './inbox.ts';
export type { ClockState, InboxOwner, InboxPage, InboxRequest, InboxRow, InboxTab } from './inbox.ts';
export { search } from './search.ts';
export type { FoundDossier, SearchPage, SearchRequest, SearchStatus } from './search.ts';
export { lateBoard } from './late-board.ts';
export type { Board, BoardGroup, BoardGrouping, BoardRequest, BoardRow } from './late-board.ts';
export { openDossiers } from './open-dossiers.ts';
export { register } from './register.ts';
export type { RegisterEntry, RegisterRequest } from './register.ts';
export { readCursor, writeCursor } from './cursor.ts';
export type { Cursor } from './cursor.ts';
export { createEditionStore, listEditions, openByEdition } from './editions.ts';
export type { EditionStore, ListedEdition } from './editions.ts';
export { projectEditions } from './project-editions.ts';
export { projectNotices } from './project-notices.ts';
export { listNotices, markAllRead, markRead, noticesOf } from './notices.ts';
export type { ListedNotice, NoticePage, NoticeRow, NoticesRequest } from './notices.ts';
export { dueList } from './due-list.ts';
export type { DueList, DueOwner, DueRow } from './due-list.ts';
export { reportedStatuses, reportStatus } from './status.ts';
export type { PartStatus, ReportedStatus } from './status.ts';
export { emptyReadModels, READ_CONSUMER, READ_SHARDS } from './consumer.ts';
export { emptyFigures, FIGURES_CONSUMER, FIGURES_SHARDS } from './figures/consumer.ts';
export { FigureProjection } from './figures/project.ts';
export type { FigureParts } from './figures/fold.ts';
export { figures, figureTrend } from './figures/report.ts';
export type { FigureCell, TrendMonth } from './figures/report.ts';
export { figureDossiers } from './figures/list.ts';
export { FIGURE_MEASURES, LISTED_MEASURES } from './figures/measures.ts';
export type {
  FigureFilter,
  FigureGrouping,
  FigureMeasure,
  FigureRequest,
  ListedMeasure,
} from './figures/measures.ts';
export { monthsEnd } from './figures/periods.ts';
export { FigureBatch } from './figures/batch.ts';
export { figureRows } from './figures/fold.ts';
export { learn } from './forecast/learn.ts';
export type { Learned } from './forecast/learn.ts';
export { standings } from './forecast/paths.ts';
export { writeForecast, writeOutlooks } from './forecast/write.ts';
export { chancesOf, forecastRun, forecasts } from './forecast/query.ts';
export type { ForecastRow, ForecastRun } from './forecast/query.ts';
export { listedSteps, stepFigures, stepSpread } from './figures/step-report.ts';
export type { StepFigure, StepFigureRequest, StepSpread } from './figures/step-report.ts';
export { projectScoring } from './project-scoring.ts';
export { FiguresBehind } from './score-metrics/caught-up.ts';
export { isFollowed, isSettled, matchRule } from './score-metrics/comparisons.ts';
export { createCoverage, type CoverageParts, type CoverageReader } from './score-metrics/coverage.ts';
export { createScoreMetrics, type ScoreMetricsParts } from './score-metrics/provider.ts';
export { reviewPack, type PackAsked, type PackParts } from './score-metrics/quality-pack.ts';
export { qualityKnownAt, type QualityKnown } from './score-metrics/quality.ts';
export { projectQms } from './project-qms.ts';
export { projectSurveys } from './project-surveys.ts';
export { projectQuality } from './project-quality.ts';
export {
  qualityDuties,
  qualityDutiesOwed,
  qualityRecords,
  qualityRecordsBetween,
  qualityRecordsDueBy,
  qualityRecordsIn,
} from './quality.ts';
export { forecastByProcedure, nonconformitiesWithPlan, recurringCauses } from './quality-causes.ts';
export {
  auditOfFinding,
  auditPopulation,
  auditsOfProgramme,
  isInSampleOf,
  sampledDossiers,
  stepsHandledBy,
  isQualifiedToScore,
  trainingPlans,
} from './audits.ts';
export type { AuditRow, HandledSteps, SampledDossier } from './audits.ts';
export type { QualityDutyRow, QualityListRequest, QualityPage, QualityRow } from './quality.ts';
export { commentedForms, MAX_FORMS, surveyForms } from './surveys.ts';
export type { SurveyForm, SurveyWanted } from './surveys.ts';
export { qmsProgramme, qmsRecords } from './qms.ts';
export { scoringSheets, scoringYears } from './scoring.ts';
export type { ScoringSheetRow, ScoringYearRow } from './scoring.ts';
export { gatheredCauses, habits, occurrencesOf, settingsOfAgencies } from './figures/nonconformities.ts';
export { causeTally, habitRuns, latestRecords } from './nonconformities/causes.ts';
export type { CauseRecord, HabitRun } from './nonconformities/causes.ts';
export type { Cause, CauseRequest, GatheredCause, Occurrence } from './figures/nonconformities.ts';
export { projectNonconformities } from './nonconformities/project.ts';
export { NC_TABS, nonconformities, nonconformity, openNonconformities } from './nonconformities/list.ts';
export type { NcListRequest, NcPage, NcReader, NcRow, NcTab } from './nonconformities/list.ts';
export { effectMonths, effectOn, similarTo } from './nonconformities/effect.ts';
export type { EffectMonth } from './nonconformities/effect.ts';
export { amendedProcedures, freshCauses, latestEdition, recordsOfCause } from './nonconformities/fresh.ts';
export type { Amended, FreshCause } from './nonconformities/fresh.ts';
export { freshHabits, gradedHabits } from './nonconformities/habits.ts';
export type { FreshHabit } from './nonconformities/habits.ts';
export { documentsToRead, editionsPublishedSince, proceduresSentToRead } from './quality-documents.ts';
export type { PublishedEdition } from './quality-documents.ts';
export type { ToRead } from './quality-documents.ts';
export {
  citingEditions,
  editionsInForceOn,
  followedRequests,
  lawChangesSince,
  requestsBehind,
  requestsBetween,
} from './quality-changes.ts';
export type { EditionInForce, RequestOf } from './quality-changes.ts';
