/** The life of a procedure's edition, by the same way as a dossier's: load, decide, append. */
import type { UsedAuthority } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { canonicalJson } from '#libs/ledger';
import type { Json, Ledger, Position, RecordedEvent } from '#libs/ledger';
import { decideEdition, foldEdition } from '#libs/procedure';
import type {
  EditionCommand,
  EditionEvent,
  EditionRefusal,
  EditionState,
  ProcedureCode,
} from '#libs/procedure';
import { v5 } from 'uuid';

export const EDITION = 'edition';
const EDITIONS = '0d6f3a64-6f0f-5b7e-8a52-2a4c1be0b8d1';
const SCHEMA_VERSION = 1;
const MAX_ATTEMPTS = 5;

export interface EditionRequest {
  readonly code: ProcedureCode;
  readonly edition: number;
  readonly command: EditionCommand;
  readonly by: UsedAuthority;
  readonly commandId: string;
  readonly requestHash: Buffer;
}

export type EditionOutcome =
  | {
      readonly kind: 'recorded' | 'repeated';
      readonly stream: string;
      readonly state: EditionState;
      readonly position: Position;
    }
  | { readonly kind: 'refused'; readonly refusal: EditionRefusal }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'busy' };

export interface EditionCommands {
  execute(request: EditionRequest): Promise<EditionOutcome>;
  load(code: ProcedureCode, edition: number): Promise<EditionState>;
}

/** One stream an edition, found by its name. */
export const editionStream = (code: ProcedureCode, edition: number): string =>
  v5(canonicalJson([code, edition]), EDITIONS);

export function editionEventOf(recorded: Pick<RecordedEvent, 'type' | 'body'>): EditionEvent {
  return { type: recorded.type, ...(recorded.body as object) } as EditionEvent;
}

export function createEditionCommands(ledger: Ledger, now: () => Instant): EditionCommands {
  async function execute(request: EditionRequest): Promise<EditionOutcome> {
    const stream = editionStream(request.code, request.edition);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const { events, command } = await ledger.loadForCommand(stream, request.commandId);
      if (command) {
        if (command.requestHash !== request.requestHash.toString('hex')) return { kind: 'other-request' };
        const until = events.filter((event) => event.version <= command.to);
        const state = foldEdition(until.map(editionEventOf));
        return { kind: 'repeated', stream, state, position: until.at(-1)!.position };
      }
      const past = events.map(editionEventOf);
      const decision = decideEdition(foldEdition(past), request.command, {
        now: now(),
        actor: request.by.id,
      });
      if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
      const result = await ledger.append({
        streamId: stream,
        kind: EDITION,
        expectedVersion: events.length,
        commandId: request.commandId,
        requestHash: request.requestHash,
        events: decision.events.map(({ type, ...body }) => ({
          type,
          schemaVersion: SCHEMA_VERSION,
          occurredAt: body.at,
          actorRef: request.by,
          body: body as unknown as Json,
        })),
      });
      if (result.status === 'recorded' || result.status === 'repeated') {
        const state = foldEdition([...past, ...decision.events]);
        return { kind: result.status, stream, state, position: result.position };
      }
      if (result.status === 'other-request') return { kind: 'other-request' };
    }
    return { kind: 'busy' };
  }

  async function load(code: ProcedureCode, edition: number): Promise<EditionState> {
    return foldEdition((await ledger.load(editionStream(code, edition))).map(editionEventOf));
  }

  return { execute, load };
}
