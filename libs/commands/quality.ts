/** The quality system's records, by the same way as a dossier: load, decide, append. One stream a record. */
import type { Actor } from '#libs/access';
import { dateOf, type Instant, type WorkCalendar } from '#libs/calendar';
import {
  canonicalJson,
  commandIdOf,
  requestHashOf,
  type Json,
  type Ledger,
  type RecordedEvent,
} from '#libs/ledger';
import {
  decideRecord,
  evolveRecord,
  foldRecord,
  kindOf,
  REMIND,
  type AnyCommand,
  type AnyEvent,
  type QualityKind,
  type QualityRecord,
  type RecordDecision,
  type RecordedQualityEvent,
} from '#libs/quality';
import { v5 } from 'uuid';
import { conduct, type Outcome } from './conduct.ts';

const PREFIX = 'quality-';
const STREAMS = '0e3f5d1c-64c8-5a0e-9f0a-2d3c8f6b7a15';
const CLOCK: Actor = { kind: 'clock' };

/** In the ledger a record's stream is named after its kind. */
export const qualityStreamKind = (kind: QualityKind): string => `${PREFIX}${kind}`;
/** Undefined: the stream is no record of the quality system. */
export const qualityKindOf = (streamKind: string): QualityKind | undefined =>
  streamKind.startsWith(PREFIX) ? (streamKind.slice(PREFIX.length) as QualityKind) : undefined;

/** Opened again by the same command, or under the same name, it is the same record. */
function idOf(kind: QualityKind, agency: string, { command, commandId }: Asked): string {
  const name = kindOf(kind).nameOf?.(command);
  return v5(
    canonicalJson(name === undefined ? ['opened', commandId] : ['named', kind, agency, name]),
    STREAMS,
  );
}

export function qualityEventOf({
  type,
  body,
  occurredAt,
  actorRef,
}: Pick<RecordedEvent, 'type' | 'body' | 'occurredAt' | 'actorRef'>): RecordedQualityEvent {
  const { agency, ...rest } = body as Record<string, Json> & { agency: string };
  return { event: { type, ...rest }, agency, at: occurredAt, by: actorRef.id };
}

/** Null: no event yet. */
export const foldRecordedQuality = (
  kind: QualityKind,
  events: readonly RecordedEvent[],
): QualityRecord | null => foldRecord(kindOf(kind), events.map(qualityEventOf));

export interface QualityParts {
  readonly ledger: Ledger;
  readonly calendarOf: (agency: string) => WorkCalendar;
  /** Officers of agencies, as they are today. */
  readonly worksIn: (officer: string, agency: string) => boolean;
  /** Makes sure that what calendars and officers answer from is fresh. */
  readonly refresh: () => Promise<unknown>;
  readonly now: () => Instant;
}

interface Asked {
  readonly actor: Actor;
  readonly command: AnyCommand;
  readonly commandId: string;
  readonly requestHash: Buffer;
}

export type QualityRefusal = Extract<RecordDecision, { readonly ok: false }>['refusal'];
export type QualityOutcome = (
  Outcome<QualityRecord | null, QualityRefusal> | { readonly kind: 'unknown' }
) & { readonly id: string };

export interface QualityCommands {
  /** Opens a record; its id follows from the command's. */
  open(request: Asked & { readonly kind: QualityKind; readonly agency: string }): Promise<QualityOutcome>;
  act(request: Asked & { readonly id: string }): Promise<QualityOutcome>;
  /** Says what falls due, each thing once a level; answers how many things were said. */
  remind(id: string): Promise<number>;
  /** Undefined: no such record. */
  load(id: string): Promise<QualityRecord | undefined>;
}

export function createQualityCommands(parts: QualityParts): QualityCommands {
  const { ledger, now } = parts;

  async function send(
    id: string,
    kind: QualityKind,
    agency: string,
    request: Asked,
  ): Promise<QualityOutcome> {
    const { actor, command, commandId, requestHash } = request;
    await parts.refresh();
    const moment = now();
    const known = kindOf(kind);
    let by = '';
    const outcome = await conduct<QualityRecord | null, AnyEvent, QualityRefusal>(
      ledger,
      now,
      { by: BY_NOBODY, commandId, requestHash },
      {
        stream: id,
        kind: qualityStreamKind(kind),
        names: { agency },
        fold: (events) => foldRecordedQuality(kind, events),
        evolve: (record, event) => evolveRecord(known, record, { event, agency, at: moment, by }),
        decide(record) {
          const decision = decideRecord(known, record, command, {
            actor,
            now: moment,
            today: dateOf(moment),
            agency,
            calendar: parts.calendarOf(agency),
            isOfficer: (officer) => parts.worksIn(officer, agency),
          });
          if (decision.ok) by = decision.by.id;
          return decision;
        },
      },
    );
    return { ...outcome, id };
  }

  async function read(id: string): Promise<QualityRecord | undefined> {
    const events = await ledger.load(id);
    const kind = events[0] && qualityKindOf(events[0].kind);
    return (kind && foldRecordedQuality(kind, events)) ?? undefined;
  }

  async function act({ id, ...request }: Asked & { readonly id: string }): Promise<QualityOutcome> {
    const record = await read(id);
    if (record === undefined) return { kind: 'unknown', id };
    return send(id, record.kind, record.agency, request);
  }

  return {
    act,
    load: read,
    open: ({ kind, agency, ...request }) => send(idOf(kind, agency, request), kind, agency, request),
    async remind(id) {
      const before = await read(id);
      if (before === undefined) return 0;
      const key = `${dateOf(now())} v${before.version}`;
      const outcome = await send(id, before.kind, before.agency, {
        actor: CLOCK,
        command: { type: REMIND },
        commandId: commandIdOf(`clock ${id}`, key),
        requestHash: requestHashOf({ key }),
      });
      if (outcome.kind === 'recorded') return outcome.state!.version - before.version;
      if (outcome.kind === 'busy') throw new Error(`others keep writing to ${id}`);
      return 0;
    },
  };
}

/** Every decision names the authority that was used. */
const BY_NOBODY = { kind: 'system', id: 'quality' } as const;
