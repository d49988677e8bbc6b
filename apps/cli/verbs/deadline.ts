import { parseArgs } from 'node:util';
import { localOf, NATIONAL_CALENDAR, parseOfficeHours, workCalendar } from '#libs/calendar';
import { answerBatch } from './deadline/batch.ts';
import { answerCase, readCase } from './deadline/case.ts';
import { printCount } from './deadline/table.ts';
import type { CaseError } from './deadline/case.ts';
import type { Verb, VerbIo } from '../verb.ts';
import type { Deadline, PausedDeadline, WorkCalendar } from '#libs/calendar';

const USAGE = `dunghan deadline --received 2024-04-26T09:00 --time "3 ngày làm việc"
  [--unit working-days|working-hours|calendar-days] [--cut-off none|15:00|last-hour]
  [--supplement pause|restart] [--pause FROM/TO …] [--hours FILE] [--json]
dunghan deadline --batch FILE.jsonl --json [--hours FILE]`;

const DONE = 0;
const REFUSED = 1;
const MISUSED = 2;

const OPTIONS = {
  received: { type: 'string' },
  time: { type: 'string' },
  unit: { type: 'string' },
  'cut-off': { type: 'string' },
  supplement: { type: 'string' },
  pause: { type: 'string', multiple: true },
  hours: { type: 'string' },
  batch: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Says when a dossier is due and how that was counted; needs no server. */
export const deadlineVerb: Verb = {
  name: 'deadline',
  summary: 'when a dossier is due, and how each day was counted; batches of cases',
  async run(args, io) {
    let options: Options;
    try {
      options = parseArgs({ args, options: OPTIONS }).values;
    } catch (error) {
      return misused(io, (error as Error).message);
    }
    const calendar = await calendarOf(options.hours, io);
    if (typeof calendar === 'number') return calendar;
    return options.batch === undefined ? single(calendar, options, io) : batch(calendar, options, io);
  },
};

function single(calendar: WorkCalendar, options: Options, io: VerbIo): number {
  const { received, time, unit, supplement, json } = options;
  if (received === undefined || time === undefined) return misused(io, '--received và --time là bắt buộc');
  const pauses = (options.pause ?? []).map((pause) => pause.split('/').filter(Boolean));
  const given = readCase({ received, time, unit, cutOff: options['cut-off'], supplement, pauses });
  if ('code' in given) return misused(io, given.message);
  const answer = answerCase(calendar, given);
  if (!answer.ok) return refused(io, answer.refusal, json);
  if (json) io.out(JSON.stringify(asJson(answer.value)));
  else printCount(answer.value).forEach((line) => io.out(line));
  return DONE;
}

/** Every case has an answer of its own, so the batch itself is done even where cases are refused. */
async function batch(calendar: WorkCalendar, options: Options, io: VerbIo): Promise<number> {
  const lonely: (keyof Options)[] = ['received', 'time', 'unit', 'cut-off', 'supplement', 'pause'];
  const extra = lonely.find((name) => options[name] !== undefined);
  if (extra !== undefined) return misused(io, `--${extra} không dùng cùng --batch`);
  const file = await readOrUndefined(options.batch ?? '', io);
  if (file === undefined) return misused(io, `không đọc được tệp ${options.batch}`);
  for (const line of answerBatch(calendar, file)) io.out(JSON.stringify(line));
  return DONE;
}

/** The country's calendar with the default hours, or with an agency's own from a file; an exit code where it can't be. */
async function calendarOf(path: string | undefined, io: VerbIo): Promise<WorkCalendar | number> {
  if (path === undefined) return workCalendar(NATIONAL_CALENDAR);
  const file = await readOrUndefined(path, io);
  if (file === undefined) return misused(io, `không đọc được tệp ${path}`);
  let json: unknown;
  try {
    json = JSON.parse(file);
  } catch {
    return misused(io, `tệp ${path} không phải là JSON`);
  }
  const hours = parseOfficeHours(json);
  return hours.ok ? workCalendar(NATIONAL_CALENDAR, hours.value) : misused(io, hours.refusal.message);
}

function asJson(count: Deadline | PausedDeadline): object {
  const { lines, estimate, calendarVersion } = count;
  const countsFrom = localOf(count.countsFrom);
  if (count.state === 'running')
    return { due: localOf(count.dueAt), countsFrom, lines, estimate, calendarVersion };
  const pausedAt = localOf(count.pausedAt);
  return { due: null, pausedAt, remaining: count.remaining, countsFrom, lines, estimate, calendarVersion };
}

function refused(io: VerbIo, error: CaseError, json: boolean): number {
  if (json) io.out(JSON.stringify({ error }));
  else io.err(`${error.code}: ${error.message}`);
  return REFUSED;
}

function misused(io: VerbIo, fault: string): number {
  io.err(`deadline: ${fault}`);
  io.err(USAGE);
  return MISUSED;
}

async function readOrUndefined(path: string, io: VerbIo): Promise<string | undefined> {
  try {
    return await io.readFile(path);
  } catch {
    return undefined;
  }
}
