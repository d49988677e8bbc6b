/** Decides what becomes of the year itself. Expected refusals are values; the phase goes with them. */
import type { Instant } from '#libs/calendar';
import { drawSample } from '../sample.ts';
import { groupsWanting, nextDue, SAMPLED_IN } from './due.ts';
import type { DecidedScore, Decision, YearEvent } from './events.ts';
import { DATED_PHASES, type DatedPhase, type Phase, type SampleGroup, type SampleKind } from './plan.ts';
import type { YearPlan } from './plan.ts';
import {
  allCanBeDecided,
  chosenIsEnough,
  datesRise,
  isDecision,
  isDue,
  participantsAreSound,
  saysWhy,
  setsAreSound,
  type Broken,
} from './policies.ts';
import type { OpenYear, YearState } from './state.ts';
import { groupsToSample, laggards, type SheetsOf } from './who.ts';

/** `sheets`: as they stand at that moment; whoever sends the command has loaded them. */
export type YearCommand =
  | { readonly type: 'open'; readonly plan: YearPlan }
  | {
      readonly type: 'remind';
      readonly phase: DatedPhase;
      /** Null: the committee asks for it now. */
      readonly daysBefore: number | null;
      readonly sheets: SheetsOf;
    }
  | { readonly type: 'close-phase'; readonly phase: DatedPhase; readonly sheets: SheetsOf }
  | {
      readonly type: 'move-end';
      readonly phase: DatedPhase;
      readonly end: Instant;
      readonly reason: string;
    }
  /** Of every group that has none yet. */
  | { readonly type: 'draw-samples'; readonly sample: SampleKind; readonly seed: string }
  | ({
      readonly type: 'choose-sample';
      readonly sample: SampleKind;
      readonly agencies: readonly string[];
      readonly reason: string;
    } & SampleGroup)
  | { readonly type: 'take-decision'; readonly decision: Decision; readonly sheets: SheetsOf }
  | { readonly type: 'settle'; readonly results: readonly DecidedScore[] }
  | { readonly type: 'publish' };

export type YearCommandType = YearCommand['type'];

export interface YearRefusal extends Broken {
  readonly phase: Phase | null;
}

export type YearDecision =
  | { readonly ok: true; readonly events: readonly YearEvent[] }
  | { readonly ok: false; readonly refusal: YearRefusal };

type Outcome = { readonly events: readonly YearEvent[] } | { readonly broken: Broken };

export function decideYear(state: YearState, command: YearCommand, now: Instant): YearDecision {
  const outcome = state.status === 'none' ? decideNone(command, now) : decideOpen(state, command, now);
  if ('events' in outcome) return { ok: true, events: outcome.events };
  return { ok: false, refusal: { ...outcome.broken, phase: state.status === 'none' ? null : state.phase } };
}

function decideNone(command: YearCommand, now: Instant): Outcome {
  if (command.type !== 'open') return refuse('not-open', 'Năm này chưa mở chấm điểm.');
  const { plan } = command;
  const fault = datesRise(plan.ends, now) ?? participantsAreSound(plan) ?? setsAreSound(plan);
  return fault ? { broken: fault } : { events: [{ type: 'YearOpened', plan, at: now }] };
}

function decideOpen(year: OpenYear, command: YearCommand, now: Instant): Outcome {
  switch (command.type) {
    case 'open':
      return refuse('already-open', 'Năm này đã mở chấm điểm.');
    case 'remind':
      return remind(year, command, now);
    case 'close-phase':
      return closePhase(year, command, now);
    case 'move-end':
      return moveEnd(year, command, now);
    case 'draw-samples':
      return drawSamples(year, command);
    case 'choose-sample':
      return chooseSample(year, command);
    case 'take-decision': {
      const { decision, sheets } = command;
      if (year.phase !== 'decision') return wrongPhase(year);
      const fault = isDecision(decision) ?? allCanBeDecided(year, sheets);
      return fault ? { broken: fault } : { events: [{ type: 'DecisionTaken', decision, asOf: now }] };
    }
    case 'settle':
      if (year.phase !== 'settling') return wrongPhase(year);
      return { events: [{ type: 'ScoresSettled', results: command.results }] };
    case 'publish':
      return year.phase === 'decided' ? { events: [{ type: 'YearPublished' }] } : wrongPhase(year);
    default:
      return command satisfies never;
  }
}

