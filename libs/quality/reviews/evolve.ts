/** A management review is the fold of its events. */
import type { Happened } from '../records/record.ts';
import type { Decision, Review, ReviewEvent } from './types.ts';

export function evolve(before: Review | null, event: ReviewEvent, { by }: Happened): Review {
  switch (event.type) {
    case 'ReviewPlanned': {
      const { type: _type, ...plan } = event;
      return { ...plan, status: 'planned', pack: null, words: [], held: null, decisions: [] };
    }
    case 'ReviewReplanned': {
      const { type: _type, reason: _reason, ...plan } = event;
      return { ...before!, ...plan };
    }
    case 'ReviewCancelled':
      return { ...before!, status: 'cancelled' };
    // Taken again it takes the place of the last; what people said of an input stays.
    case 'ReviewInputsGathered':
      return { ...before!, status: 'prepared', pack: { ...event.pack, by } };
    case 'ReviewInputExplained': {
      const { input, text, on } = event;
      return { ...before!, words: [...before!.words, { input, text, by, on }] };
    }
    case 'ReviewHeld': {
      const { type: _type, decisions, ...held } = event;
      const open = decisions.map((one) => ({ ...one, reported: null, verdicts: [] }));
      return { ...before!, status: 'held', held, decisions: open };
    }
    case 'ReviewDecisionReported': {
      const { type: _type, decision, ...report } = event;
      return withDecision(before!, decision, (one) => ({ ...one, reported: { ...report, by } }));
    }
    case 'ReviewDecisionJudged': {
      const { type: _type, decision, ...verdict } = event;
      return withDecision(before!, decision, (one) => ({
        ...one,
        reported: verdict.accepted ? one.reported : null,
        verdicts: [...one.verdicts, { ...verdict, by }],
      }));
    }
    case 'ReviewDecisionReassigned': {
      const { decision, owner, days, due } = event;
      return withDecision(before!, decision, (one) => ({ ...one, owner, days, due }));
    }
    case 'ReviewClosed':
      return { ...before!, status: 'closed' };
    default:
      return event satisfies never;
  }
}

const withDecision = (review: Review, at: number, change: (one: Decision) => Decision): Review => ({
  ...review,
  decisions: review.decisions.map((one, place) => (place === at ? change(one) : one)),
});
