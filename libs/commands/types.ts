/** What the command side needs from others, and what it answers. */
import type { Actor } from '#libs/access';
import type { CalendarData, Instant, LocalDate, WorkCalendar } from '#libs/calendar';
import type { DossierCommand, DossierState, Placement, Refusal } from '#libs/dossier';
import type { Ledger, Position } from '#libs/ledger';
import type { Edition, ProcedureCode } from '#libs/procedure';
import type { Pool } from 'pg';
import type { Secrets } from './secrets.ts';

/** Published editions: an edition never changes once it is in force, so it can be kept in memory. */
export interface Editions {
  /** Undefined: there is no such edition. */
  edition(code: ProcedureCode, edition: number): Promise<Edition | undefined>;
  inForce(code: ProcedureCode, on: LocalDate): Promise<Edition | undefined>;
}

/** Calendar data by version, and each agency's own office hours. */
export interface Calendars {
  current(): CalendarData;
  version(version: string): Promise<CalendarData>;
  calendarOf(data: CalendarData, agency: string): WorkCalendar;
}

/** Who does which part of a procedure at an agency; undefined: the agency does not handle it. */
export interface Placements {
  placementsOf(
    procedure: ProcedureCode,
    agency: string,
    at: Instant,
  ): Readonly<Record<string, Placement>> | undefined;
  /** The prefix of the agency's dossier codes, e.g. `H99.12`. */
  codePrefixOf(agency: string): string;
}

/** Whom the dossier is about. Goes to the ledger as ciphertext only. */
export interface Applicant {
  readonly name: string;
  readonly idNumber: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly address?: string | undefined;
  readonly proxy?: string | undefined;
}

/** What the caller asks; the service completes it with what it reads (code, calendar, edition). */
export interface CommandRequest {
  /** Absent for a dossier that the command opens. */
  readonly dossier?: string;
  readonly command: DossierCommand | OpeningCommand;
  /** For `change-edition`: the number of the edition to move to. */
  readonly toEdition?: number;
  readonly actor: Actor;
  /** May the one who asks know of the dossier at all? Asked before anything is decided. */
  readonly sees?: (state: DossierState) => boolean;
  /** UUIDv5(account, idempotency key): `commandIdOf`. */
  readonly commandId: string;
  /** Over everything that was asked: `requestHashOf`. */
  readonly requestHash: Buffer;
}

/** A command that opens a dossier, without what the service itself provides. */
export type OpeningCommand =
  | (Opening<'submit'> & { readonly documents: DocumentsOf<'submit'> })
  | (Opening<'receive'> & { readonly documents: DocumentsOf<'receive'> })
  | (Opening<'request-completion'> & {
      readonly documents: DocumentsOf<'request-completion'>;
      readonly items: readonly string[];
      readonly reason: string;
    })
  | (Opening<'refuse'> & { readonly reason: string });

type OpeningType = 'submit' | 'receive' | 'request-completion' | 'refuse';
type DocumentsOf<Type extends Exclude<OpeningType, 'refuse'>> = Extract<
  DossierCommand,
  { type: Type }
>['documents'];

interface Opening<Type extends OpeningType> {
  readonly type: Type;
  readonly opens: { readonly procedure: ProcedureCode; readonly agency: string };
  readonly channel: 'counter' | 'online' | 'postal';
  readonly applicant: Applicant;
}

export type CommandOutcome =
  | {
      readonly kind: 'recorded' | 'repeated';
      readonly dossier: string;
      /** As it stood right after the command, also when it is a repetition. */
      readonly state: DossierState;
      readonly position: Position;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The idempotency key was used for another request. */
  | { readonly kind: 'other-request' }
  | { readonly kind: 'unknown-procedure'; readonly procedure: string; readonly agency: string }
  | { readonly kind: 'unknown-dossier' }
  | { readonly kind: 'unseen-dossier' }
  /** The applicant's personal data were erased: nothing more can be recorded about them. */
  | { readonly kind: 'applicant-erased' }
  /** Others kept winning; safe to send again. */
  | { readonly kind: 'busy' };

/** What the command side works with. */
export interface CommandParts {
  readonly ledger: Ledger;
  readonly pool: Pool;
  readonly editions: Editions;
  readonly calendars: Calendars;
  readonly placements: Placements;
  readonly secrets: Secrets;
  /** Makes sure that what the placements and calendars answer from is fresh; usually without a query. */
  readonly refresh: () => Promise<unknown>;
  readonly now: () => Instant;
}
