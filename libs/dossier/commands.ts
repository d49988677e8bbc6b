/** What can be asked of a dossier. `now`, ids and authorities arrive with the command; the core reads no clock. */
import type { Actor, Authorities, UsedAuthority } from '#libs/access';
import type { CalendarRefusal, Instant, WorkCalendar } from '#libs/calendar';
import type { Edition, StepNo } from '#libs/procedure';
import type { Channel, DossierEvent, FileRef, Placement, SubmittedDocument } from './events.ts';

export type DossierCommand =
  | {
      readonly type: 'submit';
      readonly channel: Channel;
      readonly documents: readonly SubmittedDocument[];
      readonly lookupHash: string;
    }
  | {
      readonly type: 'receive';
      readonly code: string;
      readonly channel: Channel;
      readonly documents: readonly SubmittedDocument[];
      readonly lookupHash: string;
    }
  | { readonly type: 'refuse'; readonly reason: string; readonly channel: Channel }
  /** Before the receipt: what lacks, in words for the applicant. */
  | {
      readonly type: 'request-completion';
      readonly channel: Channel;
      readonly documents: readonly SubmittedDocument[];
      readonly lookupHash: string;
      readonly items: readonly string[];
      readonly reason: string;
    }
  | {
      readonly type: 'assign';
      readonly step: StepNo;
      readonly assignee: Authorities;
      readonly reason?: string;
    }
  | { readonly type: 'claim'; readonly step: StepNo }
  | { readonly type: 'unclaim'; readonly step: StepNo }
  /** Takes the step from whoever has it. */
  | {
      readonly type: 'reassign';
      readonly step: StepNo;
      readonly assignee: Authorities;
      readonly reason: string;
    }
  /** Gives the step to somebody who stands in for its officer by a valid substitution. */
  | {
      readonly type: 'substitute';
      readonly step: StepNo;
      readonly assignee: Authorities;
      readonly reason: string;
    }
  | {
      readonly type: 'complete';
      readonly step: StepNo;
      readonly outcome: string;
      readonly forms: readonly string[];
      readonly results: readonly string[];
      readonly files: readonly FileRef[];
      readonly note?: string;
      readonly result?: { readonly number: string; readonly positive: boolean };
    }
  | { readonly type: 'return'; readonly step: StepNo; readonly to: StepNo; readonly reason: string }
  | {
      readonly type: 'request-supplement';
      readonly step: StepNo;
      readonly items: readonly string[];
      readonly reason: string;
    }
  | { readonly type: 'receive-supplement'; readonly documents: readonly SubmittedDocument[] }
  | {
      readonly type: 'request-payment';
      readonly step: StepNo;
      readonly amountVnd: number;
      readonly what: string;
    }
  | { readonly type: 'confirm-payment'; readonly reference: string }
  | {
      readonly type: 'consult';
      readonly step: StepNo;
      readonly agency: string;
      readonly question: string;
      readonly answerBy?: Instant;
    }
  | {
      readonly type: 'answer-consultation';
      readonly agency: string;
      readonly answer: string;
      readonly files: readonly FileRef[];
    }
  /** Extends with apology (rules.md OS-03, OS-04). */
  | { readonly type: 'extend'; readonly to: Instant; readonly reason: string }
  | { readonly type: 'withdraw'; readonly reason: string }
  | { readonly type: 'stop'; readonly reason: string }
  | {
      readonly type: 'issue-result';
      readonly step: StepNo;
      readonly number: string;
      readonly positive: boolean;
      readonly files: readonly FileRef[];
    }
  | {
      readonly type: 'hand-over';
      readonly channel: Channel;
      readonly receivedBy: 'applicant' | 'proxy' | 'post';
    }
  | { readonly type: 'annul'; readonly commandId: string; readonly reason: string }
  | {
      readonly type: 'change-edition';
      readonly reason: string;
      readonly steps: Readonly<Record<StepNo, StepNo>>;
    }
  | { readonly type: 'recount' }
  | {
      readonly type: 'warn-step' | 'mark-step-overdue' | 'expire-applicant-step';
      readonly step: StepNo;
      readonly run: number;
    }
  | { readonly type: 'warn-dossier' | 'mark-dossier-overdue' }
  | { readonly type: 'expire-supplement'; readonly request: number };

export type CommandType = DossierCommand['type'];

/** What `decide` may see beside the state and the command. */
export interface DecideContext {
  readonly now: Instant;
  readonly actor: Actor;
  /** The pinned edition; before the receipt the one in force; for `change-edition` the current one. */
  readonly edition: Edition;
  /** For `change-edition`: the edition to move to. */
  readonly toEdition?: Edition;
  /** Office hours differ per agency: each part counts by its own agency's. */
  readonly calendarOf: (agency: string) => WorkCalendar;
  /** Before the receipt and for `change-edition`: who does which part. */
  readonly placements: Readonly<Record<string, Placement>>;
  readonly dossier: string;
  /** The command being decided; kept in the undo record. */
  readonly commandId: string;
}

/** One event as decided: its authority, and when it happened (a clock's event: the due moment). */
export type Decided = DossierEvent & { readonly occurredAt: Instant; readonly by: UsedAuthority };

export type RefusalCode =
  | 'not-found'
  | 'already-exists'
  | 'not-open'
  | 'step-not-open'
  | 'step-not-yours'
  | 'step-unassigned'
  | 'step-taken'
  | 'role-missing'
  | 'substitution-invalid'
  | 'unknown-outcome'
  | 'form-missing'
  | 'result-missing'
  | 'document-missing'
  | 'cannot-return-there'
  | 'waiting'
  | 'not-waiting'
  | 'supplement-already-requested'
  | 'extension-not-allowed'
  | 'extension-limit'
  | 'extension-not-later'
  | 'result-not-issued'
  | 'result-already-issued'
  | 'not-approved'
  | 'same-person'
  | 'nothing-to-annul'
  | 'annul-too-late'
  | 'edition-mismatch'
  | 'edition-not-in-force'
  | 'hand-over-instead'
  | 'placement-missing'
  | 'not-due'
  | 'nothing-changed'
  | 'back-dated'
  | 'bad-input'
  | CalendarRefusal['code'];

/** A refusal is a value: a stable code, the state it was refused in, and who or what is allowed now. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly status: string;
  readonly step?: StepNo;
  /** Actions the actor may take now. */
  readonly allowed: readonly AllowedAction[];
  /** Who has it: an officer, or the role and unit that may claim it. */
  readonly holder?: { readonly officer?: string; readonly role?: string; readonly unit?: string };
}

/** One action that is allowed now to the one who asks; the portal shows these and no others. */
export interface AllowedAction {
  readonly action: CommandType;
  readonly step?: StepNo;
  /** For `complete`: the outcomes; for `return`: the steps. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly forms?: readonly string[];
  readonly results?: readonly string[];
}

export type Decision =
  | { readonly ok: true; readonly events: readonly Decided[] }
  | { readonly ok: false; readonly refusal: Refusal };
