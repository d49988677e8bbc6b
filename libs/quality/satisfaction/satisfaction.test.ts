import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAnswers, isLow } from './answers.ts';
import { readQuestionSet, SHIPPED_QUESTION_SETS } from './question-set.ts';
import { LEAST_FORMS, resultsOf } from './results.ts';
import type { QuestionResult } from './results.ts';

const text = readFileSync(SHIPPED_QUESTION_SETS.get('sipas-12')!, 'utf8');
const set = readQuestionSet(text);
const form = fc.dictionary(
  fc.constantFrom(...set.questions.map(({ id }) => id)),
  fc.integer({ min: 1, max: 5 }),
);

describe('the question set', () => {
  it('has the twelve questions, and asks for the whole first', () => {
    expect(set.questions).toHaveLength(12);
    expect(set.questions[0]).toMatchObject({ id: 'q1', overall: true });
  });

  it.each([
    ['two questions with one id', text.replace('id: q2', 'id: q1'), 'two questions have one id'],
    ['nothing that asks for the whole', text.replace('overall: true, ', ''), 'overall'],
    ['a scale in no order', text.replace('score: 5', 'score: 1'), 'best score to the worst'],
  ])('is refused with %s', (_, broken, told) => {
    expect(() => readQuestionSet(broken)).toThrow(told);
  });
});

describe('an answered form', () => {
  it('is refused for a question or a score that is not there, and when nothing is answered', () => {
    expect(checkAnswers(set, { q13: 3 })).toMatchObject({
      refusal: { code: 'unknown-question', question: 'q13' },
    });
    expect(checkAnswers(set, { q1: 6 })).toMatchObject({
      refusal: { code: 'unknown-score', question: 'q1' },
    });
    expect(checkAnswers(set, {})).toMatchObject({ refusal: { code: 'nothing-answered' } });
  });

  it('calls for somebody when the whole is judged 2 or less, else when the rest is', () => {
    expect(isLow(set, { q1: 2, q2: 5 })).toBe(true);
    expect(isLow(set, { q1: 3, q2: 1 })).toBe(false);
    expect(isLow(set, { q4: 1, q5: 3 })).toBe(true);
    expect(isLow(set, { q4: 2, q5: 3 })).toBe(false);
  });
});

describe('results', () => {
  it('keep few forms to themselves', () => {
    const few = Array.from({ length: LEAST_FORMS - 1 }, () => ({ q1: 5 }));
    expect(resultsOf(set, few)).toEqual({ forms: LEAST_FORMS - 1, shown: false });
    expect(resultsOf(set, [...few, { q1: 1 }])).toMatchObject({ forms: LEAST_FORMS, shown: true });
  });

  it('count every answer once, and those who are satisfied among them', () => {
    fc.assert(
      fc.property(fc.array(form, { minLength: LEAST_FORMS, maxLength: 60 }), (forms) => {
        const result = resultsOf(set, forms);
        if (!result.shown) throw new Error('enough forms are shown');
        const { questions } = result;
        const answers = forms.flatMap((one) => Object.values(one));
        const sum = (of: (question: QuestionResult) => number) =>
          questions.reduce((total, question) => total + of(question), 0);
        expect(sum(({ answered }) => answered)).toBe(answers.length);
        expect(sum(({ answered, mean }) => answered * (mean ?? 0))).toBeCloseTo(
          answers.reduce((total, score) => total + score, 0),
        );
        expect(sum(({ answered, satisfied }) => answered * (satisfied?.share ?? 0))).toBeCloseTo(
          answers.filter((score) => score >= 4).length,
        );
      }),
    );
  });
});
