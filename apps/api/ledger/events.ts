/** Finds the events that an auditor asks for, and shows of each what proves it; what it says stays with the dossier. */
import { Inject, Injectable } from '@nestjs/common';
import type { Authorities } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { DOSSIER } from '#libs/commands';
import { readPosition, type Position, type RecordedEvent } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import type { z } from 'zod';
import { namesOf } from '../dossiers/names.ts';
import { problem } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import type { findQuery, foundView, ledgerEvent } from './contract.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;
const LEAF = /^[0-9]{1,15}$/;
/** An event is looked for among those of the last days, unless a moment is given. */
const DAYS_BACK = 31;
const DAY_MS = 86_400_000;
/** A stream's events, or a command's, shown at once: the last of them. */
const MAX_SHOWN = 50;

interface Found {
  readonly events: readonly RecordedEvent[];
  readonly next?: string | null;
  readonly scanned?: number;
}

@Injectable()
export class LedgerEvents {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async find(who: Authorities, query: z.infer<typeof findQuery>): Promise<z.infer<typeof foundView>> {
    const { events, next = null, scanned = 0 } = await this.#lookUp(query);
    const seen = await this.seen(who, events);
    const head = await this.runtime.ledger.lastTreeHead();
    const names = namesOf(await this.runtime.organisation());
    const codes = await this.#codes(seen);
    return {
      events: seen.map((event): z.infer<typeof ledgerEvent> => {
        const { streamId, kind, version, eventId, commandId, type, occurredAt, recordedAt, actorRef } = event;
        const name = actorRef.kind === 'officer' ? names.officer(actorRef.id).name : actorRef.id;
        return {
          stream: streamId,
          kind,
          code: codes.get(streamId) ?? null,
          version,
          eventId,
          commandId,
          type,
          occurredAt,
          recordedAt,
          by: { kind: actorRef.kind, id: actorRef.id, name },
          position: event.position,
          hash: event.hash,
          sealed: head !== undefined && event.position <= head.position,
        };
      }),
      next,
      scanned,
    };
  }

  /** Of dossiers, those in an auditor's reach; an administrator sees what proves any event, and no dossier by it. */
  async seen(who: Authorities, events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    if (who.systemRoles.includes('admin')) return events;
    const dossiers = [
      ...new Set(events.filter(({ kind }) => kind === DOSSIER).map(({ streamId }) => streamId)),
    ];
    const { rows } = await this.runtime.pool.query<{ id: string }>(
      'select id from read.dossier where id = any($1::uuid[]) and agencies && $2::text[]',
      [dossiers, who.auditedAgencies ?? []],
    );
    const reached = new Set(rows.map(({ id }) => id));
    return events.filter(({ kind, streamId }) => kind !== DOSSIER || reached.has(streamId));
  }

  async #codes(events: readonly RecordedEvent[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.runtime.pool.query<{ id: string; code: string }>(
      'select id, code from read.dossier where id = any($1::uuid[]) and code is not null',
      [events.map(({ streamId }) => streamId)],
    );
    return new Map(rows.map(({ id, code }) => [id, code]));
  }

  async #lookUp({ q, since, after }: z.infer<typeof findQuery>): Promise<Found> {
    const { ledger } = this.runtime;
    if (LEAF.test(q)) return one(await ledger.eventAtLeaf(Number(q)));
    if (HASH.test(q)) return this.#scan({ hash: q }, since, after);
    const position = readPosition(q);
    if (position !== undefined) return this.#at(position);
    if (!UUID.test(q)) throw problem(400, 'bad-search', 'Chưa đọc được mã cần tìm.');
    const stream = await ledger.load(q);
    if (stream.length > 0) return { events: stream.slice(-MAX_SHOWN) };
    const command = await ledger.findCommand(q);
    if (command) {
      const { streamId, from, to } = command;
      return { events: await ledger.load(streamId, { from, to: Math.min(to, from + MAX_SHOWN - 1) }) };
    }
    return this.#scan({ eventId: q }, since, after);
  }

  /** The event at a position is the first after the place just before it. */
  async #at(position: Position): Promise<Found> {
    const place = position.slice(0, -16);
    const before = BigInt(`0x${position.slice(-16)}`) - 1n;
    if (before < 0n) return { events: [] };
    const start = readPosition(`${place}${before.toString(16).padStart(16, '0')}`)!;
    const { events } = await this.runtime.ledger.readAfter(start, { limit: 1 });
    return { events: events.filter((event) => event.position === position) };
  }

  async #scan(
    wanted: { eventId: string } | { hash: string },
    since: string | undefined,
    after: string | undefined,
  ): Promise<Found> {
    const from = after === undefined ? await this.#begin(since) : readPosition(after);
    if (from === undefined) throw problem(400, 'bad-position', 'Tham số after chưa đúng.');
    const { event, scanned, position, more } = await this.runtime.ledger.scanFor(wanted, from);
    return { ...one(event), scanned, next: event || !more ? null : position };
  }

  #begin(since: string | undefined): Promise<Position> {
    const moment = since ?? new Date(Date.parse(this.runtime.now()) - DAYS_BACK * DAY_MS).toISOString();
    return this.runtime.ledger.positionSince(moment as Instant);
  }
}

const one = (event: RecordedEvent | undefined): Found => ({ events: event ? [event] : [] });
