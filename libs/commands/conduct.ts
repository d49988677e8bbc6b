/** Load, decide, append, and again when another was first: what every stream but a dossier's goes through. */
import type { UsedAuthority } from '#libs/access';
import type { Instant } from '#libs/calendar';
import type { Json, Ledger, Position, RecordedEvent } from '#libs/ledger';

const SCHEMA_VERSION = 1;
/** A stream has one or two hands on it at a time; more tries mean that something loops. */
const MAX_ATTEMPTS = 5;

export interface Conducted {
  readonly by: UsedAuthority;
  readonly commandId: string;
  readonly requestHash: Buffer;
}

export interface ConductedStream<State, Event, Refusal> {
  readonly stream: string;
  readonly kind: string;
  /** Kept in each event's body, so that a reader of the ledger knows whose it is. */
  readonly names: Readonly<Record<string, string>>;
  readonly fold: (events: readonly RecordedEvent[]) => State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (state: State) => Promise<Decision<Event, Refusal>> | Decision<Event, Refusal>;
}

type Decision<Event, Refusal> =
  | {
      readonly ok: true;
      readonly events: readonly Event[];
      /** The authority that was used; absent: the request's. */
      readonly by?: UsedAuthority;
      /** When it happened; absent: now. */
      readonly at?: Instant;
    }
  | { readonly ok: false; readonly refusal: Refusal };

export type Outcome<State, Refusal> =
  | {
      readonly kind: 'recorded' | 'repeated';
      readonly stream: string;
      readonly position: Position;
      readonly state: State;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'busy' };

export async function conduct<State, Event extends { readonly type: string }, Refusal>(
  ledger: Pick<Ledger, 'loadForCommand' | 'append'>,
  now: () => Instant,
  { by, commandId, requestHash }: Conducted,
  { stream, kind, names, fold, evolve, decide }: ConductedStream<State, Event, Refusal>,
): Promise<Outcome<State, Refusal>> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const { events, command } = await ledger.loadForCommand(stream, commandId);
    if (command) {
      if (command.requestHash !== requestHash.toString('hex')) return { kind: 'other-request' };
      const until = events.filter((event) => event.version <= command.to);
      return { kind: 'repeated', stream, state: fold(until), position: until.at(-1)!.position };
    }
    const state = fold(events);
    const decision = await decide(state);
    if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
    const result = await ledger.append({
      streamId: stream,
      kind,
      expectedVersion: events.length,
      commandId,
      requestHash,
      events: decision.events.map(({ type, ...body }) => ({
        type,
        schemaVersion: SCHEMA_VERSION,
        occurredAt: decision.at ?? now(),
        actorRef: decision.by ?? by,
        body: { ...names, ...body } as unknown as Json,
      })),
    });
    if (result.status === 'recorded' || result.status === 'repeated') {
      const after = decision.events.reduce(evolve, state);
      return { kind: result.status, stream, state: after, position: result.position };
    }
    if (result.status === 'other-request') return { kind: 'other-request' };
  }
  return { kind: 'busy' };
}
