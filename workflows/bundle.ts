/** What the worker bundles. A type that is no export's name is a procedure's code: a dossier. */
export { dossierWorkflow as default } from './dossier/dossier.ts';
export { correctiveAction } from './corrective-action/corrective-action.ts';
export { internalAudit } from './internal-audit/internal-audit.ts';
export { yearlyScoring } from './yearly-scoring/yearly-scoring.ts';
export { keepScoringYears } from './yearly-scoring/keep-years.ts';
export { remindOfDuties } from './qms-duties/remind.ts';
export { tendQuality } from './qms-duties/tend.ts';
