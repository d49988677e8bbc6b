/** One agency's sheet as a page shows it: each criterion with its suggestion, and the stages side by side. */
import { leavesOf, recomputed, scoreOf, setOf, stageInputs } from '#libs/scoring/year';
import type { Entries, Figures, HandedIn, Leaf, OpenYear, Participant, SheetState } from '#libs/scoring/year';
import { scoreAgency } from '#libs/scoring';
import type { Criterion, CriteriaSet, ScoreInputs, ScoreSheet } from '#libs/scoring';
import type { Instant } from '#libs/calendar';
import { z } from 'zod';
import { sha256 } from '../http/fields.ts';

const STAGES = ['self', 'reviewed', 'verified', 'adjusted'] as const satisfies readonly HandedIn[];
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const points = z.number().nullable();
const scores = {
  self: points,
  reviewed: points,
  verified: points,
  adjusted: points,
  final: points,
  amended: points,
};
const file = z.object({ sha256, name: z.string(), mediaType: z.string(), bytes: z.number().int() });
const entry = z.object({
  points: points,
  reason: z.string(),
  documents: z.array(z.object({ number: z.string(), date: z.string(), title: z.string().optional() })),
  files: z.array(file),
  notApplicable: z.boolean(),
});

const criterion = z
  .object({
    key: z.string(),
    name: z.string(),
    group: z.string().nullable(),
    max: z.number(),
    how: z.enum(['computed', 'evidence', 'judged', 'mixed']),
    /** Which document proves it, or what a person looks at. */
    guidance: z.string(),
    /** What the figures known now give, without anybody's say. */
    suggestion: z.object({
      state: z.enum(['scored', 'not-applicable', 'open']),
      points,
      formula: z.string().nullable(),
      inputs: z.record(z.string(), scalar),
      explanation: z.string(),
    }),
    points: z.object(scores),
    /** What was entered at each stage; absent where a stage leaves the criterion as it was. */
    entries: z.object({
      draft: entry.optional(),
      self: entry.optional(),
      reviewed: entry.optional(),
      verified: entry.optional(),
      adjusted: entry.optional(),
    }),
    /** As the latest score explains it. */
    explanation: z.string(),
  })
  .meta({ id: 'ScoredCriterion' });

const adjustment = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['applied', 'not-met', 'open']),
  points: z.number(),
  reading: z.string(),
});

