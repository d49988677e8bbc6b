/** How events move a nonconformity. Knows nothing of what is allowed. */
import type { Instant } from '#libs/calendar';
import type { NcEvent, Opens } from './events.ts';
import { NO_NC, type KnownNc, type NcState, type Nonconformity, type OpenNc } from './state.ts';

/** As the ledger's envelope says. */
export interface RecordedNcEvent {
  readonly event: NcEvent;
  readonly at: Instant;
  /** Officer, `clock` or a system's name. */
  readonly by: string;
}

export const foldNc = (events: readonly RecordedNcEvent[]): NcState => events.reduce(evolveNc, NO_NC);

export function evolveNc(state: NcState, { event, at, by }: RecordedNcEvent): NcState {
  if (event.type === 'NonconformityFound') {
    const { opens, ...found } = event.body;
    const nothing = { owner: null, containment: null, analysis: null, plan: null, done: null, checks: [] };
    return inStage({ ...found, ...nothing, foundAt: at, foundBy: by, round: 1 }, opens);
  }
  if (state.status === 'none') throw new Error(`${event.type} before the nonconformity was found`);
  return evolveKnown(state, event, at, by);
}

type Later = Exclude<NcEvent, { type: 'NonconformityFound' }>;

function evolveKnown(state: KnownNc, event: Later, at: Instant, by: string): NcState {
  const { nc } = state;
  switch (event.type) {
    case 'NonconformityReviewed': {
      const { owner, severity, opens } = event.body;
      return inStage({ ...nc, owner, severity }, opens);
    }
    case 'NonconformityDismissed':
      return { status: 'dismissed', nc, reason: event.body.reason, endedAt: at };
    case 'NonconformityTakenUpAgain':
      return inStage({ ...nc, owner: null }, event.body.opens);
    case 'NonconformityContained': {
      const { opens, ...containment } = event.body;
      return inStage({ ...nc, containment }, opens);
    }
    case 'CauseAnalysed': {
      const { opens, ...analysis } = event.body;
      return inStage({ ...nc, analysis }, opens);
    }
    case 'ActionProposed': {
      const { opens, ...plan } = event.body;
      return inStage({ ...nc, plan: { ...plan, approver: null, edition: null } }, opens);
    }
    case 'ActionApproved':
      return inStage({ ...nc, plan: nc.plan && { ...nc.plan, approver: by } }, event.body.opens);
    case 'AmendedEditionPublished': {
      const { edition, effectiveFrom } = event.body;
      const plan = nc.plan && { ...nc.plan, edition: { edition, effectiveFrom } };
      return { ...state, nc: { ...nc, plan } };
    }
    case 'ActionDone': {
      const { opens, ...done } = event.body;
      return inStage({ ...nc, done, checks: [] }, opens);
    }
    case 'EffectivenessChecked': {
      const { figures, verdict, opens } = event.body;
      const checked = { ...nc, checks: [...nc.checks, { figures, verdict }] };
      return opens ? inStage(checked, opens) : { ...state, nc: checked };
    }
    case 'EffectivenessJudged':
      return state;
    case 'NonconformityClosed':
      return { status: 'closed', nc, by: event.body.by, endedAt: at };
    case 'NonconformityOpenedAgain':
      return inStage({ ...nc, plan: null, done: null, checks: [], round: nc.round + 1 }, event.body.opens);
    case 'OwnerChanged':
      return { ...state, nc: { ...nc, owner: event.body.owner } };
    case 'ActionSentBack':
    case 'StageDueMoved':
      return inStage(nc, event.body.opens);
    case 'StageReminded':
      return state.status === 'open' ? { ...state, reminded: true } : state;
    case 'StageEscalated':
      return state.status === 'open' ? { ...state, escalated: event.body.level } : state;
    default:
      return event satisfies never;
  }
}

const inStage = (nc: Nonconformity, { stage, due }: Opens): OpenNc => ({
  status: 'open',
  nc,
  stage,
  due,
  reminded: false,
  escalated: 0,
});
