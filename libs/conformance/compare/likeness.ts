/** Which step an activity of another system most likely stands for: proposed here, confirmed by a person. */
import { normaliseStepNo, type Edition, type StepNo } from '#libs/procedure';

export interface ProposedStep {
  readonly step: StepNo;
  /** `exact`: the step's number or its very words; `likely`: by the words they share. */
  readonly how: 'exact' | 'likely';
  /** 0 to 1. */
  readonly likeness: number;
}

/** Below it two names share too little for one to be proposed for the other. */
const LEAST_LIKENESS = 0.55;
const MARKS = /\p{M}/gu;
const NO_WORD = /[^\p{L}\p{N}]+/u;

/** Each activity's step; null where none is like it. */
export function proposeSteps(
  activities: readonly string[],
  { steps }: Edition,
): ReadonlyMap<string, ProposedStep | null> {
  const numbers = new Set(steps.map(({ no }) => no));
  const words = steps.map(({ content }) => wordsOf(content));
  const spread = new Map<string, number>();
  for (const of of words) for (const word of of) spread.set(word, (spread.get(word) ?? 0) + 1);
  const weigh = (of: Iterable<string>): number =>
    [...of].reduce((sum, word) => sum + 1 / (spread.get(word) ?? 1), 0);
  const propose = (activity: string): ProposedStep | null => {
    const number = normaliseStepNo(activity);
    if (number !== null && numbers.has(number)) return { step: number, how: 'exact', likeness: 1 };
    const same = steps.find(({ content }) => plain(content) === plain(activity));
    if (same) return { step: same.no, how: 'exact', likeness: 1 };
    const said = wordsOf(activity);
    const likes = words.map((of, index) => ({ step: steps[index]!.no, likeness: likeness(said, of, weigh) }));
    const [best] = likes.sort((a, b) => b.likeness - a.likeness);
    return best && best.likeness >= LEAST_LIKENESS ? { ...best, how: 'likely' } : null;
  };
  return new Map(activities.map((activity) => [activity, propose(activity)]));
}

/**
 * Half the share of both names' words that they have in common, half that of the shorter name's: a system's short name
 * is often part of the longer content. A word that many steps use says little of any.
 */
function likeness(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
  weigh: (words: Iterable<string>) => number,
): number {
  const common = weigh([...one].filter((word) => other.has(word)));
  const [a, b] = [weigh(one), weigh(other)];
  return a === 0 || b === 0 ? 0 : common / (a + b) + common / Math.min(a, b) / 2;
}

/** Without marks and case: other systems often write without them. */
function wordsOf(text: string): ReadonlySet<string> {
  const bare = text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd');
  return new Set(bare.split(NO_WORD).filter((word) => word !== ''));
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
