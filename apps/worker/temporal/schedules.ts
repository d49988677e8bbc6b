/** What begins by the calendar. Made once in a namespace; an operator may change or pause it there. */
import {
  isGrpcServiceError,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
} from '@temporalio/client';
import { KEEP_SCORING_YEARS } from '#workflows';
import { TASK_QUEUE } from './task-queue.ts';

const SCORING_YEARS = 'scoring-years';
/** Before offices open. */
const EVERY_DAY = { hour: 5, minute: 30 } as const;
const UNIMPLEMENTED: ReadonlySet<number> = new Set([12]);

export async function ensureSchedules(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: SCORING_YEARS,
      spec: { calendars: [{ ...EVERY_DAY, comment: 'mỗi ngày' }], timezone: 'Asia/Ho_Chi_Minh' },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      action: { type: 'startWorkflow', workflowType: KEEP_SCORING_YEARS, taskQueue: TASK_QUEUE, args: [] },
    });
  } catch (error) {
    // There already, or a server without schedules (the time-skipping one).
    if (error instanceof ScheduleAlreadyRunning) return;
    if (isUnimplemented(error) || isUnimplemented((error as Error).cause)) return;
    throw error;
  }
}

const isUnimplemented = (error: unknown): boolean =>
  isGrpcServiceError(error) && UNIMPLEMENTED.has(error.code);
