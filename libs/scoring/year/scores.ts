/** From what was put on a sheet to points: each stage by itself, then the final score from all of them. */
import type { Instant } from '#libs/calendar';
import type { ScorePair } from '../adjust.ts';
import { contains } from '../bands.ts';
import { Exact } from '../exact.ts';
import {
  scoreAgency,
  type CriterionLine,
  type Judgement,
  type ScoreInputs,
  type ScoreSheet,
} from '../score.ts';
import type { CriteriaSet } from '../types.ts';
import { NO_ENTRIES, omitted, overlaid, type Entries, type Figures } from './entries.ts';
import type { FinalScore, MissedRule } from './final.ts';
import type { HandedIn, SheetState } from './state.ts';

/** An agency that the one at hand reviewed, decided before it. */
export interface Below {
  readonly agency: string;
  readonly sheet: SheetState;
  readonly total: number;
}

/** As printed in explanations. */
const BY: Readonly<Record<HandedIn, string>> = {
  self: 'Cơ quan',
  reviewed: 'Thẩm định',
  verified: 'Xác minh',
  adjusted: 'Ban chỉ đạo',
};
const OFFICIAL: readonly HandedIn[] = ['reviewed', 'verified', 'adjusted'];
/** What the metric `communes_at_least_80` says (Bắc Giang 2022, criterion 15.2). */
const COMMUNES_GOAL = 80;
const OF_THE_YEAR: readonly string[] = ['communes', 'communes_at_least_80'];

/** The inputs of a stage's own sheet: for the agency what it entered, for an official stage all up to it. */
export function stageInputs(
  set: CriteriaSet,
  sheet: SheetState,
  stage: HandedIn,
  figures: Figures,
): ScoreInputs {
  const self = sheet.stages.self?.entries ?? NO_ENTRIES;
  if (stage === 'self') return inputsOf(figures, [[self, BY.self]]);
  const official = OFFICIAL.slice(0, OFFICIAL.indexOf(stage) + 1).flatMap((each): [Entries, string][] => {
    const entries = sheet.stages[each]?.entries;
    return entries === undefined ? [] : [[entries, BY[each]]];
  });
  return inputsOf(figures, [[standing(set, self, figures), BY.self], ...official]);
}

/** The computed points stand until an official says otherwise: an agency's own in their place are not taken over. */
function standing(set: CriteriaSet, self: Entries, figures: Figures): Entries {
  const computed = scoreAgency(set, { metrics: figures });
  const known = leavesOf(set, computed)
    .filter(({ line }) => line.formula !== null && line.state !== 'open')
    .map(({ key }) => key);
  return {
    ...self,
    points: omitted(self.points, known),
    notApplicable: omitted(self.notApplicable, known),
  };
}

function inputsOf(figures: Figures, layers: readonly (readonly [Entries, string])[]): ScoreInputs {
  return layers.reduce<ScoreInputs>((inputs, [entries, by]) => withEntries(inputs, entries, by), {
    metrics: figures,
  });
}

/** @param by who gives the points, as printed. */
export function withEntries(inputs: ScoreInputs, entries: Entries, by: string = BY.adjusted): ScoreInputs {
  const { evidence = {}, judgements = {}, notApplicable = {} } = inputs;
  const merged = overlaid({ evidence, points: judgements, notApplicable }, entries);
  const judged = Object.entries(merged.points).map(([key, given]): [string, Judgement] => {
    const isNew = Object.hasOwn(entries.points, key);
    return [key, isNew ? { ...given, by } : (judgements[key] ?? { ...given, by })];
  });
  return {
    ...inputs,
    evidence: merged.evidence,
    judgements: Object.fromEntries(judged),
    notApplicable: merged.notApplicable,
  };
}

export interface Known {
  readonly figures: Figures;
  readonly asOf: Instant;
  /** The agencies that this one reviewed; none for most. */
  readonly below: readonly Below[];
}

export function finalScore(set: CriteriaSet, agency: string, sheet: SheetState, known: Known): FinalScore {
  const figures = { ...known.figures, ...figuresOfBelow(known.below) };
  const inputs = {
    ...stageInputs(set, sheet, 'adjusted', figures),
    pairs: { self: selfPair(agency, sheet), communes: known.below.flatMap(verifiedPair) },
  };
  return scoreOf(set, inputs, known.asOf, sheet.missed);
}

/** The same question asked again: of the inputs alone. */
export function scoreOf(
  set: CriteriaSet,
  inputs: ScoreInputs,
  asOf: Instant,
  missed: MissedRule | null,
): FinalScore {
  const total = afterMissing(scoreAgency(set, inputs).total, missed);
  const bands = set.bands.filter((band) => contains(band, exact(total)));
  return { inputs, asOf, missed, total, band: bands.length === 1 ? (bands[0]?.name ?? null) : null };
}

/** A decided score again, by figures asked for anew; what the year itself brought forth stays. */
export function recomputed(set: CriteriaSet, score: FinalScore, figures: Figures): FinalScore {
  const own = Object.entries(score.inputs.metrics).filter(([name]) => OF_THE_YEAR.includes(name));
  const metrics = { ...figures, ...Object.fromEntries(own) };
  return scoreOf(set, { ...score.inputs, metrics }, score.asOf, score.missed);
}

function afterMissing(total: number, missed: MissedRule | null): number {
  if (missed === null) return total;
  switch (missed.rule) {
    case 'review-only':
      return total;
    case 'zero':
      return 0;
    case 'deduct':
      return exact(total).minus(exact(missed.points)).max(Exact.ZERO).toNumber();
    default:
      return missed.rule satisfies never;
  }
}

/** Criterion 15.2 of 2022 counts what the year itself brings forth: how many below reached 80 points. */
function figuresOfBelow(below: readonly Below[]): Figures {
  if (below.length === 0) return {};
  const reached = below.filter(({ total }) => total >= COMMUNES_GOAL).length;
  return { communes: below.length, communes_at_least_80: reached };
}

/** The agency's own score beside the latest official one; none where either is missing. */
function selfPair(agency: string, { stages }: SheetState): readonly ScorePair[] {
  const verified = stages.adjusted ?? stages.verified ?? stages.reviewed;
  if (stages.self === undefined || verified === undefined) return [];
  return [{ agency, scored: stages.self.total, verified: verified.total }];
}

function verifiedPair({ agency, sheet: { stages } }: Below): readonly ScorePair[] {
  if (stages.reviewed === undefined || stages.verified === undefined) return [];
  return [{ agency, scored: stages.reviewed.total, verified: stages.verified.total }];
}

export interface Leaf {
  /** `P05/on-site` for a part. */
  readonly key: string;
  readonly line: CriterionLine;
}

/** The lines that are scored by themselves: parts in place of the criteria that they sum to. */
export function leavesOf(set: CriteriaSet, sheet: ScoreSheet): readonly Leaf[] {
  const mixed = new Set(set.criteria.filter(({ scoring }) => scoring.how === 'mixed').map(({ id }) => id));
  return sheet.criteria.flatMap((line) =>
    mixed.has(line.id) ? partsOf(line.id, line) : [{ key: line.id, line }],
  );
}

function partsOf(key: string, line: CriterionLine): readonly Leaf[] {
  return line.parts.flatMap((part) =>
    part.parts.length > 0 ? partsOf(`${key}/${part.id}`, part) : [{ key: `${key}/${part.id}`, line: part }],
  );
}

const exact = (value: number): Exact => Exact.of(value) ?? Exact.ZERO;