type Of<Type extends YearCommandType> = Extract<YearCommand, { type: Type }>;

function remind(year: OpenYear, { phase, daysBefore, sheets }: Of<'remind'>, now: Instant): Outcome {
  if (year.phase !== phase) return wrongPhase(year);
  const due = nextDue(year);
  const isItsTurn = due?.kind === 'remind' && due.daysBefore === daysBefore && due.at <= now;
  if (daysBefore !== null && !isItsTurn) return refuse('not-due', 'Chưa đến ngày nhắc.');
  const agencies = laggards(year, sheets, phase);
  return { events: [{ type: 'LaggardsReminded', phase, end: year.ends[phase], daysBefore, agencies }] };
}

function closePhase(year: OpenYear, { phase, sheets }: Of<'close-phase'>, now: Instant): Outcome {
  if (year.phase !== phase) return wrongPhase(year);
  const end = year.ends[phase];
  const fault = isDue(end, now);
  if (fault) return { broken: fault };
  return { events: [{ type: 'PhaseClosed', phase, end, outstanding: laggards(year, sheets, phase) }] };
}

/** A date moves while its phase is still to end, and stays between its neighbours. */
function moveEnd(year: OpenYear, { phase, end, reason }: Of<'move-end'>, now: Instant): Outcome {
  const current = DATED_PHASES.findIndex((dated) => dated === year.phase);
  const at = DATED_PHASES.indexOf(phase);
  if (current === -1 || at < current) return wrongPhase(year);
  if (end <= now) return refuse('date-passed', 'Hạn mới đã qua.');
  const before = DATED_PHASES[at - 1];
  const after = DATED_PHASES[at + 1];
  const rises =
    (before === undefined || year.ends[before] < end) && (after === undefined || end < year.ends[after]);
  if (!rises)
    return refuse('dates-not-rising', 'Hạn của giai đoạn sau phải muộn hơn hạn của giai đoạn trước.');
  const fault = saysWhy(reason);
  return fault ? { broken: fault } : { events: [{ type: 'PhaseEndMoved', phase, end, reason }] };
}

/** Each group's seed tells its group, so that none is drawn like another. */
function drawSamples(year: OpenYear, { sample, seed }: Of<'draw-samples'>): Outcome {
  if (SAMPLED_IN[year.phase] !== sample) return wrongPhase(year);
  const groups = groupsWanting(year, sample);
  if (groups.length === 0) return refuse('already-sampled', 'Mẫu đã được chọn.');
  return {
    events: groups.map(({ reviewer, set, share, population, size }) => {
      const own = `${seed}/${sample}/${reviewer}/${set}`;
      const agencies = drawSample(population, size, own);
      const by = { kind: 'drawn', seed: own, population } as const;
      return { type: 'SampleTaken', sample: { sample, reviewer, set, share, agencies, by } };
    }),
  };
}

function chooseSample(year: OpenYear, command: Of<'choose-sample'>): Outcome {
  const { sample, reviewer, set, agencies, reason } = command;
  if (SAMPLED_IN[year.phase] !== sample) return wrongPhase(year);
  const group = groupsToSample(year.plan, sample).find(
    (known) => known.reviewer === reviewer && known.set === set,
  );
  if (group === undefined) return refuse('unknown-group', 'Không có nhóm cơ quan này để chọn mẫu.');
  const fault = saysWhy(reason) ?? chosenIsEnough(group, agencies);
  if (fault) return { broken: fault };
  const by = { kind: 'chosen', reason } as const;
  const chosen = [...new Set(agencies)];
  return {
    events: [
      {
        type: 'SampleTaken',
        sample: { sample, reviewer, set, share: group.share, agencies: chosen, by },
      },
    ],
  };
}

const refuse = (code: Broken['code'], message: string): Outcome => ({ broken: { code, message } });

const wrongPhase = ({ phase }: OpenYear): Outcome =>
  refuse('wrong-phase', `Việc này không thực hiện được ở giai đoạn “${PHASE_NAMES[phase]}”.`);

/** As pages and refusals print them. */
export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  'self-scoring': 'Tự chấm',
  review: 'Thẩm định',
  verification: 'Xác minh',
  adjustment: 'Điều chỉnh',
  appeals: 'Kiến nghị',
  decision: 'Chờ quyết định',
  settling: 'Đang ghi điểm',
  decided: 'Đã quyết định',
  frozen: 'Đã công bố',
};
