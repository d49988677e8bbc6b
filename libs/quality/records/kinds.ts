/** Every kind of record, by its name. */
import { RISK } from '../risks/risk.ts';
import { QUALITY_KINDS, type QualityKind, type RecordKind } from './record.ts';

// A kind is asked only with commands and folded only from events of its own.
const KINDS: Partial<Record<QualityKind, RecordKind>> = { risk: RISK };

export const KNOWN_KINDS: readonly QualityKind[] = QUALITY_KINDS.filter((kind) => kind in KINDS);

/** @throws when there is no such kind: a bug, or a ledger of a newer version. */
export function kindOf(kind: string): RecordKind {
  const known = KINDS[kind as QualityKind];
  if (known === undefined) throw new Error(`no kind of quality record: ${kind}`);
  return known;
}
