/** What the year comes to: ranks among those scored by the same set, classes by set and by level. */
import { classify, type Classification } from '../classify.ts';
import { Exact } from '../exact.ts';
import { rank } from '../rank.ts';
import type { DecidedScore } from './events.ts';
import type { YearPlan } from './plan.ts';

export interface RankedResult extends DecidedScore {
  readonly name: string;
  readonly level: string;
  readonly set: string;
  readonly rank: number;
}

/** Set by set in the order of the plan, and within a set by rank: equal totals share a rank (1224). */
export function ranking(plan: YearPlan, results: readonly DecidedScore[]): readonly RankedResult[] {
  return Object.keys(plan.sets).flatMap((set) => {
    const members = membersOf(plan, results, (each) => each.set === set);
    const byAgency = new Map(members.map((member) => [member.agency, member]));
    const names = new Map(members.map(({ name, agency }) => [`${name}\u0000${agency}`, agency]));
    const ranked = rank(
      [...names].map(([name, agency]) => ({ agency: name, score: byAgency.get(agency)!.total })),
    );
    return ranked.map((each): RankedResult => {
      const member = byAgency.get(names.get(each.agency)!)!;
      return { ...member, rank: each.rank };
    });
  });
}

export interface Distribution extends Classification {
  readonly set: string;
  /** Null: all levels of the set together. */
  readonly level: string | null;
}

/** The classes of each set, whole and by level; each counts every agency once. */
export function distribution(plan: YearPlan, results: readonly DecidedScore[]): readonly Distribution[] {
  return Object.entries(plan.sets).flatMap(([id, set]) => {
    const members = membersOf(plan, results, (each) => each.set === id);
    const levels = [...new Set(members.map(({ level }) => level))];
    const counted = (some: typeof members): Classification =>
      classify(
        set,
        some.map(({ agency, total }) => ({ agency, score: Exact.of(total) })),
      );
    return [
      { set: id, level: null, ...counted(members) },
      ...levels.map((level) => ({
        set: id,
        level,
        ...counted(members.filter((member) => member.level === level)),
      })),
    ];
  });
}

function membersOf(
  plan: YearPlan,
  results: readonly DecidedScore[],
  isOne: (participant: YearPlan['participants'][number]) => boolean,
) {
  const byAgency = new Map(results.map((result) => [result.agency, result]));
  return plan.participants.filter(isOne).flatMap(({ agency, name, level, set }) => {
    const result = byAgency.get(agency);
    return result ? [{ ...result, name, level, set }] : [];
  });
}
