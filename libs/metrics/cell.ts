/** A cell of a report, and the law it must keep. */
import type { Instant } from '#libs/calendar';
import { classOfEnded, classOfOpen, onTime766, type OpenClass, type Reading } from './classes.ts';
import type { DossierFacts, Ending } from './facts.ts';
import type { Timeliness } from './timeliness.ts';

export interface Period {
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

export interface Cell {
  readonly openAtStart: number;
  readonly received: number;
  readonly ended: Readonly<Record<Ending, number>>;
  /** Of those done: trước hạn, đúng hạn, quá hạn, and without an appointment. */
  readonly done: Readonly<Record<Timeliness | 'no-deadline', number>>;
  readonly openAtEnd: number;
  readonly open: Readonly<Record<OpenClass, number>>;
  /** Decision 766, 2.1: of all that were open or received in the period. */
  readonly onTime766: number;
}

export const EMPTY_CELL: Cell = {
  openAtStart: 0,
  received: 0,
  ended: { done: 0, refused: 0, withdrawn: 0, stopped: 0, expired: 0 },
  done: { early: 0, 'on-time': 0, late: 0, 'no-deadline': 0 },
  openAtEnd: 0,
  open: { 'in-time': 0, near: 0, late: 0, paused: 0, 'no-deadline': 0 },
  onTime766: 0,
};

/** The law in words: what was there and what came is what ended and what is left; classes sum to the whole. */
export function conserves({
  openAtStart,
  received,
  ended,
  done,
  openAtEnd,
  open,
  onTime766: inTime,
}: Cell): boolean {
  const handled = openAtStart + received;
  return (
    handled === total(ended) + openAtEnd &&
    total(done) === ended.done &&
    total(open) === openAtEnd &&
    inTime <= handled
  );
}

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);

/** Counts dossiers one by one. Reports do the same in SQL; this is what they are compared with. */
export function cellOf(all: readonly DossierFacts[], { from, to }: Period, reading: Reading): Cell {
  let cell = EMPTY_CELL;
  for (const facts of all) {
    const { receivedAt, endedAt, ending } = facts;
    if (receivedAt >= to || (endedAt !== null && endedAt < from)) continue;
    cell =
      receivedAt < from
        ? { ...cell, openAtStart: cell.openAtStart + 1 }
        : { ...cell, received: cell.received + 1 };
    if (onTime766(facts, to, reading)) cell = { ...cell, onTime766: cell.onTime766 + 1 };
    if (endedAt === null || ending === null || endedAt >= to) {
      const open = more(cell.open, classOfOpen(facts, to, reading));
      cell = { ...cell, openAtEnd: cell.openAtEnd + 1, open };
      continue;
    }
    cell = { ...cell, ended: more(cell.ended, ending) };
    if (ending === 'done')
      cell = { ...cell, done: more(cell.done, classOfEnded(facts, reading) ?? 'no-deadline') };
  }
  return cell;
}

const more = <Key extends string>(
  counts: Readonly<Record<Key, number>>,
  key: Key,
): Readonly<Record<Key, number>> => ({
  ...counts,
  [key]: counts[key] + 1,
});
