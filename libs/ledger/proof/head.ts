/** What is signed: the head of the tree, and that a restore put the ledger back to one. Pure. */
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Instant } from '#libs/calendar';
import type { Position } from '../position.ts';
import { keyIdOf } from './keys.ts';

export interface TreeHead {
  /** Events under it. */
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  /** Of the last event under it. */
  readonly position: Position;
  readonly at: Instant;
}

export interface SignedHead extends TreeHead {
  readonly keyId: string;
  /** Ed25519 over `headText`, base64. */
  readonly signature: string;
}

/** Put on record by a restore: what had been sealed beyond `size` is no longer in the ledger, and everybody may know. */
export interface SignedRestore {
  readonly restoredTo: number;
  /** The epoch that began with it. */
  readonly epoch: number;
  readonly at: Instant;
  readonly keyId: string;
  readonly signature: string;
}

/** Lines ended by a newline, but the last. */
export const headText = ({ size, root, position, at }: TreeHead): string =>
  `dunghan-head-1\n${size}\n${root}\n${position}\n${at}`;

const restoreText = ({ restoredTo, epoch, at }: Omit<SignedRestore, 'keyId' | 'signature'>): string =>
  `dunghan-restore-1\n${restoredTo}\n${epoch}\n${at}`;

/** Public keys by their id. */
export type SealKeys = ReadonlyMap<string, KeyObject>;

const signed = (text: string, key: KeyObject) => ({
  keyId: keyIdOf(createPublicKey(key)),
  signature: sign(null, Buffer.from(text), key).toString('base64'),
});

export const signHead = (head: TreeHead, privateKey: KeyObject): SignedHead => ({
  ...head,
  ...signed(headText(head), privateKey),
});

export const signRestore = (
  restore: Omit<SignedRestore, 'keyId' | 'signature'>,
  privateKey: KeyObject,
): SignedRestore => ({ ...restore, ...signed(restoreText(restore), privateKey) });

export type SignatureFault = 'key-unknown' | 'signature-differs';

export const checkHead = (head: SignedHead, keys: SealKeys): SignatureFault | undefined =>
  check(headText(head), head, keys);

export const checkRestore = (restore: SignedRestore, keys: SealKeys): SignatureFault | undefined =>
  check(restoreText(restore), restore, keys);

interface Signature {
  readonly keyId: string;
  readonly signature: string;
}

function check(text: string, { keyId, signature }: Signature, keys: SealKeys): SignatureFault | undefined {
  const key = keys.get(keyId);
  if (!key) return 'key-unknown';
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    ? undefined
    : 'signature-differs';
}

const verifyApart = promisify(verify);

/** The same beside this thread: a signature takes as long as the hashes of fifty events. */
export async function checkHeadApart(head: SignedHead, keys: SealKeys): Promise<SignatureFault | undefined> {
  const key = keys.get(head.keyId);
  if (!key) return 'key-unknown';
  const signature = Buffer.from(head.signature, 'base64');
  const right = await verifyApart(null, Buffer.from(headText(head)), key, signature);
  return right ? undefined : 'signature-differs';
}
