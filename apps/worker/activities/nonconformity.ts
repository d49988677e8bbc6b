/** What a nonconformity's workflow has done: each by a command of the clock, decided by the core. */
import { ApplicationFailure } from '@temporalio/common';
import { localOf } from '#libs/calendar';
import type { NonconformityCommands } from '#libs/commands';
import {
  codeOf,
  nextDue,
  STAGE_NAMES,
  type KnownNc,
  type NcDue,
} from '#libs/nonconformity/corrective-action';
import type { NcActivities, NcBrief } from '#workflows';

export interface NonconformityPorts {
  readonly nonconformities: Pick<NonconformityCommands, 'load' | 'onDue'>;
}

export function createNonconformityActivities({ nonconformities }: NonconformityPorts): NcActivities {
  async function lookAtNonconformity(id: string): Promise<NcBrief> {
    const { state, version } = await nonconformities.load(id);
    if (state.status === 'none') throw ApplicationFailure.retryable(`no nonconformity ${id}`, 'none-such');
    return briefOf(id, version, state);
  }

  return {
    lookAtNonconformity,
    async actOnNonconformity({ id, version }, due) {
      const outcome = await nonconformities.onDue(id, version, due);
      const after = await lookAtNonconformity(id);
      // Somebody else was first, or it is done: it has moved. Standing still, it is tried again.
      if (after.version > version) return after;
      const why = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
      throw ApplicationFailure.retryable(`${due.kind} came to ${why}`, why);
    },
  };
}

function briefOf(id: string, version: number, state: KnownNc): NcBrief {
  const due = nextDue(state);
  return {
    id,
    version,
    due,
    code: `${codeOf(state.nc)}/${state.nc.year}`,
    ended: state.status !== 'open',
    dueInWords: wordsOf(state, due),
    details: detailsOf(state, due),
  };
}

function wordsOf(state: KnownNc, due: NcDue | null): string {
  if (state.status === 'closed') return 'Đã đóng';
  if (state.status === 'dismissed') return 'Đã bác';
  const stage = STAGE_NAMES[state.stage];
  if (due === null) return `${stage} · quá hạn, đã báo các cấp`;
  switch (due.kind) {
    case 'remind':
      return `${stage} · nhắc`;
    case 'escalate':
      return due.level === 1 ? `${stage} · hết hạn` : `${stage} · báo cấp trên`;
    case 'check':
      return stage;
    default:
      return due satisfies never;
  }
}

function detailsOf(state: KnownNc, due: NcDue | null): string {
  const { nc } = state;
  const next = wordsOf(state, due);
  return [
    `**${codeOf(nc)}/${nc.year}** ${nc.title} · ${nc.agency}`,
    nc.cause ? `${nc.cause.procedure} ${nc.cause.step} · lần mở ${nc.round}` : `Lần mở ${nc.round}`,
    due ? `Tiếp theo: ${next}, ${localOf(due.at)}` : next,
  ].join('\n\n');
}
