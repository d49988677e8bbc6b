/** Risks and opportunities (TCVN ISO 9001:2015, 6.1): what may happen, how bad it would be, and what is done about it. */
import type { LocalDate } from '#libs/calendar';
import {
  refused,
  type Decided,
  type Duty,
  type Happened,
  type RecordContext,
  type RecordKind,
} from '../records/record.ts';

export const SCALE = [1, 2, 3, 4, 5] as const;
export type Degree = (typeof SCALE)[number];
export const RISK_SOURCES = ['context', 'interested-party', 'process', 'nonconformity', 'forecast'] as const;

/** What is known of it when it is written down. */
export interface RiskFound {
  readonly nature: 'risk' | 'opportunity';
  readonly title: string;
  readonly description: string;
  readonly source: (typeof RISK_SOURCES)[number];
  /** The nonconformity, procedure or list that it was seen in; null: none. */
  readonly ref: string | null;
  readonly procedure: string | null;
  readonly likelihood: Degree;
  readonly impact: Degree;
}

export interface Action {
  readonly what: string;
  readonly by: LocalDate;
  readonly done: LocalDate | null;
  readonly result: string | null;
}

export interface Assessment {
  readonly on: LocalDate;
  readonly likelihood: Degree;
  readonly impact: Degree;
  readonly note: string;
  readonly by: string;
}

export interface Risk extends RiskFound {
  readonly status: 'proposed' | 'open' | 'closed' | 'dismissed';
  readonly owner: string | null;
  readonly actions: readonly Action[];
  /** The first is how it was found. */
  readonly assessments: readonly Assessment[];
  /** The day on which it is looked at again; null while nobody has it. */
  readonly reviewOn: LocalDate | null;
}

export type RiskCommand =
  /** Seen in nonconformities or forecasts, or by anybody of the agency. */
  | ({ readonly type: 'propose' } & RiskFound)
  | ({ readonly type: 'register'; readonly owner: string; readonly reviewOn: LocalDate } & RiskFound)
  | { readonly type: 'accept'; readonly owner: string; readonly reviewOn: LocalDate }
  | { readonly type: 'dismiss'; readonly reason: string }
  | { readonly type: 'plan'; readonly what: string; readonly by: LocalDate }
  | { readonly type: 'complete'; readonly action: number; readonly result: string }
  | {
      readonly type: 'assess';
      readonly likelihood: Degree;
      readonly impact: Degree;
      readonly note: string;
      readonly reviewOn: LocalDate;
    }
  | { readonly type: 'hand-over'; readonly owner: string; readonly reason: string }
  | { readonly type: 'close'; readonly reason: string };

export type RiskEvent =
  | ({ readonly type: 'RiskProposed'; readonly on: LocalDate } & RiskFound)
  | ({
      readonly type: 'RiskRegistered';
      readonly on: LocalDate;
      readonly owner: string;
      readonly reviewOn: LocalDate;
    } & RiskFound)
  | { readonly type: 'RiskAccepted'; readonly owner: string; readonly reviewOn: LocalDate }
  | { readonly type: 'RiskDismissed'; readonly reason: string }
  | { readonly type: 'RiskActionPlanned'; readonly what: string; readonly by: LocalDate }
  | {
      readonly type: 'RiskActionDone';
      readonly action: number;
      readonly on: LocalDate;
      readonly result: string;
    }
  | {
      readonly type: 'RiskAssessed';
      readonly on: LocalDate;
      readonly likelihood: Degree;
      readonly impact: Degree;
      readonly note: string;
      readonly reviewOn: LocalDate;
    }
  | { readonly type: 'RiskHandedOver'; readonly owner: string; readonly reason: string }
  | { readonly type: 'RiskClosed'; readonly reason: string };

/** From 1 to 25. */
export const levelOf = ({
  likelihood,
  impact,
}: {
  readonly likelihood: Degree;
  readonly impact: Degree;
}): number => likelihood * impact;

const MAX_ACTIONS = 50;

export const RISK: RecordKind<Risk, RiskCommand, RiskEvent> = {
  kind: 'risk',
  guards: {
    propose: { parts: ['system', 'officer'], when: ['none'] },
    register: { parts: ['secretary', 'leader'], when: ['none'] },
    accept: { parts: ['secretary', 'leader'], when: ['proposed'] },
    plan: { parts: ['owner'], when: ['open'] },
    complete: { parts: ['owner'], when: ['open'] },
    assess: { parts: ['owner', 'secretary'], when: ['open'] },
    'hand-over': { parts: ['secretary', 'leader'], when: ['open'] },
    close: { parts: ['secretary', 'leader'], when: ['open'] },
    dismiss: { parts: ['secretary', 'leader'], when: ['proposed'] },
  },
  decide,
  evolve,
  statusOf: ({ status }) => status,
  ownerOf: ({ owner }) => owner,
  titleOf: ({ title }) => title,
  dutiesOf,
};

