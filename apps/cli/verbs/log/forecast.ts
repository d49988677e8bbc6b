/** `dunghan log forecast`: how a forecast of lateness would have done on a log, over its months held out. */
import { check, LogPaths } from '#libs/forecast';
import { readXes } from '#libs/interchange';
import type { VerbIo } from '../../verb.ts';
import { checkLines } from '../forecast/check.ts';
import { bytesOf } from './source.ts';

/** A forecast each day of a case's life. */
const EVERY_MINUTES = 1_440;

/** @returns whether the log is long enough for an answer. */
export async function forecastLog(file: string, json: boolean, io: VerbIo): Promise<boolean> {
  const log = new LogPaths();
  for await (const items of readXes(bytesOf(file, io))) for (const item of items) log.add(item);
  const checked = check(log.paths, { every: EVERY_MINUTES });
  if (log.leftOut > 0) io.err(`note: ${log.leftOut} cases have no deadline or no readable moment`);
  if (checked === null) {
    io.err('The log is too short: no month of it can be held out.');
    return false;
  }
  const late = log.paths.filter((path) => path.late).length;
  if (json) io.out(JSON.stringify({ cases: log.paths.length, late, ...checked }));
  else for (const line of checkLines(checked)) io.out(line);
  return true;
}
