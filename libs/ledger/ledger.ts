/** The ledger's door, made once per process from a pool of the application's role and the keys. */
import type { Pool, PoolClient } from 'pg';
import { createActors } from './actors.ts';
import { append, appendMany } from './append.ts';
import { bulkLoader, type BulkLoader } from './bulk.ts';
import { advanceCheckpoint, awaitCheckpoint, findCheckpoint, resetCheckpoints } from './checkpoints.ts';
import { chainRowsIn } from './chain-rows.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { eventAtLeaf, headsBefore, positionSince, scanFor } from './find.ts';
import { gatheredAppend } from './gather.ts';
import { followLedger, type FollowOptions } from './follow.ts';
import type { Keyring } from './keyring.ts';
import { compareFile } from './proof/compare-file.ts';
import { TreeBroken } from './proof/frontier-at.ts';
import type { SealKeys } from './proof/head.ts';
import { proveInclusion } from './proof/inclusion.ts';
import { publicPem, sealKeysOf } from './proof/keys.ts';
import { storedSealKeys, treeRowsIn } from './proof/tree-store.ts';
import { verifyTree, type TreeScope } from './proof/verify-tree.ts';
import { eraseSubject, readPii, readPiiOfStreams } from './pii.ts';
import { findCommand, headPosition, heldSince, load, loadForCommand, readAfter } from './read.ts';
import { sharedReads } from './shared-reads.ts';
import { findSubjects, searchTokensOf } from './search.ts';
import { verifyAll, verifyStream } from './verify.ts';

export interface LedgerParts {
  /** Connects as the application's role. */
  readonly pool: Pool;
  readonly keyring: Keyring;
  /** Keys the search tokens; kept outside the database. At least 32 bytes. */
  readonly searchKey: Buffer;
}

const SEARCH_KEY_BYTES = 32;
const MAX_SUBJECTS_FOUND = 1_000;

export type Ledger = ReturnType<typeof createLedger>;

export function createLedger(given: LedgerParts) {
  const { pool, searchKey } = given;
  if (searchKey.length < SEARCH_KEY_BYTES) throw new RangeError(`a search key has ${SEARCH_KEY_BYTES} bytes`);
  const parts = { ...given, actors: createActors(pool) };
  const [chains, tree] = [chainRowsIn(pool), treeRowsIn(pool)];
  const reads = sharedReads((position, slice) => readAfter(pool, position, slice));
  const sealKeys = async (): Promise<SealKeys> => sealKeysOf(...(await storedSealKeys(pool)));
  return {
    append: gatheredAppend(bind(append, parts), bind(appendMany, parts)),
    appendMany: bind(appendMany, parts),
    /** @param owner connects as the role that owns the ledger: no process of the running product has it. */
    loader: (owner: Pool): BulkLoader => bulkLoader({ ...parts, owner }),

    load: bind(load, pool),
    loadForCommand: bind(loadForCommand, pool),
    findCommand: bind(findCommand, pool),

    readAfter: bind(readAfter, pool),
    headPosition: () => headPosition(pool),
    heldSince: () => heldSince(pool),
    follow: (options: FollowOptions) => followLedger(pool, reads, options),
    checkpoint: bind(findCheckpoint, pool),
    advanceCheckpoint,
    resetCheckpoints: (consumer: string, client: Pool | PoolClient = pool) =>
      resetCheckpoints(client, consumer),
    awaitCheckpoint: bind(awaitCheckpoint, pool),

    readPii: bind(readPii, parts),
    readPiiOfStreams: bind(readPiiOfStreams, parts),
    eraseSubject: bind(eraseSubject, parts),
    /** Subjects who have all words of the text, the newest id first. */
    findSubjectsByWords: (text: string, limit = MAX_SUBJECTS_FOUND) =>
      findSubjects(pool, searchTokensOf(text, searchKey), Math.min(limit, MAX_SUBJECTS_FOUND)),

    verifyStream: bind(verifyStream, chains),
    verifyAll: bind(verifyAll, chains),
    /** The public keys on record, by id. What the database says of itself: compare the ids with those published. */
    sealKeys,
    lastTreeHead: () => tree.lastHead(),
    headsBefore: bind(headsBefore, pool),
    eventAtLeaf: bind(eventAtLeaf, pool),
    positionSince: bind(positionSince, pool),
    scanFor: bind(scanFor, pool),
    verifyTree: async (scope?: TreeScope, keys?: SealKeys) =>
      verifyTree(tree, keys ?? (await sealKeys()), scope),
    /** Compares the tree's heads with those written down in a file. Throws when there is no such file. */
    compareHeads: async (path: string, keys?: SealKeys) =>
      compareFile(path, tree, keys ?? (await sealKeys())),
    /** Undefined: there is no such stream. Throws TreeBroken when an event is not the leaf it was. */
    exportEvidence: async (streamId: string): Promise<Evidence | undefined> => {
      const events = await load(pool, streamId);
      if (events.length === 0) return undefined;
      const proof = await proveInclusion(tree, events);
      if (!proof) return evidenceOf(events);
      const publicKey = (await sealKeys()).get(proof.head.keyId);
      if (!publicKey) throw new TreeBroken(`no public key ${proof.head.keyId} on record`);
      return evidenceOf(events, { ...proof, publicKey: publicPem(publicKey) });
    },
  };
}

function bind<Part, Rest extends unknown[], Answer>(
  act: (part: Part, ...rest: Rest) => Answer,
  part: Part,
): (...rest: Rest) => Answer {
  return (...rest) => act(part, ...rest);
}
