/** A data key per subject, wrapped by a master key that comes from the configuration and never reaches the database. */
import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { KEY_BYTES, seal, unseal } from './sealing.ts';

export type DataKeys = ReadonlyMap<string, Buffer>;

export interface Keyring {
  /** The subjects' keys, made for those who never had one. A subject whose key was destroyed is left out. */
  ensure(subjects: readonly string[]): Promise<DataKeys>;
  /** The keys that exist. */
  find(subjects: readonly string[]): Promise<DataKeys>;
  /** For good. Other processes forget their copy within KEY_KEPT_MS. */
  destroy(subject: string): Promise<void>;
}

export interface KeyringOptions {
  /** May be a database of its own. */
  readonly pool: Pool;
  /** 32 bytes each. The first wraps new keys; the others still unwrap what they wrapped. */
  readonly masterKeys: readonly [Buffer, ...Buffer[]];
}

export const KEY_KEPT_MS = 5 * 60_000;
const MAX_KEPT = 10_000;
/** A wrapped key begins with these many bytes of its master key's SHA-256. */
const MASTER_ID_BYTES = 4;

interface WrappedRow {
  readonly subject_id: string;
  readonly wrapped: Buffer | null;
}

export function createKeyring({ pool, masterKeys }: KeyringOptions): Keyring {
  for (const key of masterKeys) {
    if (key.length !== KEY_BYTES) throw new RangeError(`a master key has ${KEY_BYTES} bytes`);
  }
  const { wrap, unwrap } = wrapping(masterKeys);
  const kept = keptKeys();

  async function answer(
    subjects: readonly string[],
    fetch: (missing: readonly string[]) => Promise<readonly WrappedRow[]>,
  ): Promise<DataKeys> {
    const keys = new Map<string, Buffer>();
    const missing: string[] = [];
    for (const subject of new Set(subjects)) {
      const key = kept.get(subject);
      if (key) keys.set(subject, key);
      else missing.push(subject);
    }
    if (missing.length === 0) return keys;
    for (const { subject_id: subject, wrapped } of await fetch(missing)) {
      if (!wrapped) continue;
      const key = unwrap(subject, wrapped);
      kept.set(subject, key);
      keys.set(subject, key);
    }
    return keys;
  }

  return {
    ensure: (subjects) =>
      answer(subjects, async (missing) => {
        const offered = missing.map((subject) => wrap(subject, randomBytes(KEY_BYTES)));
        const { rows } = await pool.query<WrappedRow>({
          name: 'keyring-ensure',
          text: 'select subject_id, wrapped from keyring.ensure_keys($1, $2)',
          values: [missing, offered],
        });
        return rows;
      }),
    find: (subjects) =>
      answer(subjects, async (missing) => {
        const { rows } = await pool.query<WrappedRow>({
          name: 'keyring-find',
          text: 'select subject_id, wrapped from keyring.subject_key where subject_id = any ($1)',
          values: [missing],
        });
        return rows;
      }),
    destroy: async (subject) => {
      await pool.query('select keyring.destroy_key($1)', [subject]);
      kept.forget(subject);
    },
  };
}

/** A key was wrapped by a master key that is none of the configured ones. */
export class MasterKeyMissing extends Error {
  constructor(subject: string) {
    super(`the master key that wrapped the key of ${subject} is not configured`);
  }
}

/** Whether the configured keys open what is there, by one that is; true where there is none yet. */
export async function masterKeysFit(pool: Pool, masterKeys: KeyringOptions['masterKeys']): Promise<boolean> {
  const { rows } = await pool.query<{ id: Buffer }>(
    `select substring(wrapped for ${MASTER_ID_BYTES}) as id from keyring.subject_key where wrapped is not null limit 1`,
  );
  return rows.every(({ id }) => masterKeys.some((key) => masterId(key).equals(id)));
}

function wrapping(masterKeys: KeyringOptions['masterKeys']) {
  const masters = masterKeys.map((key) => ({ key, id: masterId(key) }));
  const [newest] = masters as [(typeof masters)[0]];
  return {
    newest: newest.id,
    wrap: (subject: string, key: Buffer): Buffer =>
      Buffer.concat([newest.id, seal(newest.key, subject, key)]),
    unwrap: (subject: string, wrapped: Buffer): Buffer => {
      const master = masters.find(({ id }) => id.equals(wrapped.subarray(0, MASTER_ID_BYTES)));
      if (!master) throw new MasterKeyMissing(subject);
      return unseal(master.key, subject, wrapped.subarray(MASTER_ID_BYTES));
    },
  };
}

const REWRAPPED_AT_ONCE = 1_000;

/**
 * Wraps by the newest master key what older ones wrapped, so that nothing is left that they open; answers how many. As the
 * owner, while everybody works. Throws MasterKeyMissing.
 */
export async function rewrapKeys(owner: Pool, masterKeys: KeyringOptions['masterKeys']): Promise<number> {
  const { newest, wrap, unwrap } = wrapping(masterKeys);
  let count = 0;
  for (;;) {
    const { rows } = await owner.query<{ subject_id: string; wrapped: Buffer }>(
      `select subject_id, wrapped from keyring.subject_key
       where wrapped is not null and substring(wrapped for ${MASTER_ID_BYTES}) <> $1 order by subject_id limit ${REWRAPPED_AT_ONCE}`,
      [newest],
    );
    if (rows.length === 0) return count;
    const again = rows.map(({ subject_id: id, wrapped }) => wrap(id, unwrap(id, wrapped)));
    // A key that was destroyed meanwhile stays destroyed.
    const { rowCount } = await owner.query(
      `update keyring.subject_key k set wrapped = n.again
       from unnest($1::uuid[], $2::bytea[], $3::bytea[]) n (id, was, again) where k.subject_id = n.id and k.wrapped = n.was`,
      [rows.map(({ subject_id: id }) => id), rows.map(({ wrapped }) => wrapped), again],
    );
    count += rowCount ?? 0;
  }
}

function masterId(key: Buffer): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, MASTER_ID_BYTES);
}

/** The keys used last, for a while. */
function keptKeys() {
  const entries = new Map<string, { readonly key: Buffer; readonly until: number }>();
  return {
    get(subject: string): Buffer | undefined {
      const entry = entries.get(subject);
      if (!entry || entry.until < performance.now()) return undefined;
      return entry.key;
    },
    set(subject: string, key: Buffer): void {
      entries.delete(subject);
      entries.set(subject, { key, until: performance.now() + KEY_KEPT_MS });
      if (entries.size > MAX_KEPT) entries.delete(entries.keys().next().value!);
    },
    forget(subject: string): void {
      entries.delete(subject);
    },
  };
}
