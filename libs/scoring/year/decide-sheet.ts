/** Decides what becomes of one agency's sheet. The year's phase is given; a decided sheet refuses all but amendments. */
import type { Instant } from '#libs/calendar';
import { scoreAgency, type ScoreInputs } from '../score.ts';
import type { CriteriaSet } from '../types.ts';
import { keysOf, type Entries, type EvidenceFile, type Figures } from './entries.ts';
import type { Decision, SheetEvent } from './events.ts';
import { evolveSheet } from './evolve.ts';
import type { Phase } from './plan.ts';
import {
  entriesFit,
  entriesSayWhy,
  isDecision,
  isInSample,
  nothingIsOpen,
  saysWhy,
  type Broken,
} from './policies.ts';
import { finalScore, leavesOf, scoreOf, stageInputs, withEntries, type Below } from './scores.ts';
import { MILDEST_RULE } from './final.ts';
import type { HandedIn, OpenYear, SheetState } from './state.ts';
import { participantOf, setOf } from './who.ts';

export type SheetCommand =
  | { readonly type: 'save'; readonly entries: Entries }
  | { readonly type: 'submit'; readonly entries: Entries }
  /** The date has passed without a self-score. */
  | { readonly type: 'miss' }
  | { readonly type: 'review'; readonly entries: Entries; readonly onSite: boolean }
  | { readonly type: 'verify'; readonly entries: Entries }
  | { readonly type: 'adjust'; readonly entries: Entries }
  | {
      readonly type: 'appeal';
      readonly criteria: readonly string[];
      readonly reason: string;
      readonly files: readonly EvidenceFile[];
    }
  | {
      readonly type: 'answer-appeal';
      readonly granted: boolean;
      readonly reason: string;
      readonly entries: Entries;
    }
  /** Writes the final score down, by the decision that the year has. */
  | { readonly type: 'decide'; readonly below: readonly Below[] }
  | {
      readonly type: 'amend';
      readonly decision: Decision;
      readonly reason: string;
      readonly entries: Entries;
    };

export type SheetCommandType = SheetCommand['type'];

export interface SheetContext {
  readonly now: Instant;
  readonly year: OpenYear;
  readonly agency: string;
  /** As known at `figuresAsOf`. */
  readonly figures: Figures;
  readonly figuresAsOf: Instant;
  /** Does the qualification for scoring of the one who acts hold today? */
  readonly qualified: boolean;
}

export interface SheetRefusal extends Broken {
  readonly phase: Phase;
  readonly allowed: readonly SheetCommandType[];
}

export type SheetDecision =
  | { readonly ok: true; readonly events: readonly SheetEvent[] }
  | { readonly ok: false; readonly refusal: SheetRefusal };

type Outcome = { readonly event: SheetEvent } | { readonly broken: Broken };

/** Late reviews and verifications are still taken until the scores are decided on; who was late is on record. */
const IN_PHASES: Readonly<Record<SheetCommandType, readonly Phase[]>> = {
  save: ['self-scoring'],
  submit: ['self-scoring'],
  miss: ['self-scoring'],
  review: ['review', 'verification', 'adjustment'],
  verify: ['verification', 'adjustment'],
  adjust: ['adjustment', 'appeals', 'decision'],
  appeal: ['appeals'],
  'answer-appeal': ['appeals', 'decision'],
  decide: ['settling'],
  amend: ['frozen'],
};

/** What of a person's commands the phase and the sheet let through now. */
export function allowedOnSheet(
  year: OpenYear,
  agency: string,
  sheet: SheetState,
): readonly SheetCommandType[] {
  return (Object.keys(IN_PHASES) as SheetCommandType[]).filter((type) => {
    if (type === 'miss' || type === 'decide') return false;
    return stateFault({ year, agency }, sheet, type) === undefined;
  });
}

export function decideSheet(sheet: SheetState, command: SheetCommand, context: SheetContext): SheetDecision {
  const { year, agency } = context;
  const wrong = stateFault(context, sheet, command.type) ?? competenceFault(context, command.type);
  const outcome = wrong ? { broken: wrong } : decideAllowed(sheet, command, context);
  if ('event' in outcome) return { ok: true, events: [outcome.event] };
  const allowed = allowedOnSheet(year, agency, sheet);
  return { ok: false, refusal: { ...outcome.broken, phase: year.phase, allowed } };
}

