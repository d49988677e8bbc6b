/** Who of the demo's committee may score: its member passed a course, as the default set asks (ISO 9001, 7.2). */
import { addDays, type LocalDate } from '#libs/calendar';
import type { TrainingCommand } from '#libs/quality';
import { PROVINCE } from './places.ts';

const SCORER = 'ubnd/bcd/1';
/** Opens the plan, approves it and answers for it: the province's chairman. */
const TRAINING_LEADER = 'ubnd/ld/1';
/** As long as any qualification holds. */
const HOLDS_DAYS = 3 * 366;

export interface DemoTraining {
  readonly agency: string;
  readonly by: string;
  readonly commands: readonly TrainingCommand[];
}

/** A year's plan with one session; the qualification holds since the year before, when the member last passed it. */
export function demoTraining(today: LocalDate): DemoTraining {
  const year = Number(today.slice(0, 4));
  const from = `${year - 1}-01-01` as LocalDate;
  const title = `Kế hoạch đào tạo năm ${year} của Ban chỉ đạo ISO`;
  const attended = { officer: SCORER, attended: true, result: 'passed' } as const;
  return {
    agency: PROVINCE.id,
    by: TRAINING_LEADER,
    commands: [
      { type: 'open', year, title, owner: TRAINING_LEADER },
      {
        type: 'plan-session',
        topic: 'Thẩm định và chấm điểm theo bộ tiêu chí',
        goal: 'Chấm điểm đúng bộ tiêu chí, có căn cứ',
        qualifies: 'scoring',
        on: today,
        trainer: 'Chi cục Tiêu chuẩn Đo lường Chất lượng',
        people: [SCORER],
      },
      { type: 'approve', note: 'Đồng ý' },
      { type: 'hold', session: 0, on: today, attendance: [attended], note: 'Ôn lại và kiểm tra', files: [] },
      {
        type: 'qualify',
        officer: SCORER,
        what: 'scoring',
        from,
        to: addDays(from, HOLDS_DAYS),
        session: 0,
        certificate: null,
        reason: 'Đạt bài kiểm tra',
      },
    ],
  };
}
