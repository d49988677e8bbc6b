/** Competence (TCVN ISO 9001:2015, 7.2): a year's plan of training, its sessions, and who is qualified for what since when. */
import type { LocalDate } from '#libs/calendar';

/** What a qualification lets its holder do in the quality system. */
export const QUALIFICATIONS = ['internal-audit', 'scoring'] as const;
export type Qualification = (typeof QUALIFICATIONS)[number];

/** A file by its hash; its name is what its owner called it. */
export interface Certificate {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export const RESULTS = ['passed', 'failed', 'not-tested'] as const;

export interface Attendance {
  readonly officer: string;
  readonly attended: boolean;
  readonly result: (typeof RESULTS)[number];
}

export interface PlannedSession {
  readonly topic: string;
  /** What those who attended can do afterwards. */
  readonly goal: string;
  /** What passing it qualifies for; null: nothing on record. */
  readonly qualifies: Qualification | null;
  readonly on: LocalDate;
  readonly trainer: string;
  /** Officers expected. */
  readonly people: readonly string[];
}

export interface Session extends PlannedSession {
  readonly state: 'planned' | 'held' | 'cancelled';
  /** The day on which it was held or cancelled. */
  readonly done: LocalDate | null;
  readonly attendance: readonly Attendance[];
  readonly note: string;
  readonly files: readonly Certificate[];
}

/** Officer, what for, and the days from which and to which it holds, both included. */
export interface Granted {
  readonly officer: string;
  readonly what: Qualification;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface Held extends Granted {
  /** `appointed`: by the leader with a reason, where nobody was trained yet. */
  readonly basis: 'session' | 'certificate' | 'appointed';
  /** Of the plan that keeps it. */
  readonly session: number | null;
  readonly certificate: Certificate | null;
  readonly reason: string;
  readonly by: string;
  readonly withdrawn: LocalDate | null;
}

export interface Training {
  readonly status: 'drafted' | 'approved' | 'closed';
  readonly year: number;
  readonly title: string;
  readonly owner: string;
  /** By when a leader has decided on it. */
  readonly approveBy: LocalDate;
  readonly approved: LocalDate | null;
  readonly sessions: readonly Session[];
  readonly qualifications: readonly Held[];
}

export type TrainingCommand =
  | { readonly type: 'open'; readonly year: number; readonly title: string; readonly owner: string }
  | ({ readonly type: 'plan-session' } & PlannedSession)
  | { readonly type: 'approve'; readonly note: string }
  | {
      readonly type: 'hold';
      readonly session: number;
      readonly on: LocalDate;
      readonly attendance: readonly Attendance[];
      readonly note: string;
      readonly files: readonly Certificate[];
    }
  | { readonly type: 'cancel-session'; readonly session: number; readonly reason: string }
  | ({
      readonly type: 'qualify';
      readonly session: number | null;
      readonly certificate: Certificate | null;
      readonly reason: string;
    } & Granted)
  | ({ readonly type: 'appoint'; readonly reason: string } & Granted)
  | { readonly type: 'withdraw'; readonly qualification: number; readonly reason: string }
  | { readonly type: 'close'; readonly note: string };

export type TrainingEvent =
  | {
      readonly type: 'TrainingPlanned';
      readonly year: number;
      readonly title: string;
      readonly owner: string;
      readonly approveBy: LocalDate;
    }
  | ({ readonly type: 'SessionPlanned' } & PlannedSession)
  | { readonly type: 'TrainingApproved'; readonly on: LocalDate; readonly note: string }
  | {
      readonly type: 'SessionHeld';
      readonly session: number;
      readonly on: LocalDate;
      readonly attendance: readonly Attendance[];
      readonly note: string;
      readonly files: readonly Certificate[];
    }
  | {
      readonly type: 'SessionCancelled';
      readonly session: number;
      readonly on: LocalDate;
      readonly reason: string;
    }
  | ({
      readonly type: 'QualificationGranted';
      readonly basis: Held['basis'];
      readonly session: number | null;
      readonly certificate: Certificate | null;
      readonly reason: string;
    } & Granted)
  | {
      readonly type: 'QualificationWithdrawn';
      readonly qualification: number;
      readonly on: LocalDate;
      readonly reason: string;
    }
  | { readonly type: 'TrainingClosed'; readonly on: LocalDate; readonly note: string };
