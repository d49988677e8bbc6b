/**
 * The heads that were written down outside the database, beside those in it: a tail deleted with its heads is found. One
 * that is the stored head to the letter is not looked at again: `verifyTree` checks that one's signature, root and place.
 */
import {
  checkHead,
  checkRestore,
  headText,
  type SealKeys,
  type SignatureFault,
  type SignedHead,
} from './head.ts';
import { writtenDown } from './heads-file.ts';
import type { TreeRows } from './tree-store.ts';

export type FileFault =
  | SignatureFault
  /** Written down, and not in the database any more. */
  | 'head-missing'
  | 'root-differs'
  | 'not-a-record';

export interface FileFinding {
  readonly code: FileFault;
  /** From 1. */
  readonly line: number;
  readonly leaf?: number;
}

export interface FileComparison {
  readonly heads: number;
  /** Restores on record. */
  readonly restores: number;
  /** Heads of what a restore on record has lost. */
  readonly lost: number;
  readonly findings: readonly FileFinding[];
}

/** A head that somebody shows, an evidence file's say, among those written down. */
export async function headInFile(
  path: string,
  { size, root }: SignedHead,
): Promise<'head-not-written-down' | 'root-differs' | undefined> {
  for await (const record of writtenDown(path)) {
    if (record && 'size' in record && record.size === size)
      return record.root === root ? undefined : 'root-differs';
  }
  return 'head-not-written-down';
}

const MAX_FINDINGS = 1_000;
const HEADS_PER_PAGE = 1_000;

export async function compareFile(path: string, rows: TreeRows, keys: SealKeys): Promise<FileComparison> {
  const findings: FileFinding[] = [];
  const add = (finding: FileFinding): void => void (findings.length < MAX_FINDINGS && findings.push(finding));
  const restores = await restoresIn(path, keys, add);
  const count = { heads: 0, lost: 0 };
  const signed = (head: SignedHead, line: number): void => {
    const fault = checkHead(head, keys);
    if (fault) add({ code: fault, line, leaf: head.size });
  };
  const waiting: { head: SignedHead; line: number }[] = [];
  const flush = async (): Promise<void> => {
    const sizes = await headsOf(
      rows,
      waiting.map(({ head }) => head.size),
    );
    for (const { head, line } of waiting.splice(0)) {
      const stored = sizes.get(head.size);
      if (stored && sameHead(stored, head)) continue;
      signed(head, line);
      if (!stored) add({ code: 'head-missing', line, leaf: head.size });
      else if (stored.root !== head.root) add({ code: 'root-differs', line, leaf: head.size });
    }
  };
  let line = 0;
  for await (const record of writtenDown(path)) {
    line += 1;
    if (!record) add({ code: 'not-a-record', line });
    else if ('size' in record) {
      count.heads += 1;
      const lost = restores.some((restore) => restore.line > line && restore.restoredTo < record.size);
      if (lost) {
        count.lost += 1;
        signed(record, line);
      } else waiting.push({ head: record, line });
      if (waiting.length === HEADS_PER_PAGE) await flush();
    }
  }
  await flush();
  return { ...count, restores: restores.length, findings };
}

const sameHead = (one: SignedHead, other: SignedHead): boolean =>
  one.keyId === other.keyId && one.signature === other.signature && headText(one) === headText(other);

async function restoresIn(path: string, keys: SealKeys, add: (finding: FileFinding) => void) {
  const restores: { readonly line: number; readonly restoredTo: number }[] = [];
  let line = 0;
  for await (const record of writtenDown(path)) {
    line += 1;
    if (!record || !('restoredTo' in record)) continue;
    const fault = checkRestore(record, keys);
    if (fault) add({ code: fault, line });
    else restores.push({ line, restoredTo: record.restoredTo });
  }
  return restores;
}

/** The stored heads of these sizes, which mostly rise. */
async function headsOf(rows: TreeRows, sizes: readonly number[]): Promise<ReadonlyMap<number, SignedHead>> {
  const wanted = new Set(sizes);
  const found = new Map<number, SignedHead>();
  const most = Math.max(...sizes);
  for (let from = Math.min(...sizes); wanted.size > 0 && from <= most;) {
    const page = await rows.heads(from, HEADS_PER_PAGE);
    for (const head of page) if (wanted.delete(head.size)) found.set(head.size, head);
    const last = page.at(-1);
    if (!last) break;
    from = last.size + 1;
  }
  return found;
}
