/** Who is in a year, whose turn it is, and the groups that samples are taken of. Pure look-ups. */
import { readShare, sampleSize } from '../sample.ts';
import type { CriteriaSet } from '../types.ts';
import type { DatedPhase, Participant, SampleGroup, SampleKind, YearPlan } from './plan.ts';
import { BLANK_SHEET, type OpenYear, type SheetState } from './state.ts';

export type SheetsOf = ReadonlyMap<string, SheetState>;

export const participantOf = ({ participants }: YearPlan, agency: string): Participant | undefined =>
  participants.find((each) => each.agency === agency);

export function setOf({ sets }: YearPlan, { set }: Pick<Participant, 'set'>): CriteriaSet {
  const found = sets[set];
  if (found === undefined) throw new Error(`the year has no set ${set}`);
  return found;
}

/** Agencies that have not done what the phase asks, or for which it was not done. */
export function laggards(year: OpenYear, sheets: SheetsOf, phase: DatedPhase): readonly string[] {
  const sheetOf = (agency: string): SheetState => sheets.get(agency) ?? BLANK_SHEET;
  const all = year.plan.participants.map(({ agency }) => agency);
  switch (phase) {
    case 'self-scoring':
      return all.filter((agency) => sheetOf(agency).stages.self === undefined);
    case 'review':
      return all.filter((agency) => sheetOf(agency).stages.reviewed === undefined);
    case 'verification':
      return inSample(year, 'verification').filter((agency) => sheetOf(agency).stages.verified === undefined);
    case 'adjustment':
      return [];
    case 'appeals':
      return all.filter((agency) => sheetOf(agency).appeals.some(({ answer }) => answer === null));
    default:
      return phase satisfies never;
  }
}

export const inSample = ({ samples }: OpenYear, kind: SampleKind): readonly string[] =>
  samples.filter(({ sample }) => sample === kind).flatMap(({ agencies }) => agencies);

export interface GroupToSample extends SampleGroup {
  readonly share: string;
  readonly population: readonly string[];
  /** At least so many. */
  readonly size: number;
}

/** The groups of which the sets ask a sample of this kind, in the order of the participants. */
export function groupsToSample(plan: YearPlan, kind: SampleKind): readonly GroupToSample[] {
  const groups = Map.groupBy(plan.participants, ({ reviewer, set }) => JSON.stringify([reviewer, set]));
  return [...groups.values()].flatMap((members): GroupToSample[] => {
    const { reviewer, set } = members[0]!;
    const { onSiteShare, verificationShare } = setOf(plan, { set }).procedure;
    const share = kind === 'on-site' ? onSiteShare : verificationShare;
    const exact = share === null ? null : readShare(share);
    if (share === null || exact === null) return [];
    const population = members.map(({ agency }) => agency);
    return [{ reviewer, set, share, population, size: sampleSize(population.length, exact) }];
  });
}

export const isSampled = ({ samples }: OpenYear, kind: SampleKind, group: SampleGroup): boolean =>
  samples.some(
    (known) => known.sample === kind && known.reviewer === group.reviewer && known.set === group.set,
  );

/** Agencies that review nobody first, then those whose own are in a tier before; null: they review in a circle. */
export function tiersOf({
  participants,
}: Pick<YearPlan, 'participants'>): readonly (readonly string[])[] | null {
  const tiers: string[][] = [];
  let waiting = participants;
  while (waiting.length > 0) {
    const reviewers = new Set(waiting.map(({ reviewer }) => reviewer));
    const ready = waiting.filter(({ agency }) => !reviewers.has(agency));
    if (ready.length === 0) return null;
    tiers.push(ready.map(({ agency }) => agency));
    waiting = waiting.filter(({ agency }) => reviewers.has(agency));
  }
  return tiers;
}
