/** What an internal audit's workflow has done: each by a command of the clock, decided by the core. */
import { ApplicationFailure } from '@temporalio/common';
import { localOf } from '#libs/calendar';
import { raiseFindings, type NonconformityCommands, type QualityCommands } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import {
  nextDueOfAudit,
  stageOf,
  type Audit,
  type AuditDue,
  type AuditStageName,
  type QualityRecord,
} from '#libs/quality';
import type { AuditActivities, AuditBrief } from '#workflows';

export interface AuditPorts {
  readonly audits: {
    readonly quality: Pick<QualityCommands, 'load' | 'act' | 'remind'>;
    readonly nonconformities: Pick<NonconformityCommands, 'raise'>;
    readonly now: Parameters<typeof raiseFindings>[0]['now'];
  };
}

const CLOCK = { kind: 'clock' } as const;

export function createAuditActivities({ audits }: AuditPorts): AuditActivities {
  const { quality } = audits;

  async function lookAtAudit(id: string): Promise<AuditBrief> {
    const record = (await quality.load(id)) as QualityRecord<Audit> | undefined;
    if (record === undefined) throw ApplicationFailure.retryable(`no audit ${id}`, 'none-such');
    return briefOf(id, record);
  }

  async function act(id: string, version: number, due: AuditDue): Promise<unknown> {
    switch (due.kind) {
      case 'raise':
        return raiseFindings(audits, id);
      case 'remind':
        return quality.remind(id);
      case 'escalate': {
        const command = { type: 'escalate' };
        const commandId = commandIdOf(`clock ${id}`, `escalate#${version}`);
        return quality.act({
          id,
          actor: CLOCK,
          command,
          commandId,
          requestHash: requestHashOf(command),
        });
      }
      default:
        return due satisfies never;
    }
  }

  return {
    lookAtAudit,
    async actOnAudit({ id, version, due }) {
      if (due !== null) await act(id, version, due);
      const after = await lookAtAudit(id);
      // Somebody else was first, or it is done: it has moved. Standing still, it is tried again.
      if (after.version > version) return after;
      throw ApplicationFailure.retryable(`${due?.kind ?? 'nothing'} came to nothing`, 'standing-still');
    },
  };
}

function briefOf(id: string, record: QualityRecord<Audit>): AuditBrief {
  const { body, version } = record;
  const due = nextDueOfAudit(record);
  const dueInWords = wordsOf(body, due);
  return {
    id,
    version,
    due,
    dueInWords,
    title: body.title,
    status: body.status,
    ended: body.status === 'closed' || body.status === 'cancelled',
    details: [
      `**${body.title}** · ${record.agency}`,
      `${body.procedures.length} quy trình, ${body.units.length} bộ phận`,
      due ? `Tiếp theo: ${dueInWords}, ${localOf(due.at)}` : dueInWords,
    ].join('\n\n'),
  };
}

const STAGE_NAMES: Readonly<Record<AuditStageName, string>> = {
  preparation: 'Chuẩn bị',
  opening: 'Đánh giá tại chỗ',
  report: 'Lập báo cáo',
  approval: 'Phê duyệt báo cáo',
  'follow-up': 'Theo dõi khắc phục',
};

function wordsOf(audit: Audit, due: AuditDue | null): string {
  if (audit.status === 'closed') return 'Đã đóng';
  if (audit.status === 'cancelled') return 'Đã hủy';
  const stage = STAGE_NAMES[stageOf(audit)?.name ?? 'follow-up'];
  if (due === null) return `${stage} · quá hạn, đã báo cấp trên`;
  switch (due.kind) {
    case 'raise':
      return `${stage} · lập phiếu không phù hợp`;
    case 'remind':
      return due.level === 'soon' ? `${stage} · nhắc` : `${stage} · hết hạn`;
    case 'escalate':
      return `${stage} · báo cấp trên`;
    default:
      return due satisfies never;
  }
}
