/**
 * Calendar data by version. The first version ships with the product; each later one is an event in the ledger, so who
 * published it, when and from which documents is on record, and a promise can always be counted again as it was.
 */
import type { UsedAuthority } from '#libs/access';
import { NATIONAL_CALENDAR } from '#libs/calendar';
import type { CalendarData, Instant } from '#libs/calendar';
import type { Json, Ledger } from '#libs/ledger';
import { v5 } from 'uuid';

export const CALENDAR = 'calendar';
const NAMESPACE = '7c0a5b5e-0d2b-5a58-9b63-0e1d3f5a7c21';
const STREAM = v5(CALENDAR, NAMESPACE);
const SCHEMA_VERSION = 1;
/** How long a version published by another process may go unseen. */
const FRESH_MS = 1_000;

/** A version that was published here, the first ships with the product. */
export interface PublishedCalendar {
  readonly version: string;
  readonly at: Instant;
  readonly by: UsedAuthority;
}

export interface CalendarStore {
  /** The latest last. */
  published(): readonly PublishedCalendar[];
  current(): CalendarData;
  /** Throws when the version was never published: a promise can't name one that was not. */
  version(version: string): Promise<CalendarData>;
  /** Reads what was published since; usually without a query. */
  refresh(): Promise<void>;
  publish(
    data: CalendarData,
    by: UsedAuthority,
    now: Instant,
    command: { readonly commandId: string; readonly requestHash: Buffer },
  ): Promise<'published' | 'known' | 'busy'>;
}

export function createCalendarStore(ledger: Pick<Ledger, 'load' | 'append'>): CalendarStore {
  const versions = new Map([[NATIONAL_CALENDAR.version, NATIONAL_CALENDAR]]);
  let current = NATIONAL_CALENDAR;
  const published: PublishedCalendar[] = [];
  let read = 0;
  let askedAtMs = -Infinity;

  async function readOn(): Promise<void> {
    askedAtMs = performance.now();
    for (const { version, body, recordedAt, actorRef } of await ledger.load(STREAM, { from: read + 1 })) {
      if (version <= read) continue;
      const { data } = body as unknown as { data: CalendarData };
      published.push({ version: data.version, at: recordedAt, by: actorRef });
      versions.set(data.version, data);
      current = data;
      read = version;
    }
  }

  return {
    published: () => published,
    current: () => current,
    async version(version) {
      if (!versions.has(version)) await readOn();
      const known = versions.get(version);
      if (known === undefined) throw new Error(`calendar ${version} was never published`);
      return known;
    },
    async refresh() {
      if (performance.now() - askedAtMs > FRESH_MS) await readOn();
    },
    async publish(data, by, now, command) {
      await readOn();
      if (versions.has(data.version)) return 'known';
      const result = await ledger.append({
        streamId: STREAM,
        kind: CALENDAR,
        expectedVersion: read,
        ...command,
        events: [
          {
            type: 'CalendarPublished',
            schemaVersion: SCHEMA_VERSION,
            occurredAt: now,
            actorRef: by,
            body: { data } as unknown as Json,
          },
        ],
      });
      await readOn();
      return result.status === 'recorded' || result.status === 'repeated' ? 'published' : 'busy';
    },
  };
}
