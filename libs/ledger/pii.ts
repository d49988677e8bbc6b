/** Personal data: read in batches, destroyed with their key. */
import type { Pool } from 'pg';
import type { Json } from './canonical.ts';
import type { Keyring } from './keyring.ts';
import { bytesOf, textQuery, type TextRow } from './rows.ts';
import { unseal } from './sealing.ts';

export interface PersonalData {
  readonly subject: string;
  readonly streamId: string;
  readonly version: number;
  readonly data: Json;
}

/** What a ciphertext is bound to: it opens for its own event only. */
export function piiContext(streamId: string, version: number): string {
  return `${streamId}:${version}`;
}

const SELECT = 'select subject_id, stream_id, stream_seq, sealed from ledger.pii';
const OF_SUBJECTS = `${SELECT} where subject_id = any ($1) order by stream_id, stream_seq`;
const OF_STREAMS = `${SELECT} where stream_id = any ($1) order by stream_id, stream_seq`;

export interface PiiParts {
  readonly pool: Pool;
  readonly keyring: Keyring;
}

/** All that is kept about the subjects, oldest stream first. An erased subject has nothing. */
export function readPii(parts: PiiParts, subjects: readonly string[]): Promise<readonly PersonalData[]> {
  return read(parts, 'ledger-pii-subjects', OF_SUBJECTS, subjects);
}

/** The personal data of the streams' events, in order of stream and version. */
export function readPiiOfStreams(
  parts: PiiParts,
  streamIds: readonly string[],
): Promise<readonly PersonalData[]> {
  return read(parts, 'ledger-pii-streams', OF_STREAMS, streamIds);
}

async function read(
  { pool, keyring }: PiiParts,
  name: string,
  text: string,
  ids: readonly string[],
): Promise<readonly PersonalData[]> {
  if (ids.length === 0) return [];
  const rows = (await pool.query(textQuery(name, text, [ids]))).rows as TextRow[];
  const sealed = rows.map(([subject, streamId, version, bytea]) => ({
    subject: subject!,
    streamId: streamId!,
    version: Number(version),
    bytes: bytesOf(bytea!),
  }));
  const keys = await keyring.find(sealed.map(({ subject }) => subject));
  return sealed.flatMap(({ subject, streamId, version, bytes }) => {
    const key = keys.get(subject);
    // No key: erased between the two queries.
    if (!key) return [];
    const plain = unseal(key, piiContext(streamId, version), bytes).toString('utf8');
    return [{ subject, streamId, version, data: JSON.parse(plain) as Json }];
  });
}

/**
 * Destroys the subject's key, ciphertext and search tokens; the chains still verify. Safe to repeat, and to be repeated
 * after a failure half way. False: the subject was erased before.
 */
export async function eraseSubject({ pool, keyring }: PiiParts, subject: string): Promise<boolean> {
  // The key first: without it, what is left on disks and in backups says nothing.
  await keyring.destroy(subject);
  const { rows } = await pool.query<{ first: boolean }>('select ledger.erase_subject($1) as first', [
    subject,
  ]);
  return rows[0]!.first;
}
