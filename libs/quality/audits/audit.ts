/** One internal audit as a record: planned → prepared → on the spot → reported → follow-up → closed. */
import type { Refusal, RecordKind } from '../records/record.ts';
import { decideAudit } from './decide.ts';
import { evolveAudit } from './evolve.ts';
import { dutiesOfAudit } from './stages.ts';
import { teamOf } from './team.ts';
import type { Audit, AuditCommand, AuditEvent } from './types.ts';

export const AUDIT: RecordKind<Audit, AuditCommand, AuditEvent> = {
  kind: 'audit',
  guards: {
    open: { parts: ['secretary', 'leader'], when: ['none'] },
    staff: { parts: ['secretary', 'leader'], when: ['planned', 'prepared'] },
    move: { parts: ['secretary', 'leader', 'owner'], when: ['planned', 'prepared'] },
    prepare: { parts: ['owner'], when: ['planned'] },
    begin: { parts: ['owner'], when: ['prepared'] },
    // Of the team: `barred` knows who is.
    answer: { parts: ['officer'], when: ['on-the-spot'] },
    report: { parts: ['owner'], when: ['on-the-spot'] },
    approve: { parts: ['leader'], when: ['reported'] },
    'send-back': { parts: ['leader'], when: ['reported'] },
    link: { parts: ['system'], when: ['reported', 'follow-up'] },
    close: { parts: ['owner', 'secretary'], when: ['follow-up'] },
    cancel: { parts: ['leader'], when: ['planned', 'prepared'] },
    escalate: {
      parts: ['clock'],
      when: ['planned', 'prepared', 'on-the-spot', 'reported', 'follow-up'],
    },
  },
  decide: decideAudit,
  evolve: evolveAudit,
  barred,
  // What a programme plans is opened once.
  nameOf: (command) => (command.type === 'open' ? `${command.programme} ${command.entry}` : undefined),
  statusOf: ({ status }) => status,
  ownerOf: ({ lead }) => lead,
  titleOf: ({ title }) => title,
  dutiesOf: dutiesOfAudit,
};

/** Only the team answers; nobody decides on their own report. */
function barred(audit: Audit, type: AuditCommand['type'], by: string): Refusal | undefined {
  const isInTeam = teamOf(audit).includes(by);
  if (type === 'answer' && !isInTeam)
    return { code: 'not-in-team', message: 'Anh/chị không thuộc đoàn đánh giá này.' };
  if ((type === 'approve' || type === 'send-back') && isInTeam)
    return { code: 'own-case', message: 'Người trong đoàn đánh giá không duyệt báo cáo của đoàn.' };
  return undefined;
}
