/** What begins by the calendar. Made once in a namespace; an operator may change or pause it there. */
import {
  isGrpcServiceError,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
} from '@temporalio/client';
import { KEEP_SCORING_YEARS, REMIND_OF_DUTIES, TEND_QUALITY } from '#workflows';
import { TASK_QUEUE } from './task-queue.ts';

const TIMEZONE = 'Asia/Ho_Chi_Minh';
const UNIMPLEMENTED: ReadonlySet<number> = new Set([12]);

/** Every day, before offices open. */
const DAILY = [
  { id: 'scoring-years', workflow: KEEP_SCORING_YEARS, at: { hour: 5, minute: 30 } },
  { id: 'qms-duties', workflow: REMIND_OF_DUTIES, at: { hour: 5, minute: 40 } },
  { id: 'quality', workflow: TEND_QUALITY, at: { hour: 5, minute: 50 } },
] as const;

export async function ensureSchedules(client: Client): Promise<void> {
  for (const one of DAILY) await ensureSchedule(client, one);
}

async function ensureSchedule(client: Client, { id, workflow, at }: (typeof DAILY)[number]): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: id,
      spec: { calendars: [{ ...at, comment: 'mỗi ngày' }], timezone: TIMEZONE },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      action: { type: 'startWorkflow', workflowType: workflow, taskQueue: TASK_QUEUE, args: [] },
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
