/** Folds an edition's events. An event that doesn't fit its state is a bug: `decide` never lets it happen. */
import type { EditionEvent } from './events.ts';
import { NO_EDITION, type EditionState, type EditionStatus } from './state.ts';

export function evolveEdition(state: EditionState, event: EditionEvent): EditionState {
  switch (event.type) {
    case 'EditionDrafted':
      return { status: 'draft', edition: event.edition, drafter: event.by };
    case 'EditionReviewed':
      return { ...written(expect(state, event, 'draft')), status: 'reviewed', reviewer: event.by };
    case 'EditionReturnedToDraft':
      return { ...written(expect(state, event, 'reviewed', 'approved')), status: 'draft' };
    case 'EditionApproved':
      return { ...expect(state, event, 'reviewed'), status: 'approved', approver: event.by };
    case 'EditionPublished': {
      const { approver, ...rest } = expect(state, event, 'approved');
      const { effectiveFrom } = event;
      return { ...written(rest), status: 'published', approver, effectiveFrom };
    }
    case 'EditionSuperseded': {
      const published = expect(state, event, 'published');
      return { ...published, status: 'superseded', supersededBy: event.supersededBy, until: event.from };
    }
    case 'EditionWithdrawn':
      return {
        ...written(expect(state, event, 'draft', 'reviewed', 'approved')),
        status: 'withdrawn',
        reason: event.reason,
      };
    default:
      return event satisfies never;
  }
}

export function foldEdition(events: readonly EditionEvent[]): EditionState {
  return events.reduce(evolveEdition, NO_EDITION);
}

function expect<S extends EditionStatus>(
  state: EditionState,
  event: EditionEvent,
  ...allowed: readonly S[]
): Extract<EditionState, { status: S }> {
  if (allowed.some((status) => status === state.status)) return state as Extract<EditionState, { status: S }>;
  throw new Error(`${event.type} can't follow ${state.status}`);
}

function written<T extends { readonly edition: unknown; readonly drafter: string }>({
  edition,
  drafter,
}: T): Pick<T, 'edition' | 'drafter'> {
  return { edition, drafter };
}
