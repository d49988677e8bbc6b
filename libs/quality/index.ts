export type * from './satisfaction/types.ts';
export { readQuestionSet, SHIPPED_QUESTION_SETS } from './satisfaction/question-set.ts';
export { checkAnswers, isLow, MAX_COMMENT } from './satisfaction/answers.ts';
export type { AnswersRefusal, CheckedAnswers } from './satisfaction/answers.ts';
export { LEAST_FORMS, resultsOf } from './satisfaction/results.ts';
export type { GroupResult, QuestionResult } from './satisfaction/results.ts';