function decide(risk: Risk | null, command: RiskCommand, context: RecordContext): Decided<RiskEvent> {
  const { today } = context;
  switch (command.type) {
    case 'propose': {
      const { type: _type, ...found } = command;
      return { ok: true, events: [{ type: 'RiskProposed', on: today, ...found }] };
    }
    case 'register': {
      const { type: _type, ...found } = command;
      return (
        owns(command, context) ??
        liesAhead(command.reviewOn, today) ?? {
          ok: true,
          events: [{ type: 'RiskRegistered', on: today, ...found }],
        }
      );
    }
    case 'accept': {
      const { owner, reviewOn } = command;
      return (
        owns(command, context) ??
        liesAhead(reviewOn, today) ?? { ok: true, events: [{ type: 'RiskAccepted', owner, reviewOn }] }
      );
    }
    case 'dismiss':
      return { ok: true, events: [{ type: 'RiskDismissed', reason: command.reason }] };
    case 'plan': {
      const { what, by } = command;
      if (risk!.actions.length >= MAX_ACTIONS)
        return refused('too-many-actions', `Tối đa ${MAX_ACTIONS} hành động.`);
      return liesAhead(by, today) ?? { ok: true, events: [{ type: 'RiskActionPlanned', what, by }] };
    }
    case 'complete': {
      const { action, result } = command;
      if (risk!.actions[action]?.done !== null)
        return refused('no-open-action', 'Không có hành động này đang làm.');
      return { ok: true, events: [{ type: 'RiskActionDone', action, on: today, result }] };
    }
    case 'assess': {
      const { type: _type, ...assessed } = command;
      return (
        liesAhead(command.reviewOn, today) ?? {
          ok: true,
          events: [{ type: 'RiskAssessed', on: today, ...assessed }],
        }
      );
    }
    case 'hand-over': {
      const { owner, reason } = command;
      if (owner === risk!.owner) return refused('owner-unchanged', 'Người này đang chịu trách nhiệm.');
      return owns(command, context) ?? { ok: true, events: [{ type: 'RiskHandedOver', owner, reason }] };
    }
    case 'close': {
      if (risk!.actions.some(({ done }) => done === null)) {
        return refused('action-open', 'Còn hành động chưa làm xong.');
      }
      return { ok: true, events: [{ type: 'RiskClosed', reason: command.reason }] };
    }
    default:
      return command satisfies never;
  }
}

const owns = ({ owner }: { readonly owner: string }, { isOfficer }: RecordContext) =>
  isOfficer(owner) ? undefined : refused('not-an-officer', 'Người này không làm việc tại cơ quan.');

const liesAhead = (day: LocalDate, today: LocalDate) =>
  day > today ? undefined : refused('date-passed', 'Ngày phải sau hôm nay.');

function evolve(before: Risk | null, event: RiskEvent, { by }: Happened): Risk {
  switch (event.type) {
    case 'RiskProposed':
    case 'RiskRegistered': {
      const { type, on, ...found } = event;
      const { likelihood, impact } = found;
      return {
        owner: null,
        reviewOn: null,
        ...found,
        status: type === 'RiskProposed' ? 'proposed' : 'open',
        actions: [],
        assessments: [{ on, likelihood, impact, note: '', by }],
      };
    }
    case 'RiskAccepted':
      return { ...before!, status: 'open', owner: event.owner, reviewOn: event.reviewOn };
    case 'RiskDismissed':
      return { ...before!, status: 'dismissed', reviewOn: null };
    case 'RiskActionPlanned': {
      const { what, by: due } = event;
      return { ...before!, actions: [...before!.actions, { what, by: due, done: null, result: null }] };
    }
    case 'RiskActionDone': {
      const { action, on, result } = event;
      const actions = before!.actions.map((one, place) =>
        place === action ? { ...one, done: on, result } : one,
      );
      return { ...before!, actions };
    }
    case 'RiskAssessed': {
      const { on, likelihood, impact, note, reviewOn } = event;
      const assessments = [...before!.assessments, { on, likelihood, impact, note, by }];
      return { ...before!, likelihood, impact, reviewOn, assessments };
    }
    case 'RiskHandedOver':
      return { ...before!, owner: event.owner };
    case 'RiskClosed':
      return { ...before!, status: 'closed', reviewOn: null };
    default:
      return event satisfies never;
  }
}

function dutiesOf({ actions, owner, reviewOn }: Risk): readonly Duty[] {
  const planned = actions.map(({ what, by, done }, place) => ({
    key: `action-${place}`,
    what: 'risk.action',
    about: what,
    owner,
    due: by,
    done,
  }));
  const review = { key: `review-${reviewOn}`, what: 'risk.review', owner, done: null };
  return reviewOn === null ? planned : [...planned, { ...review, due: reviewOn }];
}
