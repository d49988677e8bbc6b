/**
 * Load, decide, append, and again when another writer was first. The only caller of append, bulk loading apart.
 * Two round trips to PostgreSQL: what was recorded since, and the append; one for a dossier lately seen here.
 */
import type { Instant } from '#libs/calendar';
import { decide, fold, initialState } from '#libs/dossier';
import type { Decided, DossierState, RecordedDossierEvent } from '#libs/dossier';
import type { RecordedCommand, RecordedEvent } from '#libs/ledger';
import { eventIdOf, newStreamId } from '#libs/ledger';
import { fromRecorded, toNewEvent } from './codec.ts';
import { contextOf, prepare } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { StateCache } from './state-cache.ts';
import type { CommandOutcome, CommandParts, CommandRequest } from './types.ts';

export const DOSSIER = 'dossier';
/** Two people on one dossier at the same moment are rare, ten a sign that something loops. */
const MAX_ATTEMPTS = 10;

export interface Commands {
  execute(request: CommandRequest): Promise<CommandOutcome>;
  /** The state as the ledger has it now; undefined: no such dossier. */
  load(dossier: string): Promise<DossierState | undefined>;
}

interface Held {
  readonly state: DossierState;
  /** The applicant's key, from the event that opened the dossier. */
  readonly subject: string | undefined;
}

export function createCommands(parts: CommandParts): Commands {
  const cache = new StateCache<Held>();

  async function execute(request: CommandRequest): Promise<CommandOutcome> {
    const dossier = request.dossier ?? newStreamId(Date.parse(parts.now()));
    await parts.refresh();
    const hopeful = await attemptOnCached(dossier, request);
    if (hopeful) return hopeful;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const { held, command } = await latest(dossier, request.commandId);
      if (command) return repetition(request, command);
      if (held.state.status === 'none' && request.dossier !== undefined) return { kind: 'unknown-dossier' };
      const outcome = await attemptOn(held, dossier, request);
      if (outcome !== 'conflict') return outcome;
    }
    return { kind: 'busy' };
  }

  /**
   * One round trip instead of two, when the dossier was seen here lately: what is decided on an older state is a
   * conflict for the ledger, and a repeated command is known to it. Anything but success is decided again on the latest.
   */
  async function attemptOnCached(
    dossier: string,
    request: CommandRequest,
  ): Promise<CommandOutcome | undefined> {
    const held = cache.get(dossier);
    const outcome = held && (await attemptOn(held, dossier, request));
    return outcome !== undefined && outcome !== 'conflict' && 'state' in outcome ? outcome : undefined;
  }

  async function attemptOn(
    held: Held,
    dossier: string,
    request: CommandRequest,
  ): Promise<CommandOutcome | 'conflict'> {
    if (request.sees?.(held.state) === false) return { kind: 'unseen-dossier' };
    const ready = await prepare(parts, dossier, request, held.state);
    if (ready.kind === 'impossible') return ready.outcome;
    const decision = decide(held.state, ready.command, contextOf(parts, dossier, request, ready));
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
    return record(dossier, request, ready, held, decision.events);
  }

  /** Where the dossier stands now; reads only what was recorded since it was last seen here. */
  async function latest(
    dossier: string,
    commandId: string,
  ): Promise<{ held: Held; command?: RecordedCommand }> {
    const known = cache.get(dossier);
    const from = versionOf(known?.state) + 1;
    const { events, command } = await parts.ledger.loadForCommand(dossier, commandId, from);
    const held = heldAfter(known, events);
    if (events.length > 0) cache.put(dossier, held);
    return command ? { held, command } : { held };
  }

  async function record(
    dossier: string,
    request: CommandRequest,
    ready: Extract<Prepared, { kind: 'ready' }>,
    held: Held,
    events: readonly Decided[],
  ): Promise<CommandOutcome | 'conflict'> {
    const subject = held.subject ?? ready.subject;
    if (subject === undefined) throw new Error(`dossier ${dossier} has no applicant's key`);
    const version = versionOf(held.state);
    const result = await parts.ledger.append({
      streamId: dossier,
      kind: DOSSIER,
      expectedVersion: version,
      commandId: request.commandId,
      requestHash: request.requestHash,
      events: events.map((event, index) =>
        toNewEvent(event, subject, index === 0 ? ready.applicant : undefined),
      ),
    });
    switch (result.status) {
      case 'recorded': {
        const recorded = events.map((event, index) =>
          asRecorded(event, { dossier, version: version + index + 1, index, request, at: result.recordedAt }),
        );
        const after = { state: fold(recorded, held.state), subject };
        cache.put(dossier, after);
        return { kind: 'recorded', dossier, state: after.state, position: result.position };
      }
      case 'repeated':
        return asItStood(result.streamId, result.to);
      case 'conflict':
        return 'conflict';
      case 'other-request':
        return { kind: 'other-request' };
      case 'subject-erased':
        return { kind: 'applicant-erased' };
      default:
        return result satisfies never;
    }
  }

  async function repetition(request: CommandRequest, command: RecordedCommand): Promise<CommandOutcome> {
    if (command.requestHash !== request.requestHash.toString('hex')) return { kind: 'other-request' };
    return asItStood(command.streamId, command.to);
  }

  async function asItStood(dossier: string, version: number): Promise<CommandOutcome> {
    const events = await parts.ledger.load(dossier, { to: version });
    const last = events.at(-1);
    if (last === undefined) throw new Error(`a command of dossier ${dossier} is without its events`);
    return { kind: 'repeated', dossier, state: fold(events.map(fromRecorded)), position: last.position };
  }

  async function load(dossier: string): Promise<DossierState | undefined> {
    const events = await parts.ledger.load(dossier);
    return events.length === 0 ? undefined : fold(events.map(fromRecorded));
  }

  return { execute, load };
}

const versionOf = (state: DossierState | undefined): number =>
  state === undefined || state.status === 'none' ? 0 : state.version;

function heldAfter(known: Held | undefined, events: readonly RecordedEvent[]): Held {
  return {
    state: fold(events.map(fromRecorded), known?.state ?? initialState),
    subject: known?.subject ?? events.find((event) => event.piiSubject !== undefined)?.piiSubject,
  };
}

/** What the ledger made of a decided event, without asking it again. */
function asRecorded(
  event: Decided,
  known: { dossier: string; version: number; index: number; request: CommandRequest; at: Instant },
): RecordedDossierEvent {
  const { dossier, version, index, request, at } = known;
  const { commandId } = request;
  return {
    ...event,
    dossier,
    version,
    commandId,
    eventId: eventIdOf(dossier, commandId, index),
    recordedAt: at,
  };
}