export const sheetView = z
  .object({
    year: z.string(),
    phase: z.string(),
    agency: z.object({ id: z.string(), name: z.string() }),
    level: z.string(),
    reviewer: z.string(),
    set: z.object({
      id: z.string(),
      version: z.number().int(),
      title: z.string(),
      official: z.boolean(),
      total: z.number(),
      settings: z.record(z.string(), scalar),
    }),
    allowed: z.array(z.string()),
    /** The one who asks could score, but holds no qualification for it today. */
    unqualified: z.boolean(),
    figuresAsOf: z.iso.datetime(),
    criteria: z.array(criterion),
    totals: z.object(scores),
    band: z.string().nullable(),
    amendedBand: z.string().nullable(),
    adjustments: z.array(adjustment),
    missed: z.object({ rule: z.string(), points: z.number() }).nullable(),
    onSite: z.object({ required: z.boolean(), done: z.boolean() }),
    appeals: z.array(
      z.object({
        criteria: z.array(z.string()),
        reason: z.string(),
        files: z.array(file),
        answer: z.object({ granted: z.boolean(), reason: z.string() }).nullable(),
      }),
    ),
    decision: z.object({ number: z.string(), date: z.string() }).nullable(),
    amendments: z.array(
      z.object({
        decision: z.object({ number: z.string(), date: z.string() }),
        reason: z.string(),
        total: z.number(),
        band: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ScoringSheet' });
export type SheetView = z.infer<typeof sheetView>;

export const recomputedView = z
  .object({
    asOf: z.iso.datetime(),
    total: z.number(),
    band: z.string().nullable(),
    /** Null before the decision. */
    decided: z.object({ total: z.number(), band: z.string().nullable() }).nullable(),
    same: z.boolean().nullable(),
  })
  .meta({ id: 'RecomputedScore' });

export interface SheetParts {
  readonly year: OpenYear;
  readonly participant: Participant;
  readonly sheet: SheetState;
  readonly figures: Figures;
  readonly figuresAsOf: Instant;
}

export function sheetOf(parts: SheetParts): Omit<SheetView, 'allowed' | 'unqualified' | 'onSite'> {
  const { year, participant, sheet, figures, figuresAsOf } = parts;
  const set = setOf(year.plan, participant);
  const { decided, amendments, missed, appeals } = sheet;
  const amended = amendments.at(-1)?.score;
  const sheets: Partial<Record<keyof typeof scores, ScoreSheet>> = {
    ...Object.fromEntries(
      STAGES.flatMap((stage) => {
        const handed = sheet.stages[stage];
        return handed ? [[stage, scored(set, stageInputs(set, sheet, stage, handed.figures))]] : [];
      }),
    ),
    ...(decided && { final: scored(set, decided.score.inputs) }),
    ...(amended && { amended: scored(set, amended.inputs) }),
  };
  const latest = sheets.amended ?? sheets.final ?? Object.values(sheets).at(-1);
  return {
    year: year.plan.id,
    phase: year.phase,
    agency: { id: participant.agency, name: participant.name },
    level: participant.level,
    reviewer: participant.reviewer,
    set: {
      id: set.id,
      version: set.version,
      title: set.title,
      official: set.official,
      total: set.total,
      settings: Object.fromEntries(Object.entries(set.settings).map(([name, { value }]) => [name, value])),
    },
    figuresAsOf,
    criteria: criteriaOf(set, sheet, figures, sheets, latest),
    totals: {
      self: sheet.stages.self?.total ?? null,
      reviewed: sheet.stages.reviewed?.total ?? null,
      verified: sheet.stages.verified?.total ?? null,
      adjusted: sheet.stages.adjusted?.total ?? null,
      final: decided?.score.total ?? null,
      amended: amended?.total ?? null,
    },
    band: decided?.score.band ?? null,
    amendedBand: amended?.band ?? null,
    adjustments: (latest?.adjustments ?? []).map(({ id, name, state, points: taken, reading }) => ({
      id,
      name,
      state,
      points: taken,
      reading,
    })),
    missed,
    appeals: appeals.map((appeal) => ({
      ...appeal,
      criteria: [...appeal.criteria],
      files: [...appeal.files],
    })),
    decision: decided?.decision ?? null,
    amendments: amendments.map(({ decision, reason, score }) => ({
      decision,
      reason,
      total: score.total,
      band: score.band,
    })),
  };
}

const scored = (set: CriteriaSet, inputs: ScoreInputs): ScoreSheet => scoreAgency(set, inputs);

function criteriaOf(
  set: CriteriaSet,
  sheet: SheetState,
  figures: Figures,
  sheets: Partial<Record<keyof typeof scores, ScoreSheet>>,
  latest: ScoreSheet | undefined,
): SheetView['criteria'] {
  const byKey = (one: ScoreSheet | undefined): ReadonlyMap<string, Leaf['line']> =>
    new Map(one ? leavesOf(set, one).map(({ key, line }) => [key, line]) : []);
  const staged = Object.fromEntries(
    Object.keys(scores).map((stage) => [stage, byKey(sheets[stage as keyof typeof scores])]),
  ) as Record<keyof typeof scores, ReadonlyMap<string, Leaf['line']>>;
  const latestLines = byKey(latest);
  const criteria = leafCriteria(set.criteria, '');
  return leavesOf(set, scoreAgency(set, { metrics: figures })).map(({ key, line }) => ({
    key,
    name: line.name,
    group: line.group,
    max: line.max,
    ...kindOf(criteria.get(key)),
    suggestion: {
      state: line.state,
      points: line.points,
      formula: line.formula,
      inputs: { ...line.inputs },
      explanation: line.explanation,
    },
    points: Object.fromEntries(
      Object.entries(staged).map(([stage, lines]) => [stage, lines.get(key)?.points ?? null]),
    ) as SheetView['criteria'][number]['points'],
    entries: entriesOf(sheet, key),
    explanation: (latestLines.get(key) ?? line).explanation,
  }));
}

function entriesOf(sheet: SheetState, key: string): SheetView['criteria'][number]['entries'] {
  const all = [
    ...(sheet.draft ? [['draft', sheet.draft] as const] : []),
    ...STAGES.flatMap((stage) => {
      const handed = sheet.stages[stage];
      return handed ? [[stage, handed.entries] as const] : [];
    }),
  ];
  return Object.fromEntries(
    all.flatMap(([stage, entries]) => {
      const found = entryOf(entries, key);
      return found ? [[stage, found]] : [];
    }),
  );
}

function entryOf({ points: given, evidence, notApplicable }: Entries, key: string) {
  const [judged, proof, outside] = [given[key], evidence[key], notApplicable[key]];
  if (judged === undefined && proof === undefined && outside === undefined) return undefined;
  return {
    points: judged?.points ?? proof?.points ?? null,
    reason: judged?.reason ?? proof?.reason ?? outside ?? '',
    documents: [...(proof?.documents ?? [])],
    files: [...(proof?.files ?? [])],
    notApplicable: outside !== undefined,
  };
}

function kindOf(found: Criterion | undefined): Pick<SheetView['criteria'][number], 'how' | 'guidance'> {
  const scoring = found?.scoring ?? { how: 'judged' as const, guidance: '' };
  const { how } = scoring;
  if (how === 'evidence') return { how, guidance: scoring.evidence };
  return { how, guidance: how === 'judged' ? scoring.guidance : '' };
}

function leafCriteria(criteria: readonly Criterion[], before: string): ReadonlyMap<string, Criterion> {
  return new Map(
    criteria.flatMap((one): [string, Criterion][] => {
      const key = before + one.id;
      const parts = one.scoring.how === 'mixed' ? [...leafCriteria(one.scoring.parts, `${key}/`)] : [];
      return [[key, one], ...parts];
    }),
  );
}

/** The official score by what was known then; after the decision, the decided one asked again. */
export function recomputedOf(parts: SheetParts): z.infer<typeof recomputedView> {
  const { year, participant, sheet, figures, figuresAsOf } = parts;
  const set = setOf(year.plan, participant);
  if (sheet.decided === null) {
    const inputs = stageInputs(set, sheet, 'adjusted', figures);
    const { total, band } = scoreOf(set, inputs, figuresAsOf, sheet.missed);
    return { asOf: figuresAsOf, total, band, decided: null, same: null };
  }
  const { score } = sheet.decided;
  const { total, band } = recomputed(set, score, figures);
  const same = total === score.total && band === score.band;
  return { asOf: figuresAsOf, total, band, decided: { total: score.total, band: score.band }, same };
}
