import type { LocalDate } from '#libs/calendar';
import type { Happened } from '../records/record.ts';
import type { Audit, AuditEvent, Opens, Stage } from './types.ts';

export function evolveAudit(before: Audit | null, event: AuditEvent, { at, by }: Happened): Audit {
  switch (event.type) {
    case 'AuditOpened': {
      const { type: _type, opens, ...plan } = event;
      const empty = { checklist: null, lines: [], sample: null, answers: {}, findings: {} };
      return {
        ...plan,
        ...empty,
        status: 'planned',
        report: null,
        approved: null,
        began: null,
        stages: [stageFrom([], opens)],
      };
    }
    case 'AuditStaffed':
      return { ...before!, lead: event.lead, team: event.team };
    case 'AuditMoved': {
      const { from, to, opens } = event;
      const stages = before!.stages.map((stage) =>
        stage.done === null ? { ...stage, ...opens, escalated: false } : stage,
      );
      return { ...before!, from, to, stages };
    }
    case 'AuditPrepared': {
      const { checklist, lines, sample, on, opens } = event;
      return { ...moved(before!, on, opens), status: 'prepared', checklist, lines, sample };
    }
    case 'AuditBegun':
      return { ...moved(before!, event.on, event.opens), status: 'on-the-spot', began: event.on };
    case 'LineAnswered': {
      const { type: _type, ...answered } = event;
      return { ...before!, answers: { ...before!.answers, [answered.line]: { ...answered, by, at } } };
    }
    case 'AuditReported': {
      const { type: _type, opens, ...report } = event;
      return { ...moved(before!, report.on, opens), status: 'reported', report };
    }
    case 'ReportApproved':
      return {
        ...moved(before!, event.on, event.opens),
        status: 'follow-up',
        approved: { on: event.on, by },
      };
    case 'ReportSentBack':
      return { ...moved(before!, event.on, event.opens), status: 'on-the-spot', report: null };
    case 'FindingRaised':
      return { ...before!, findings: { ...before!.findings, [event.line]: event.nonconformity } };
    case 'AuditClosed':
      return { ...moved(before!, event.on), status: 'closed' };
    case 'AuditCancelled':
      return { ...moved(before!, event.on), status: 'cancelled' };
    case 'AuditEscalated': {
      const stages = before!.stages.map((stage) =>
        stage.done === null ? { ...stage, escalated: true } : stage,
      );
      return { ...before!, stages };
    }
    default:
      return event satisfies never;
  }
}

/** What was owed is done; another stage is owed from now on. */
function moved(audit: Audit, on: LocalDate, opens?: Opens): Audit {
  const done = audit.stages.map((stage) => (stage.done === null ? { ...stage, done: on } : stage));
  return { ...audit, stages: opens ? [...done, stageFrom(done, opens)] : done };
}

const stageFrom = (before: readonly Stage[], opens: Opens): Stage => ({
  ...opens,
  nth: before.filter(({ name }) => name === opens.name).length + 1,
  done: null,
  escalated: false,
});
