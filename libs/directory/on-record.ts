/**
 * The organisation's changes put on record in the ledger, where nobody can alter them unseen: one event a version, with
 * a digest of what was changed. The bodies stay in the directory's log, for they name people.
 */
import { createHash } from 'node:crypto';
import type { Instant } from '#libs/calendar';
import { canonicalJson, commandIdOf, requestHashOf, type Json, type Ledger } from '#libs/ledger';
import type { OfficerSubstitution } from '#libs/organisation';
import { v5 } from 'uuid';
import type { ChangeRow } from './entities.ts';

export const ORGANISATION = 'organisation';
const NAMESPACE = '3f0b1a52-8c0e-5d5b-9a41-5f6f3c1f9b20';
const STREAM = v5(ORGANISATION, NAMESPACE);
const SCHEMA_VERSION = 1;
/** Named one by one; of a whole province loaded at once the digest covers the rest. */
const MAX_NAMED = 100;
/** Versions put on record by one call; the next call goes on. */
const MAX_VERSIONS = 200;

type Log = { changesAfter(version: number): Promise<readonly ChangeRow[]> };

/** Catches up with the log; to be repeated as often as one likes, by any process. Returns the last version on record. */
export async function recordChanges(ledger: Pick<Ledger, 'load' | 'append'>, log: Log): Promise<number> {
  const events = await ledger.load(STREAM);
  let streamVersion = events.length;
  let recorded = (events.at(-1)?.body as { version?: number } | undefined)?.version ?? 0;
  for (let count = 0; count < MAX_VERSIONS; count++) {
    const rows = await log.changesAfter(recorded);
    const [first] = rows;
    if (!first) return recorded;
    const digest = digestOf(rows);
    const result = await ledger.append({
      streamId: STREAM,
      kind: ORGANISATION,
      expectedVersion: streamVersion,
      commandId: commandIdOf(ORGANISATION, String(first.version)),
      requestHash: requestHashOf({ version: first.version, digest }),
      events: [
        {
          type: 'OrganisationChanged',
          schemaVersion: SCHEMA_VERSION,
          occurredAt: new Date(first.at).toISOString() as Instant,
          actorRef: { kind: 'system', id: 'directory' },
          body: bodyOf(first, rows, digest),
        },
      ],
    });
    // Another process is at it: what it does not finish, the next change does.
    if (result.status === 'conflict') return recorded;
    recorded = first.version;
    streamVersion += 1;
  }
  return recorded;
}

/** SHA-256 over the rows of one version as the log has them, hexadecimal. */
export function digestOf(rows: readonly ChangeRow[]): string {
  const plain = rows.map(({ version, seq, by, type, record, body }) => ({
    version,
    seq,
    by,
    type,
    record,
    body,
  }));
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}

const bodyOf = ({ version, by }: ChangeRow, rows: readonly ChangeRow[], digest: string): Json => ({
  version,
  account: by,
  changes: rows.length,
  sha256: digest,
  records: rows.slice(0, MAX_NAMED).map(({ type, record, body }) => ({
    type,
    record,
    ...(type === 'SubstitutionRecorded' && lent(body as OfficerSubstitution)),
  })),
});

/** Who stood in for whom, and when; the reason is free text and stays behind. */
const lent = ({ officer, substitute, from, to }: OfficerSubstitution) => ({ officer, substitute, from, to });
