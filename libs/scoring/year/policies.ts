/** The rules of a year of scoring, one function each. They answer what is broken, or nothing. */
import type { Instant } from '#libs/calendar';
import { lintSet } from '../lint.ts';
import { scoreAgency, type ScoreInputs } from '../score.ts';
import type { Criterion, CriteriaSet } from '../types.ts';
import { keysOf, type Entries } from './entries.ts';
import { DATED_PHASES, type PhaseEnds, type SampleKind, type YearPlan } from './plan.ts';
import { leavesOf } from './scores.ts';
import type { OpenYear, SheetState } from './state.ts';
import { inSample, laggards, tiersOf, type GroupToSample, type SheetsOf } from './who.ts';

export type ScoringRefusalCode =
  | 'wrong-phase'
  | 'already-open'
  | 'not-open'
  | 'not-a-participant'
  | 'dates-not-rising'
  | 'date-passed'
  | 'no-participants'
  | 'participant-twice'
  | 'reviews-itself'
  | 'unknown-set'
  | 'set-unsound'
  | 'set-not-in-force'
  | 'not-due'
  | 'unknown-group'
  | 'already-sampled'
  | 'not-in-group'
  | 'sample-too-small'
  | 'not-sampled'
  | 'on-site-required'
  | 'reason-missing'
  | 'unknown-criterion'
  | 'points-out-of-range'
  | 'wrong-kind'
  | 'criteria-open'
  | 'self-score-missed'
  | 'not-reviewed'
  | 'appeal-open'
  | 'no-appeal'
  | 'appeals-open'
  | 'already-decided'
  | 'not-decided'
  | 'nothing-changed'
  | 'bad-decision'
  | 'not-qualified';

export interface Broken {
  readonly code: ScoringRefusalCode;
  /** Vietnamese. */
  readonly message: string;
  /** Criteria, agencies or sets at fault. */
  readonly at?: readonly string[];
}

type Rule = Broken | undefined;

const broken = (code: ScoringRefusalCode, message: string, at: readonly string[] = []): Broken =>
  at.length > 0 ? { code, message, at } : { code, message };

const whenAny = (at: readonly string[], code: ScoringRefusalCode, message: string): Rule =>
  at.length > 0 ? broken(code, message, at) : undefined;

export const saysWhy = (reason: string): Rule =>
  reason.trim() === '' ? broken('reason-missing', 'Vui lòng nêu lý do.') : undefined;

export function datesRise(ends: PhaseEnds, now: Instant): Rule {
  const dates = DATED_PHASES.map((phase) => ends[phase]);
  if (dates.some((date, index) => index > 0 && date <= dates[index - 1]!)) {
    return broken('dates-not-rising', 'Hạn của giai đoạn sau phải muộn hơn hạn của giai đoạn trước.');
  }
  return dates[0]! <= now ? broken('date-passed', 'Hạn tự chấm đã qua.') : undefined;
}

export function participantsAreSound({ participants, sets }: YearPlan): Rule {
  if (participants.length === 0) return broken('no-participants', 'Chưa có cơ quan nào để chấm.');
  const seen = new Set<string>();
  const twice = participants.filter(({ agency }) => seen.size === seen.add(agency).size);
  return (
    whenAny(
      twice.map(({ agency }) => agency),
      'participant-twice',
      'Cơ quan được nêu hai lần.',
    ) ??
    (tiersOf({ participants }) === null
      ? broken('reviews-itself', 'Cơ quan không tự thẩm định mình, cũng không thẩm định vòng tròn.')
      : undefined) ??
    whenAny(
      [...new Set(participants.map(({ set }) => set).filter((set) => sets[set] === undefined))],
      'unknown-set',
      'Bộ tiêu chí không có trong năm này.',
    )
  );
}

/** A set is scored by only while it is valid, and never while it can't be summed or classified (issue: linter). */
export function setsAreSound({ sets, period }: YearPlan): Rule {
  const all = Object.entries(sets);
  const unsound = all.filter(([, set]) => lintSet(set).some(({ severity }) => severity === 'error'));
  const outside = all.filter(
    ([, { valid }]) =>
      (valid.from !== null && valid.from > period.to) || (valid.to !== null && valid.to < period.from),
  );
  return (
    whenAny(
      unsound.map(([id]) => id),
      'set-unsound',
      'Bộ tiêu chí còn lỗi, chưa dùng để chấm được.',
    ) ??
    whenAny(
      outside.map(([id]) => id),
      'set-not-in-force',
      'Bộ tiêu chí không có hiệu lực trong năm chấm.',
    )
  );
}

export const isDue = (end: Instant, now: Instant): Rule =>
  now < end ? broken('not-due', 'Chưa đến hạn.') : undefined;

