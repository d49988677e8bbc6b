/** Internal audit (TCVN ISO 9001:2015, 9.2): the year's programme, and the audits it is shared out to. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { EvidenceFile } from '#libs/nonconformity/corrective-action';

/** A procedure in force, or a unit: what a year's audits must cover. */
export interface ProcedureScope {
  readonly code: string;
  readonly edition: number;
  readonly title: string;
}
export interface UnitScope {
  readonly id: string;
  readonly name: string;
}
export interface Scopes {
  readonly procedures: readonly ProcedureScope[];
  readonly units: readonly UnitScope[];
}

/** What an audit is about, who does it, and when. */
export interface AuditPlan {
  readonly title: string;
  /** Codes. */
  readonly procedures: readonly string[];
  /** Ids. */
  readonly units: readonly string[];
  /** The days on which it is held, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Dossiers received on these days are audited, both included. */
  readonly covers: { readonly from: LocalDate; readonly to: LocalDate };
  readonly lead: string;
  /** The others. */
  readonly team: readonly string[];
}

/** Own work that somebody would audit: steps done of a procedure, or the unit they work in. Read from the events. */
export interface Conflict {
  readonly officer: string;
  readonly name: string;
  readonly procedure: string | null;
  readonly unit: string | null;
  /** Steps done of the procedure in the period. */
  readonly steps: number;
  /** One of the dossiers. */
  readonly dossier: string | null;
}

/** Named in the team without the qualification on record that holds on the day. */
export interface Unqualified {
  readonly officer: string;
  readonly name: string;
  readonly why: 'never' | 'not-yet' | 'expired' | 'withdrawn';
}

/** Facts of a team, read where lists are read. */
export interface TeamFacts {
  readonly conflicts: readonly Conflict[];
  readonly unqualified: readonly Unqualified[];
}

/** A question of the checklist, as it is put on the day. */
export interface Line {
  readonly id: string;
  /** Of TCVN ISO 9001:2015. */
  readonly clause: string;
  readonly vi: string;
  readonly en: string;
  readonly procedure: string | null;
  readonly step: string | null;
  readonly unit: string | null;
}

/** What one procedure's dossiers were when the sample was drawn, and what was drawn of them. */
export interface Draw {
  readonly procedure: string;
  readonly population: number;
  /** SHA-256 of the population's ids in order, hexadecimal: who draws again sees that it is the same. */
  readonly digest: string;
  readonly dossiers: readonly string[];
}

export interface Sample {
  readonly seed: string;
  /** What was known then is the population. */
  readonly asOf: Instant;
  readonly draws: readonly Draw[];
}

