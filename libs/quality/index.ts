export type * from './satisfaction/types.ts';
export { readQuestionSet, SHIPPED_QUESTION_SETS } from './satisfaction/question-set.ts';
export { checkAnswers, isLow, MAX_COMMENT } from './satisfaction/answers.ts';
export type { AnswersRefusal, CheckedAnswers } from './satisfaction/answers.ts';
export { LEAST_FORMS, resultsOf } from './satisfaction/results.ts';
export { formsRequired } from './satisfaction/required.ts';
export type { GroupResult, QuestionResult } from './satisfaction/results.ts';

export type * from './records/record.ts';
export { QUALITY_KINDS } from './records/record.ts';
export { allowedOn, decideRecord, opensIn, REMIND, REMIND_BEFORE_DAYS } from './records/decide.ts';
export { evolveRecord, foldRecord } from './records/evolve.ts';
export type { RecordedQualityEvent } from './records/evolve.ts';
export { kindOf } from './records/kinds.ts';
export { workingDaysAfter } from './records/working-days.ts';
export { levelOf, RISK, RISK_SOURCES } from './risks/risk.ts';
export { riskOfForecast, riskOfPlan, riskOfRecurrence } from './risks/propose.ts';
export type { ForecastOfProcedure, NamedRisk, ProposedRisk, RecurringCause } from './risks/propose.ts';
export type { Risk, RiskCommand, RiskEvent, RiskFound } from './risks/risk.ts';

export { figuresOfQuality, metricsOfKind } from './figures.ts';
export type * from './records/kept.ts';

export type * from './documents/types.ts';
export { DOCUMENT_CLASSES, FATES } from './documents/types.ts';
export { DOCUMENT, documentCode, isToRead, PROCEDURE_READ_WORKING_DAYS } from './documents/document.ts';
export { currentOf, disposalDue, nextOf } from './documents/standing.ts';
export { ARCHIVE, ARCHIVE_CLASSES, keptUntil } from './documents/archive/archive.ts';
export type { Archive, ArchiveCommand } from './documents/archive/archive.ts';
export type * from './change-requests/types.ts';
export { CHANGE_SOURCES } from './change-requests/types.ts';
export { CHANGE_REQUEST, follows } from './change-requests/change-request.ts';
export { changeFigures } from './change-requests/followed.ts';
export type { ChangeFigures } from './change-requests/followed.ts';
export { LAW_CHANGE, LAW_CHANGE_NATURES, lawChangeName } from './change-requests/law-change.ts';
export type { KnownLawChange, LawChange, LawChangeCommand } from './change-requests/law-change.ts';
export { cites, legalNumber, legalNumbers } from './change-requests/legal-number.ts';
export type { LegalNumber } from './change-requests/legal-number.ts';

export type {
  Answer as AuditAnswer,
  Audit,
  AuditCommand,
  AuditEvent,
  AuditPlan,
  Conflict,
  Draw,
  Line as ChecklistLine,
  ProcedureScope,
  Scopes as AuditScopes,
  StageName as AuditStageName,
  TeamFacts,
  Unqualified,
  UnitScope,
} from './audits/types.ts';
export type { PlannedAudit, Programme, ProgrammeCommand, ProgrammeEvent } from './audits/programme-types.ts';
export { STAGES as AUDIT_STAGES, VERDICTS as AUDIT_VERDICTS } from './audits/types.ts';
export { AUDIT } from './audits/audit.ts';
export { AUDIT_PROGRAMME, heldOf } from './audits/programme.ts';
export { auditCoverage } from './audits/coverage.ts';
export type { AuditCoverage } from './audits/coverage.ts';
export { checklistOf, readClauseSet, SHIPPED_CHECKLISTS } from './audits/checklist.ts';
export type { ClauseSet } from './audits/checklist.ts';
export { auditSampleSize, drawDossiers, isSameDraw } from './audits/sample.ts';
export { dutiesOfAudit, nextDueOfAudit, stageOf, unraised } from './audits/stages.ts';
export type { AuditDue } from './audits/stages.ts';
export { teamOf } from './audits/team.ts';
export { SHOW_SIGNS, showHintsOf } from './audits/for-show.ts';
export type { ShowHint, ShowSign } from './audits/for-show.ts';

export type {
  Held as HeldQualification,
  Training,
  TrainingCommand,
  TrainingEvent,
} from './training/types.ts';
export { QUALIFICATIONS, RESULTS as TRAINING_RESULTS } from './training/types.ts';
export { TRAINING } from './training/training.ts';
export { mayAudit, mayScore, qualificationsOf } from './training/qualified.ts';
export type { Qualified } from './training/qualified.ts';

export type { Decision, Review, ReviewCommand, ReviewEvent } from './reviews/types.ts';
export { DECISION_KINDS } from './reviews/types.ts';
export { REVIEW } from './reviews/review.ts';
export { isAccepted } from './reviews/decide.ts';
export { isGiven } from './reviews/figures.ts';
export { CLAUSE_OF, INPUTS, isOnRecord, PACK_PAGES, packOf } from './reviews/pack.ts';
export type {
  FigureName,
  InputCode,
  KnownFigures,
  Pack,
  PackInput,
  PackPage,
  Source,
} from './reviews/pack.ts';
export { factsOfRecords, sourcesOf } from './reviews/facts.ts';
export { FIGURE_WORDS, INPUT_WORDS } from './reviews/words.ts';

export type {
  Measurement,
  Objective,
  ObjectiveCommand,
  ObjectiveEvent,
  ObjectivePlan,
} from './objectives/types.ts';
export { DIRECTIONS } from './objectives/types.ts';
export { courseOf, expectedBy, isOffCourse, isReached, lastMeasured, monthOf } from './objectives/course.ts';
export type { CourseKind } from './objectives/course.ts';
export { mayComplete } from './objectives/decide.ts';
export { monthsToMeasure } from './objectives/months.ts';
export { OBJECTIVE } from './objectives/objective.ts';
export { COMMON_FORMULAS } from './objectives/formulas.ts';

export { heldOn, showInYear, YEAR_SIGNS } from './for-show.ts';
export type { Deed, Held, YearHint, YearSign } from './for-show.ts';
