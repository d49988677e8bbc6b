/** What goes between the relay, an internal audit's workflow and its activities. */
import type { AuditDue } from '#libs/quality';
import { defineQuery, defineSignal } from '@temporalio/workflow';

export interface AuditStart {
  readonly id: string;
}

/** An audit as the clock needs to know it. */
export interface AuditBrief {
  readonly id: string;
  readonly title: string;
  /** `planned`, … `closed`, `cancelled`: of the record. */
  readonly status: string;
  /** Closed or cancelled: it needs no clock. */
  readonly ended: boolean;
  /** Of its stream. */
  readonly version: number;
  /** What comes next by the clock, and in words; null: it waits for a person, or has ended. */
  readonly due: AuditDue | null;
  readonly dueInWords: string;
  /** Markdown, for an operator in Temporal's own UI. */
  readonly details: string;
}

/** The workflow's name is its type in Temporal: procedures' codes are never spelled like it. */
export const INTERNAL_AUDIT = 'internalAudit';
const PREFIX = 'audit/';
export const auditWorkflowId = (id: string): string => `${PREFIX}${id}`;
/** Undefined: it is no audit's workflow. */
export const auditOfWorkflowId = (workflowId: string): string | undefined =>
  workflowId.startsWith(PREFIX) ? workflowId.slice(PREFIX.length) : undefined;

/** The audit's stream has come to this version. */
export const auditChangedSignal = defineSignal<[number]>('auditChanged');
export const auditQuery = defineQuery<AuditBrief | null>('audit');

/** The workflow's only effects. Each may be asked again: a moment has its effect once. */
export interface AuditActivities {
  lookAtAudit(id: string): Promise<AuditBrief>;
  /** Has done what is due, or finds that another has; answers it as it is then. */
  actOnAudit(brief: AuditBrief): Promise<AuditBrief>;
}
