/** What a decision needs beside the state: the edition, the calendars, who does which part, a code for a new dossier. */
import { dateOf } from '#libs/calendar';
import type { CalendarData } from '#libs/calendar';
import type { DecideContext, DossierCommand, DossierState, Placement } from '#libs/dossier';
import type { Edition } from '#libs/procedure';
import { nextCode } from './codes.ts';
import { lookupHashOf } from './secrets.ts';
import type { Applicant, CommandOutcome, CommandParts, CommandRequest, OpeningCommand } from './types.ts';

export type Prepared =
  | {
      readonly kind: 'ready';
      readonly command: DossierCommand;
      readonly edition: Edition;
      readonly toEdition?: Edition;
      readonly calendar: CalendarData;
      readonly placements: Readonly<Record<string, Placement>>;
      readonly subject?: string;
      readonly applicant?: Applicant;
    }
  | { readonly kind: 'impossible'; readonly outcome: CommandOutcome };

/** Read once for a command: none of it depends on the dossier's version. */
export async function prepare(
  parts: CommandParts,
  dossier: string,
  request: CommandRequest,
  state: DossierState,
): Promise<Prepared> {
  const { command } = request;
  if ('opens' in command) return prepareOpening(parts, dossier, command);
  if (state.status === 'submitted') return prepareSubmitted(parts, dossier, command, state);
  if (!('pinned' in state)) return impossible({ kind: 'unknown-dossier' });
  const { procedure, edition: number, calendarVersion, placements } = state.pinned;
  const edition = await parts.editions.edition(procedure, number);
  if (edition === undefined) throw new Error(`${procedure} edition ${number} is pinned but not known`);
  const calendar =
    command.type === 'recount' ? parts.calendars.current() : await parts.calendars.version(calendarVersion);
  const ready = { kind: 'ready', command, edition, calendar, placements } as const;
  if (command.type !== 'change-edition') return ready;
  const toEdition = await parts.editions.edition(procedure, request.toEdition ?? 0);
  if (toEdition === undefined) return impossible(unknownProcedure(procedure, state.agency));
  const now = parts.placements.placementsOf(procedure, state.agency, parts.now());
  return { ...ready, toEdition, placements: now ?? placements };
}

async function prepareOpening(
  parts: CommandParts,
  dossier: string,
  command: OpeningCommand,
): Promise<Prepared> {
  const { procedure, agency } = command.opens;
  const placed = await placedAt(parts, procedure, agency);
  if (placed === undefined) return impossible(unknownProcedure(procedure, agency));
  const subject = parts.secrets.subjectOf(command.applicant.idNumber);
  const { applicant } = command;
  const about = { kind: 'ready', ...placed, subject, applicant } as const;
  const lookupHash = lookupHashOf(parts.secrets.lookupSecretOf(dossier));
  switch (command.type) {
    case 'submit':
      return {
        ...about,
        command: { type: 'submit', channel: command.channel, documents: command.documents, lookupHash },
      };
    case 'receive': {
      const code = await codeAt(parts, agency);
      return {
        ...about,
        command: {
          type: 'receive',
          code,
          channel: command.channel,
          documents: command.documents,
          lookupHash,
        },
      };
    }
    case 'request-completion': {
      const { channel, documents, items, reason } = command;
      return {
        ...about,
        command: { type: 'request-completion', channel, documents, items, reason, lookupHash },
      };
    }
    case 'refuse':
      return { ...about, command: { type: 'refuse', reason: command.reason, channel: command.channel } };
    default:
      return command satisfies never;
  }
}

/** A dossier that came online is received, or refused, at the counter of the agency it was sent to. */
async function prepareSubmitted(
  parts: CommandParts,
  dossier: string,
  command: Exclude<CommandRequest['command'], OpeningCommand>,
  state: Extract<DossierState, { status: 'submitted' }>,
): Promise<Prepared> {
  const placed = await placedAt(parts, state.procedure, state.agency);
  if (placed === undefined) return impossible(unknownProcedure(state.procedure, state.agency));
  if (command.type === 'request-completion') {
    const { channel, lookupHash } = state;
    return { kind: 'ready', ...placed, command: { ...command, channel, lookupHash } };
  }
  if (command.type !== 'receive') return { kind: 'ready', ...placed, command };
  const code = await codeAt(parts, state.agency);
  const lookupHash = lookupHashOf(parts.secrets.lookupSecretOf(dossier));
  return { kind: 'ready', ...placed, command: { ...command, code, lookupHash, channel: state.channel } };
}

async function placedAt(parts: CommandParts, procedure: string, agency: string) {
  const now = parts.now();
  const edition = await parts.editions.inForce(procedure, dateOf(now));
  const placements = parts.placements.placementsOf(procedure, agency, now);
  if (edition === undefined || placements === undefined) return undefined;
  return { edition, placements, calendar: parts.calendars.current() };
}

const codeAt = (parts: CommandParts, agency: string): Promise<string> =>
  nextCode(parts.pool, agency, parts.placements.codePrefixOf(agency), dateOf(parts.now()));

const impossible = (outcome: CommandOutcome): Prepared => ({ kind: 'impossible', outcome });

const unknownProcedure = (procedure: string, agency: string): CommandOutcome => ({
  kind: 'unknown-procedure',
  procedure,
  agency,
});

export function contextOf(
  parts: CommandParts,
  dossier: string,
  request: CommandRequest,
  ready: Extract<Prepared, { kind: 'ready' }>,
): DecideContext {
  const { edition, toEdition, calendar, placements } = ready;
  return {
    now: parts.now(),
    actor: request.actor,
    edition,
    ...(toEdition && { toEdition }),
    calendarOf: (agency) => parts.calendars.calendarOf(calendar, agency),
    placements,
    dossier,
    commandId: request.commandId,
  };
}