export const VERDICTS = ['conforms', 'observation', 'nonconformity', 'not-applicable'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Answered {
  readonly line: string;
  readonly verdict: Verdict;
  /** Of a nonconformity. */
  readonly severity: 'major' | 'minor' | null;
  /** What was seen. */
  readonly evidence: string;
  readonly dossier: string | null;
  /** The dossier's event that shows it. */
  readonly event: number | null;
  readonly files: readonly EvidenceFile[];
}

export interface Answer extends Answered {
  readonly by: string;
  readonly at: Instant;
}

export const STAGES = ['preparation', 'opening', 'report', 'approval', 'follow-up'] as const;
export type StageName = (typeof STAGES)[number];

/** A stretch of the audit that somebody owes by a day. */
export interface Stage {
  readonly name: StageName;
  /** How often it has been come to: a report that is sent back is owed again. */
  readonly nth: number;
  readonly due: LocalDate;
  /** Those above are told then. */
  readonly escalateOn: LocalDate;
  readonly done: LocalDate | null;
  readonly escalated: boolean;
}

export type Opens = Pick<Stage, 'name' | 'due' | 'escalateOn'>;

export interface Report {
  readonly on: LocalDate;
  readonly conclusion: string;
  readonly strengths: string;
  /** Who was at the closing meeting. */
  readonly meeting: string;
  /** Of the team's own work up to the report: empty when they were independent. */
  readonly conflicts: readonly Conflict[];
}

export interface Audit extends AuditPlan {
  readonly status: 'planned' | 'prepared' | 'on-the-spot' | 'reported' | 'follow-up' | 'closed' | 'cancelled';
  /** The programme's record, and the place in its list. */
  readonly programme: string;
  readonly entry: number;
  readonly checklist: { readonly code: string; readonly edition: number } | null;
  readonly lines: readonly Line[];
  readonly sample: Sample | null;
  /** By line. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly report: Report | null;
  readonly approved: { readonly on: LocalDate; readonly by: string } | null;
  /** The nonconformity that came of a line. */
  readonly findings: Readonly<Record<string, string>>;
  readonly stages: readonly Stage[];
  readonly began: LocalDate | null;
}

/** What the lead or the team asks for is completed by facts before it is decided. */
export type AuditCommand =
  | ({
      readonly type: 'open';
      readonly programme: string;
      readonly entry: number;
      readonly facts: TeamFacts;
    } & AuditPlan)
  | {
      readonly type: 'staff';
      readonly lead: string;
      readonly team: readonly string[];
      readonly reason: string;
      readonly facts: TeamFacts;
    }
  | { readonly type: 'move'; readonly from: LocalDate; readonly to: LocalDate; readonly reason: string }
  | {
      readonly type: 'prepare';
      readonly checklist: { readonly code: string; readonly edition: number };
      readonly lines: readonly Line[];
      readonly sample: Sample;
      readonly facts: TeamFacts;
    }
  | { readonly type: 'begin'; readonly note: string }
  | ({ readonly type: 'answer' } & Answered)
  | ({
      readonly type: 'report';
      readonly facts: TeamFacts;
    } & Pick<Report, 'conclusion' | 'strengths' | 'meeting'>)
  | { readonly type: 'approve'; readonly note: string }
  | { readonly type: 'send-back'; readonly reason: string }
  | { readonly type: 'link'; readonly line: string; readonly nonconformity: string }
  /** `open`: nonconformities of it that are not closed yet, by code. */
  | { readonly type: 'close'; readonly note: string; readonly open: readonly string[] }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'escalate' };

export type AuditEvent =
  | ({
      readonly type: 'AuditOpened';
      readonly programme: string;
      readonly entry: number;
      readonly opens: Opens;
    } & AuditPlan)
  | {
      readonly type: 'AuditStaffed';
      readonly lead: string;
      readonly team: readonly string[];
      readonly reason: string;
    }
  | {
      readonly type: 'AuditMoved';
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly reason: string;
      readonly opens: Opens;
    }
  | {
      readonly type: 'AuditPrepared';
      readonly on: LocalDate;
      readonly checklist: { readonly code: string; readonly edition: number };
      readonly lines: readonly Line[];
      readonly sample: Sample;
      readonly opens: Opens;
    }
  | {
      readonly type: 'AuditBegun';
      readonly on: LocalDate;
      readonly note: string;
      readonly opens: Opens;
    }
  | ({ readonly type: 'LineAnswered' } & Answered)
  | ({ readonly type: 'AuditReported'; readonly opens: Opens } & Report)
  | {
      readonly type: 'ReportApproved';
      readonly on: LocalDate;
      readonly note: string;
      readonly opens: Opens;
    }
  | {
      readonly type: 'ReportSentBack';
      readonly on: LocalDate;
      readonly reason: string;
      readonly opens: Opens;
    }
  | { readonly type: 'FindingRaised'; readonly line: string; readonly nonconformity: string }
  | { readonly type: 'AuditClosed'; readonly on: LocalDate; readonly note: string }
  | { readonly type: 'AuditCancelled'; readonly on: LocalDate; readonly reason: string }
  | { readonly type: 'AuditEscalated'; readonly stage: StageName; readonly due: LocalDate };