function stateFault(
  { year, agency }: Pick<SheetContext, 'year' | 'agency'>,
  sheet: SheetState,
  type: SheetCommandType,
): Broken | undefined {
  if (participantOf(year.plan, agency) === undefined) {
    return fault('not-a-participant', 'Cơ quan không thuộc diện chấm điểm năm này.');
  }
  if (!IN_PHASES[type].includes(year.phase))
    return fault('wrong-phase', 'Chưa đến, hoặc đã qua giai đoạn này.');
  const appealed = sheet.appeals.some(({ answer }) => answer === null);
  if (type === 'amend') return sheet.decided ? undefined : fault('not-decided', 'Chưa có điểm chính thức.');
  if (sheet.decided) return fault('already-decided', 'Điểm đã được quyết định, chỉ sửa bằng quyết định.');
  if ((type === 'submit' || type === 'save') && sheet.missed) {
    return fault('self-score-missed', 'Đã quá hạn tự chấm.');
  }
  if (type === 'miss' && (sheet.stages.self || sheet.missed)) {
    return fault('nothing-changed', 'Cơ quan đã tự chấm, hoặc đã được ghi nhận quá hạn.');
  }
  if (type === 'verify' && !isInSample(year, 'verification', agency)) {
    return fault('not-sampled', 'Cơ quan không thuộc mẫu xác minh.');
  }
  if (type === 'appeal' && appealed) return fault('appeal-open', 'Kiến nghị trước chưa được trả lời.');
  if (type === 'answer-appeal' && !appealed)
    return fault('no-appeal', 'Không có kiến nghị đang chờ trả lời.');
  return undefined;
}

/** By these official points are given; an amendment carries its own decision. */
const SCORING: readonly SheetCommandType[] = ['review', 'verify', 'adjust', 'answer-appeal'];

/** Who may score follows from competence (ISO 9001, 7.2), where the year's set says so; years before keep their own. */
export const needsQualification = ({ plan }: OpenYear, agency: string, type: SheetCommandType): boolean => {
  const participant = participantOf(plan, agency);
  return (
    SCORING.includes(type) &&
    participant !== undefined &&
    setOf(plan, participant).procedure.scorers === 'qualified'
  );
};

function competenceFault(
  { year, agency, qualified }: Pick<SheetContext, 'year' | 'agency' | 'qualified'>,
  type: SheetCommandType,
): Broken | undefined {
  return qualified || !needsQualification(year, agency, type)
    ? undefined
    : fault('not-qualified', 'Anh/chị chưa có, hoặc đã hết hạn năng lực chấm điểm (TCVN ISO 9001, 7.2).');
}

const fault = (code: Broken['code'], message: string): Broken => ({ code, message });

function decideAllowed(sheet: SheetState, command: SheetCommand, context: SheetContext): Outcome {
  const { year, agency } = context;
  const set = setOf(year.plan, participantOf(year.plan, agency)!);
  switch (command.type) {
    case 'save': {
      const wrong = entriesFit(set, command.entries);
      return wrong ? { broken: wrong } : { event: { type: 'SelfScoreSaved', entries: command.entries } };
    }
    case 'submit':
      if (context.now > year.ends['self-scoring']) return refuse('self-score-missed', 'Đã quá hạn tự chấm.');
      return handIn(set, sheet, 'self', command.entries, context, (scored) => ({
        type: 'SelfScoreSubmitted',
        ...scored,
      }));
    case 'miss':
      return { event: { type: 'SelfScoreMissed', rule: set.procedure.missedDate ?? MILDEST_RULE } };
    case 'review': {
      const { onSite, entries } = command;
      if (!onSite && isInSample(year, 'on-site', agency)) {
        return refuse('on-site-required', 'Cơ quan thuộc mẫu phải chấm tại trụ sở.');
      }
      return handIn(set, sheet, 'reviewed', entries, context, (scored) => ({
        type: 'SheetReviewed',
        onSite,
        ...scored,
      }));
    }
    case 'verify':
      return handIn(set, sheet, 'verified', command.entries, context, (scored) => ({
        type: 'SheetVerified',
        ...scored,
      }));
    case 'adjust':
      if (keysOf(command.entries).length === 0) return refuse('nothing-changed', 'Không có gì thay đổi.');
      return handIn(set, sheet, 'adjusted', command.entries, context, (scored) => ({
        type: 'SheetAdjusted',
        ...scored,
      }));
    case 'appeal': {
      const { criteria, reason, files } = command;
      const known = new Set(leavesOf(set, scoreAgency(set, { metrics: {} })).map(({ key }) => key));
      const strange = criteria.filter((key) => !known.has(key));
      const wrong =
        saysWhy(reason) ??
        (strange.length > 0
          ? { code: 'unknown-criterion' as const, message: 'Bộ tiêu chí không có tiêu chí này.', at: strange }
          : undefined);
      return wrong ? { broken: wrong } : { event: { type: 'AppealLodged', criteria, reason, files } };
    }
    case 'answer-appeal':
      return answerAppeal(set, sheet, command, context);
    case 'decide':
      return decide(set, sheet, command.below, context);
    case 'amend':
      return amend(set, sheet, command);
    default:
      return command satisfies never;
  }
}

