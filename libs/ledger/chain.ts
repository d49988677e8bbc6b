/** What one event must have in common with the one before it in its stream. Pure: the check of a database and of an
 * evidence file are the same. */
import { eventHash, type HashedFields } from './hash.ts';

export interface ChainedEvent extends HashedFields {
  readonly hash: Buffer;
}

export type ChainFault =
  /** An event is missing, doubled or out of its place. */
  | 'version-gap'
  /** The event, or the one before it, is not what was recorded. */
  | 'hash-differs'
  /** Recorded before its predecessor. */
  | 'time-runs-back';

const NOTHING = Buffer.alloc(0);

/** `previous`: the event before in the same stream, absent for the first. */
export function checkChain(previous: ChainedEvent | undefined, event: ChainedEvent): readonly ChainFault[] {
  const faults: ChainFault[] = [];
  if (event.version !== (previous?.version ?? 0) + 1) faults.push('version-gap');
  if (!eventHash(previous?.hash ?? NOTHING, event).equals(event.hash)) faults.push('hash-differs');
  if (previous && event.recordedAtMs < previous.recordedAtMs) faults.push('time-runs-back');
  return faults;
}
