export type * from './satisfaction/types.ts';
export { readQuestionSet, SHIPPED_QUESTION_SETS } from './satisfaction/question-set.ts';
export { checkAnswers, isLow, MAX_COMMENT } from './satisfaction/answers.ts';
export type { AnswersRefusal, CheckedAnswers } from './satisfaction/answers.ts';
export { LEAST_FORMS, resultsOf } from './satisfaction/results.ts';
export type { GroupResult, QuestionResult } from './satisfaction/results.ts';

export type * from './records/record.ts';
export { QUALITY_KINDS } from './records/record.ts';
export { allowedOn, decideRecord, opensIn, REMIND } from './records/decide.ts';
export { evolveRecord, foldRecord } from './records/evolve.ts';
export type { RecordedQualityEvent } from './records/evolve.ts';
export { kindOf, KNOWN_KINDS } from './records/kinds.ts';
export { levelOf, RISK, RISK_SOURCES } from './risks/risk.ts';
export type { Risk, RiskCommand, RiskEvent, RiskFound } from './risks/risk.ts';

export { figuresOfQuality } from './figures.ts';
export type * from './records/kept.ts';
