/** A year's audit programme (TCVN ISO 9001:2015, 9.2.2 a). */
import type { LocalDate } from '#libs/calendar';
import type { AuditPlan, Scopes, TeamFacts } from './types.ts';

export interface PlannedAudit extends AuditPlan {
  /** The audit's record once it was opened. */
  readonly audit: string | null;
  readonly opened: LocalDate | null;
  /** Why it is not held; null: it is. */
  readonly dropped: string | null;
}

export interface Programme {
  readonly status: 'drafted' | 'approved' | 'running' | 'closed';
  readonly year: number;
  readonly title: string;
  readonly owner: string;
  /** Every procedure in force and every unit, as they were last read. */
  readonly scopes: Scopes;
  readonly audits: readonly PlannedAudit[];
  readonly approveBy: LocalDate;
  readonly approved: LocalDate | null;
  readonly closed: LocalDate | null;
}

export type ProgrammeCommand =
  | {
      readonly type: 'draft';
      readonly year: number;
      readonly title: string;
      readonly owner: string;
      readonly scopes: Scopes;
    }
  | ({ readonly type: 'plan'; readonly facts: TeamFacts } & AuditPlan)
  | { readonly type: 'drop'; readonly entry: number; readonly reason: string }
  /** Procedures and units are read again. */
  | { readonly type: 'refresh'; readonly scopes: Scopes }
  | { readonly type: 'approve'; readonly note: string }
  | { readonly type: 'note-opened'; readonly entry: number; readonly audit: string }
  /** `open`: titles of audits that are not closed yet. */
  | { readonly type: 'close'; readonly note: string; readonly open: readonly string[] };

export type ProgrammeEvent =
  | {
      readonly type: 'ProgrammeDrafted';
      readonly year: number;
      readonly title: string;
      readonly owner: string;
      readonly scopes: Scopes;
      readonly approveBy: LocalDate;
    }
  | ({ readonly type: 'AuditPlanned' } & AuditPlan)
  | { readonly type: 'AuditDropped'; readonly entry: number; readonly reason: string }
  | { readonly type: 'ScopesRead'; readonly scopes: Scopes }
  | { readonly type: 'ProgrammeApproved'; readonly on: LocalDate; readonly note: string }
  | {
      readonly type: 'PlannedAuditOpened';
      readonly on: LocalDate;
      readonly entry: number;
      readonly audit: string;
    }
  | { readonly type: 'ProgrammeClosed'; readonly on: LocalDate; readonly note: string };
