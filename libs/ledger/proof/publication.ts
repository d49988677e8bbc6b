/** What anybody may read of the tree: its heads, the keys they are signed with, restores on record, time-stamps. */
import type { Pool, PoolClient } from 'pg';
import { instantOf } from '../instants.ts';
import { bytesOf, msOf, textQuery, type TextRow } from '../rows.ts';
import { headText, type SignedHead, type SignedRestore } from './head.ts';
import { sealKeysOf } from './keys.ts';
import { checkStamp, type Stamp, type StampFault } from './stamp.ts';
import { storedSealKeys, treeRowsIn } from './tree-store.ts';

export interface HeadStamp extends Stamp {
  /** Of the head it stands over. */
  readonly size: number;
}

export interface StampFinding {
  readonly code: StampFault;
  readonly leaf: number;
}

const STAMPS_PER_PAGE = 500;
const STAMP_COLUMNS = `s.size, ${msOf('s.at')}, s.token`;
const STAMPS = `select ${STAMP_COLUMNS} from ledger.head_stamp s where s.size >= $1 order by s.size limit $2`;
const LAST_STAMP = `select ${STAMP_COLUMNS} from ledger.head_stamp s order by s.size desc limit 1`;
const RESTORES = `select r.restored_to, r.epoch, ${msOf('r.at')}, r.key_id, r.signature from ledger.tree_restore r order by r.epoch`;
const ADD_STAMP = 'select ledger.add_head_stamp($1, $2, $3)';
const ADD_RESTORE =
  'insert into ledger.tree_restore (restored_to, epoch, at, key_id, signature) values ($1, $2, $3, $4, $5)';

export type Publication = ReturnType<typeof publicationIn>;

export function publicationIn(pool: Pool) {
  const tree = treeRowsIn(pool);
  const rows = async (name: string, text: string, values: unknown[]): Promise<readonly TextRow[]> =>
    (await pool.query(textQuery(name, text, values))).rows as TextRow[];
  const stamps = async (from: number, limit: number): Promise<readonly HeadStamp[]> =>
    (await rows('ledger-stamps', STAMPS, [from, limit])).map(stampFrom);
  const head = async (size: number): Promise<SignedHead | undefined> => {
    const [found] = await tree.heads(size, 1);
    return found?.size === size ? found : undefined;
  };
  return {
    lastHead: () => tree.lastHead(),
    head,
    /** In ascending order of size. */
    heads: (from: number, limit: number): Promise<readonly SignedHead[]> => tree.heads(from, limit),
    keys: async () => sealKeysOf(...(await storedSealKeys(pool))),
    restores: async (): Promise<readonly SignedRestore[]> =>
      (await rows('ledger-restores', RESTORES, [])).map(restoreFrom),
    stamp: async (size: number): Promise<HeadStamp | undefined> => {
      const [found] = await stamps(size, 1);
      return found?.size === size ? found : undefined;
    },
    lastStamp: async (): Promise<HeadStamp | undefined> =>
      (await rows('ledger-last-stamp', LAST_STAMP, [])).map(stampFrom)[0],
    addStamp: async (size: number, { at, token }: Stamp): Promise<void> =>
      void (await pool.query(ADD_STAMP, [size, at, token])),
    /** Every stamp against its head. `trusted`: PEM of the authorities that are believed. */
    async verifyStamps(trusted?: string): Promise<{ stamps: number; findings: readonly StampFinding[] }> {
      const findings: StampFinding[] = [];
      let count = 0;
      for (let from = 1; ;) {
        const page = await stamps(from, STAMPS_PER_PAGE);
        for (const { size, token } of page) {
          const its = await head(size);
          const checked = its ? await checkStamp(token, headText(its), trusted) : undefined;
          if (!checked || 'fault' in checked)
            findings.push({ code: checked?.fault ?? 'stamp-of-another', leaf: size });
        }
        count += page.length;
        if (page.length < STAMPS_PER_PAGE) return { stamps: count, findings };
        from = page.at(-1)!.size + 1;
      }
    },
  };
}

/** Puts a restore on record where it is published from. As the owner. */
export async function recordRestore(
  owner: Pool | PoolClient,
  { restoredTo, epoch, at, keyId, signature }: SignedRestore,
): Promise<void> {
  await owner.query(ADD_RESTORE, [restoredTo, epoch, at, keyId, Buffer.from(signature, 'base64')]);
}

function stampFrom(row: TextRow): HeadStamp {
  const [size, atMs, token] = row as string[];
  return { size: Number(size), at: instantOf(atMs!), token: bytesOf(token!) };
}

function restoreFrom(row: TextRow): SignedRestore {
  const [restoredTo, epoch, atMs, keyId, signature] = row as string[];
  return {
    restoredTo: Number(restoredTo),
    epoch: Number(epoch),
    at: instantOf(atMs!),
    keyId: keyId!,
    signature: bytesOf(signature!).toString('base64'),
  };
}