/** "Chọn tối thiểu 1/3 số xã để chấm tại trụ sở" (Bắc Giang 2022). */
export function chosenIsEnough(group: GroupToSample, agencies: readonly string[]): Rule {
  const strange = agencies.filter((agency) => !group.population.includes(agency));
  if (strange.length > 0) return broken('not-in-group', 'Cơ quan không thuộc nhóm này.', strange);
  return new Set(agencies).size < group.size
    ? broken('sample-too-small', `Phải chọn ít nhất ${group.size} cơ quan (${group.share}).`)
    : undefined;
}

export const isInSample = (year: OpenYear, kind: SampleKind, agency: string): boolean =>
  inSample(year, kind).includes(agency);

/** Each entry names a criterion that is scored by itself, fits its kind and its maximum. */
export function entriesFit(set: CriteriaSet, entries: Entries): Rule {
  const known = criteriaOf(set.criteria, '');
  const strange = keysOf(entries).filter((key) => !known.has(key));
  const isMixed = (key: string): boolean => known.get(key)?.scoring.how === 'mixed';
  const outside = Object.entries(entries.points).filter(
    ([key, { points }]) => !(points >= 0 && points <= (known.get(key)?.max ?? 0)) || !isInCents(points),
  );
  const documented = Object.entries(entries.evidence).filter(
    ([key, { points = 0 }]) => !(points >= 0 && points <= (known.get(key)?.max ?? 0)) || !isInCents(points),
  );
  return (
    whenAny(strange, 'unknown-criterion', 'Bộ tiêu chí không có tiêu chí này.') ??
    whenAny(
      [
        ...Object.keys(entries.points).filter(isMixed),
        ...Object.keys(entries.evidence).filter((key) => known.get(key)?.scoring.how !== 'evidence'),
      ],
      'wrong-kind',
      'Tiêu chí này không chấm theo cách đó.',
    ) ??
    whenAny(
      [...outside, ...documented].map(([key]) => key),
      'points-out-of-range',
      'Điểm phải từ 0 đến điểm tối đa, không quá hai chữ số thập phân.',
    )
  );
}

/** Points from a person, and that a criterion doesn't apply, carry their reason (Bắc Giang 2022: scoring taken lightly). */
export function entriesSayWhy({ points, evidence, notApplicable }: Entries): Rule {
  const silent = [
    ...Object.entries(points).filter(([, { reason }]) => reason.trim() === ''),
    ...Object.entries(evidence).filter(
      ([, { points: given, reason = '' }]) => given !== undefined && reason.trim() === '',
    ),
    ...Object.entries(notApplicable).filter(([, reason]) => reason.trim() === ''),
  ];
  return whenAny(
    silent.map(([key]) => key),
    'reason-missing',
    'Vui lòng nêu lý do cho điểm đã chấm.',
  );
}

/** A sheet is handed in whole: what no figure and no person has scored is named. */
export function nothingIsOpen(set: CriteriaSet, inputs: ScoreInputs): Rule {
  const open = leavesOf(set, scoreAgency(set, inputs)).filter(({ line }) => line.state === 'open');
  return whenAny(
    open.map(({ key }) => key),
    'criteria-open',
    'Còn tiêu chí chưa có điểm.',
  );
}

/** Nothing can be decided on an appeal nobody answered, nor on a sheet that nobody filled. */
export function allCanBeDecided(year: OpenYear, sheets: SheetsOf): Rule {
  const blank = year.plan.participants.filter(({ agency }) => !isScorable(sheets.get(agency)));
  return (
    whenAny(laggards(year, sheets, 'appeals'), 'appeals-open', 'Còn kiến nghị chưa được trả lời.') ??
    whenAny(
      blank.map(({ agency }) => agency),
      'not-reviewed',
      'Còn cơ quan chưa tự chấm và cũng chưa được thẩm định.',
    )
  );
}

/** Zero needs no sheet; everything else is scored by somebody. */
const isScorable = (sheet: SheetState | undefined): boolean =>
  sheet !== undefined && (Object.keys(sheet.stages).length > 0 || sheet.missed?.rule === 'zero');

export const isDecision = ({ number, date }: { number: string; date: string }): Rule =>
  number.trim() === '' || !/^\d{4}-\d{2}-\d{2}$/.test(date)
    ? broken('bad-decision', 'Quyết định cần số và ngày.')
    : undefined;

function criteriaOf(criteria: readonly Criterion[], before: string): ReadonlyMap<string, Criterion> {
  return new Map(
    criteria.flatMap((criterion): [string, Criterion][] => {
      const key = before + criterion.id;
      const { scoring } = criterion;
      const parts = scoring.how === 'mixed' ? [...criteriaOf(scoring.parts, `${key}/`)] : [];
      return [[key, criterion], ...parts];
    }),
  );
}

const isInCents = (points: number): boolean => Number(points.toFixed(2)) === points;