type Scored = Omit<Extract<SheetEvent, { type: 'SheetVerified' }>, 'type'>;

/** A sheet is handed in whole, with the figures of that moment; points equal to the computed ones are no entry. */
function handIn(
  set: CriteriaSet,
  sheet: SheetState,
  stage: HandedIn,
  given: Entries,
  { figures, figuresAsOf }: SheetContext,
  eventOf: (scored: Scored) => SheetEvent,
): Outcome {
  const entries = withoutEchoes(set, stageInputs(set, sheet, stage, figures), given, stage);
  const wrong = entriesFit(set, entries) ?? entriesSayWhy(entries);
  if (wrong) return { broken: wrong };
  const event = eventOf({ entries, figures, figuresAsOf, total: 0 });
  const inputs = stageInputs(set, evolveSheet(sheet, event), stage, figures);
  const open = nothingIsOpen(set, inputs);
  return open
    ? { broken: open }
    : { event: { ...event, total: scoreAgency(set, inputs).total } as SheetEvent };
}

/** Points that only repeat what stands without them need no reason and are not kept. */
function withoutEchoes(set: CriteriaSet, before: ScoreInputs, given: Entries, stage: HandedIn): Entries {
  const standing = stage === 'self' ? { metrics: before.metrics } : before;
  const lines = new Map(leavesOf(set, scoreAgency(set, standing)).map(({ key, line }) => [key, line]));
  const points = Object.entries(given.points).filter(([key, entry]) => {
    const line = lines.get(key);
    return line === undefined || line.state !== 'scored' || line.points !== entry.points;
  });
  return { ...given, points: Object.fromEntries(points) };
}

function answerAppeal(
  set: CriteriaSet,
  sheet: SheetState,
  { granted, reason, entries }: Extract<SheetCommand, { type: 'answer-appeal' }>,
  context: SheetContext,
): Outcome {
  const wrong = saysWhy(reason);
  if (wrong) return { broken: wrong };
  if (!granted) return { event: { type: 'AppealDenied', reason } };
  if (keysOf(entries).length === 0) return refuse('nothing-changed', 'Chấp nhận thì phải sửa điểm.');
  return handIn(set, sheet, 'adjusted', entries, context, (scored) => ({
    type: 'AppealGranted',
    reason,
    ...scored,
  }));
}

function decide(
  set: CriteriaSet,
  sheet: SheetState,
  below: readonly Below[],
  { year, agency, figures, figuresAsOf }: SheetContext,
): Outcome {
  if (year.decision === null) throw new Error('a year settles without a decision');
  const { number, date } = year.decision;
  const score = finalScore(set, agency, sheet, { figures, asOf: figuresAsOf, below });
  return { event: { type: 'ScoreDecided', decision: { number, date }, score } };
}

/** What was decided stays; beside it stands what the same figures give with the corrections. */
function amend(
  set: CriteriaSet,
  sheet: SheetState,
  { decision, reason, entries }: Extract<SheetCommand, { type: 'amend' }>,
): Outcome {
  const last = sheet.amendments.at(-1)?.score ?? sheet.decided?.score;
  if (last === undefined) throw new Error('an amendment of nothing');
  const wrong = isDecision(decision) ?? saysWhy(reason) ?? entriesFit(set, entries) ?? entriesSayWhy(entries);
  if (wrong) return { broken: wrong };
  if (keysOf(entries).length === 0) return refuse('nothing-changed', 'Không có gì thay đổi.');
  const score = scoreOf(set, withEntries(last.inputs, entries), last.asOf, last.missed);
  return { event: { type: 'ScoreAmended', decision, reason, entries, score } };
}

const refuse = (code: Broken['code'], message: string): Outcome => ({ broken: fault(code, message) });
