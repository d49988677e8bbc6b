/** What goes between the relay, a nonconformity's workflow and its activities. */
import type { NcDue } from '#libs/nonconformity/corrective-action';
import { defineQuery, defineSignal } from '@temporalio/workflow';

export interface NcStart {
  readonly id: string;
}

/** A nonconformity as the clock needs to know it. */
export interface NcBrief {
  readonly id: string;
  /** `KPH-0031/2026` */
  readonly code: string;
  /** Closed or dismissed: it needs no clock. */
  readonly ended: boolean;
  /** Of its stream. */
  readonly version: number;
  /** What comes next by the clock, and in words; null: it waits for a person, or has ended. */
  readonly due: NcDue | null;
  readonly dueInWords: string;
  /** Markdown, for an operator in Temporal's own UI. */
  readonly details: string;
}

/** The workflow's name is its type in Temporal: procedures' codes are never spelled like it. */
export const CORRECTIVE_ACTION = 'correctiveAction';
const PREFIX = 'nonconformity/';
export const ncWorkflowId = (id: string): string => `${PREFIX}${id}`;
/** Undefined: it is no nonconformity's workflow. */
export const ncOfWorkflowId = (workflowId: string): string | undefined =>
  workflowId.startsWith(PREFIX) ? workflowId.slice(PREFIX.length) : undefined;

/** The nonconformity's stream has come to this version. */
export const ncChangedSignal = defineSignal<[number]>('nonconformityChanged');
export const ncQuery = defineQuery<NcBrief | null>('nonconformity');

/** The workflow's only effects. Each may be asked again: a moment has its effect once. */
export interface NcActivities {
  lookAtNonconformity(id: string): Promise<NcBrief>;
  /** Has done what is due, or finds that another has; answers it as it is then. */
  actOnNonconformity(brief: NcBrief, due: NcDue): Promise<NcBrief>;
}
