/** Decides what becomes of an edition. Expected refusals are values; the state and what is allowed go with them. */
import { dateOf, type Instant, type LocalDate } from '#libs/calendar';
import type { Edition } from '../types.ts';
import type { EditionEvent } from './events.ts';
import {
  anotherPersonApproves,
  followsTheLast,
  noErrorStands,
  notBackDated,
  saysWhy,
  type Broken,
  type EditionRefusalCode,
} from './policies.ts';
import type { EditionState, EditionStatus } from './state.ts';

export type EditionCommand =
  /** Writes the draft, or writes it anew. */
  | { readonly type: 'draft'; readonly edition: Edition }
  | { readonly type: 'review'; readonly note?: string }
  | { readonly type: 'return-to-draft'; readonly reason: string }
  | { readonly type: 'approve' }
  | {
      readonly type: 'publish';
      /** Absent: the date that the edition names. */
      readonly effectiveFrom?: LocalDate;
      /** The edition published before it, if any. */
      readonly last?: { readonly edition: Edition; readonly effectiveFrom: LocalDate };
      /** A legacy system's editions were in force long before they came here. */
      readonly imported?: boolean;
    }
  | { readonly type: 'supersede'; readonly by: number; readonly from: LocalDate }
  | { readonly type: 'withdraw'; readonly reason: string };

export type EditionCommandType = EditionCommand['type'];

export interface EditionContext {
  readonly now: Instant;
  readonly actor: string;
}

export interface EditionRefusal {
  readonly code: EditionRefusalCode;
  readonly state: EditionStatus;
  readonly allowed: readonly EditionCommandType[];
  readonly message: string;
}

export type EditionDecision =
  | { readonly ok: true; readonly events: readonly EditionEvent[] }
  | { readonly ok: false; readonly refusal: EditionRefusal };

const ALLOWED: Readonly<Record<EditionStatus, readonly EditionCommandType[]>> = {
  none: ['draft'],
  draft: ['draft', 'review', 'withdraw'],
  reviewed: ['approve', 'return-to-draft', 'withdraw'],
  approved: ['publish', 'return-to-draft', 'withdraw'],
  published: ['supersede'],
  superseded: [],
  withdrawn: [],
};

export function allowedOnEdition(state: EditionState): readonly EditionCommandType[] {
  return ALLOWED[state.status];
}

export function decideEdition(
  state: EditionState,
  command: EditionCommand,
  context: EditionContext,
): EditionDecision {
  if (!ALLOWED[state.status].includes(command.type)) {
    return refuse(state, {
      code: 'wrong-state',
      message: `Không thể thực hiện “${command.type}” khi quy trình ở trạng thái “${state.status}”.`,
    });
  }
  const broken = brokenRule(state, command, context);
  return broken ? refuse(state, broken) : { ok: true, events: [eventOf(state, command, context)] };
}

function brokenRule(state: EditionState, command: EditionCommand, context: EditionContext): Broken {
  switch (command.type) {
    case 'draft':
    case 'review':
    case 'supersede':
      return undefined;
    case 'return-to-draft':
    case 'withdraw':
      return saysWhy(command.reason);
    case 'approve':
      return state.status === 'reviewed' ? anotherPersonApproves(state.drafter, context.actor) : undefined;
    case 'publish': {
      if (state.status !== 'approved') return undefined;
      const effectiveFrom = command.effectiveFrom ?? state.edition.effectiveFrom;
      const today = dateOf(context.now);
      return (
        noErrorStands(state.edition) ??
        (command.imported ? undefined : notBackDated(effectiveFrom, today)) ??
        followsTheLast(state.edition, command.last, effectiveFrom)
      );
    }
    default:
      return command satisfies never;
  }
}

function eventOf(state: EditionState, command: EditionCommand, context: EditionContext): EditionEvent {
  const act = { by: context.actor, at: context.now };
  switch (command.type) {
    case 'draft':
      return { ...act, type: 'EditionDrafted', edition: command.edition };
    case 'review':
      return { ...act, type: 'EditionReviewed', ...(command.note !== undefined && { note: command.note }) };
    case 'return-to-draft':
      return { ...act, type: 'EditionReturnedToDraft', reason: command.reason };
    case 'approve':
      return { ...act, type: 'EditionApproved' };
    case 'publish': {
      if (state.status !== 'approved') throw new Error('only an approved edition is published');
      return {
        ...act,
        type: 'EditionPublished',
        effectiveFrom: command.effectiveFrom ?? state.edition.effectiveFrom,
      };
    }
    case 'supersede':
      return { ...act, type: 'EditionSuperseded', supersededBy: command.by, from: command.from };
    case 'withdraw':
      return { ...act, type: 'EditionWithdrawn', reason: command.reason };
    default:
      return command satisfies never;
  }
}

function refuse(state: EditionState, broken: NonNullable<Broken>): EditionDecision {
  return { ok: false, refusal: { ...broken, state: state.status, allowed: ALLOWED[state.status] } };
}
