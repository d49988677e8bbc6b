export {
  eventsSignal,
  partId,
  RESTARTS,
  stateQuery,
  type Answer,
  type AutomaticResult,
  type AutomaticTask,
  type DossierActivities,
  type DossierStart,
  type DossierSummary,
  type StreamPage,
  type Told,
} from './dossier/messages.ts';
export { inBrief } from './dossier/in-brief.ts';
export { SEARCH_ATTRIBUTES } from './dossier/search-attributes.ts';
export {
  KEEP_SCORING_YEARS,
  YEARLY_SCORING,
  yearChangedSignal,
  yearOfWorkflowId,
  yearQuery,
  yearWorkflowId,
  type ScoringActivities,
  type YearBrief,
  type YearStart,
} from './yearly-scoring/messages.ts';
export {
  REMIND_OF_DUTIES,
  TEND_QUALITY,
  type QmsActivities,
  type QualityActivities,
} from './qms-duties/messages.ts';
export {
  auditChangedSignal,
  auditOfWorkflowId,
  auditQuery,
  auditWorkflowId,
  INTERNAL_AUDIT,
  type AuditActivities,
  type AuditBrief,
  type AuditStart,
} from './internal-audit/messages.ts';
export { TRACE_HEADER, type TimerSet, type TraceSinks } from './tracing.ts';
export {
  CORRECTIVE_ACTION,
  ncChangedSignal,
  ncOfWorkflowId,
  ncQuery,
  ncWorkflowId,
  type NcActivities,
  type NcBrief,
  type NcStart,
} from './corrective-action/messages.ts';
