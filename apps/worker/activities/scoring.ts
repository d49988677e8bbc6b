/** What a year's workflow has done: each by a command of the clock, decided by the core. */
import { ApplicationFailure } from '@temporalio/common';
import type { UsedAuthority } from '#libs/access';
import { localOf } from '#libs/calendar';
import type { ScoringCommands, YearOutcome, YearWish } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { DATED_PHASES, nextDue, PHASE_NAMES, type Due, type OpenYear } from '#libs/scoring/year';
import type { ScoringActivities, YearBrief } from '#workflows';

const CLOCK: UsedAuthority = { kind: 'clock', id: 'clock' };

export interface ScoringPorts {
  readonly scoring: ScoringCommands;
  /** Ids of the years that are not frozen. */
  readonly openYears: () => Promise<readonly string[]>;
}

export function createScoringActivities({ scoring, openYears }: ScoringPorts): ScoringActivities {
  async function lookAtYear(year: string): Promise<YearBrief> {
    const { state, version } = await scoring.loadYear(year);
    if (state.status === 'none') throw ApplicationFailure.retryable(`no year ${year}`, 'no-year');
    const due = nextDue(state);
    const { phase } = state;
    return { year, phase, version, due, dueInWords: wordsOf(due), details: detailsOf(state, due) };
  }

  async function act({ year, version }: YearBrief, due: Due, seed: string): Promise<YearOutcome> {
    const command = (wish: YearWish, key: string): Promise<YearOutcome> =>
      scoring.year({
        year,
        command: wish,
        by: CLOCK,
        commandId: commandIdOf(`clock ${year}`, `${key}#${version}`),
        requestHash: requestHashOf({ key, version }),
      });
    switch (due.kind) {
      case 'remind': {
        const { phase, daysBefore } = due;
        return command({ type: 'remind', phase, daysBefore }, `remind ${phase} ${daysBefore}`);
      }
      case 'sample':
        return command({ type: 'draw-samples', sample: due.sample, seed }, `sample ${due.sample}`);
      case 'close':
        return scoring.closePhase(year, due.phase, CLOCK);
      case 'settle':
        return scoring.settle(year, CLOCK);
      default:
        return due satisfies never;
    }
  }

  return {
    lookAtYear,
    openYears,
    async actOnYear(brief, due, seed) {
      const outcome = await act(brief, due, seed);
      const after = await lookAtYear(brief.year);
      // Somebody else was first, or it is done: the year has moved. Standing still, it is tried again.
      if (after.version > brief.version) return after;
      const why = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
      throw ApplicationFailure.retryable(`${due.kind} came to ${why}`, why);
    },
  };
}

function wordsOf(due: Due | null): string {
  if (due === null) return 'Chờ Ban chỉ đạo';
  switch (due.kind) {
    case 'remind':
      return `${PHASE_NAMES[due.phase]} · nhắc trước ${due.daysBefore} ngày`;
    case 'close':
      return `${PHASE_NAMES[due.phase]} · hết hạn`;
    case 'sample':
      return due.sample === 'on-site' ? 'Chọn mẫu chấm tại trụ sở' : 'Chọn mẫu xác minh';
    case 'settle':
      return 'Ghi điểm chính thức';
    default:
      return due satisfies never;
  }
}

function detailsOf({ plan, phase, ends }: OpenYear, due: Due | null): string {
  const dates = DATED_PHASES.map((dated) => `| ${PHASE_NAMES[dated]} | ${localOf(ends[dated])} |`);
  return [
    `**${plan.title}** · ${plan.participants.length} cơ quan · **${PHASE_NAMES[phase]}**`,
    due ? `Tiếp theo: ${wordsOf(due)}, ${localOf(due.at)}` : wordsOf(due),
    '',
    '| Giai đoạn | Hạn |',
    '|---|---|',
    ...dates,
  ].join('\n');
}
