/** Signs that an audit was done for show. None proves it: each is for somebody to look at. */
import { dateOf } from '#libs/calendar';
import type { Audit } from './types.ts';

export const SHOW_SIGNS = ['one-day', 'no-findings', 'one-person', 'in-a-row', 'no-dossier'] as const;
export type ShowSign = (typeof SHOW_SIGNS)[number];

/** More procedures than these are not audited in a day. */
const MOST_A_DAY = 8;
/** So many answers without a remark are rarely true. */
const MANY_LINES = 30;
/** Less than this on each line is no looking. */
const LEAST_MS_A_LINE = 5_000;

export interface ShowHint {
  readonly sign: ShowSign;
  /** What it was counted from: lines, procedures or people. */
  readonly count: number;
}

/** Of one audit, or of all of a year together: 27 procedures in one day, no findings, by one person. */
export function showHintsOf(audits: readonly Pick<Audit, 'lines' | 'answers'>[]): readonly ShowHint[] {
  const lines = audits.flatMap((audit) => audit.lines);
  const answers = audits.flatMap((audit) => Object.values(audit.answers));
  if (answers.length === 0) return [];
  const asked = new Map(lines.map((line) => [line.id, line]));
  const byDay = Map.groupBy(answers, ({ at }) => dateOf(at));
  const busiest = Math.max(
    ...[...byDay.values()].map(
      (day) => new Set(day.flatMap(({ line }) => asked.get(line)?.procedure ?? [])).size,
    ),
  );
  const remarks = answers.filter(({ verdict }) => verdict === 'observation' || verdict === 'nonconformity');
  const people = new Set(answers.map(({ by }) => by));
  const times = answers.map(({ at }) => Date.parse(at)).toSorted((a, b) => a - b);
  const paceMs = (times.at(-1)! - times[0]!) / answers.length;
  const many = answers.length >= MANY_LINES;
  const signs: readonly (readonly [ShowSign, boolean, number])[] = [
    ['one-day', busiest > MOST_A_DAY, busiest],
    ['no-findings', many && remarks.length === 0, answers.length],
    ['one-person', many && people.size === 1, answers.length],
    ['in-a-row', many && paceMs < LEAST_MS_A_LINE, answers.length],
    ['no-dossier', many && answers.every(({ dossier }) => dossier === null), answers.length],
  ];
  return signs.flatMap(([sign, isSo, count]) => (isSo ? [{ sign, count }] : []));
}
