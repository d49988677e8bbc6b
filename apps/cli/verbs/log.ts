/** `dunghan log figures FILE.xes[.gz] [--json]`: the figures of any XES log. */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { LogFold, type LogFigures, type LogOmissions } from '#libs/conformance';
import { readXes, UnreadableLogError } from '#libs/interchange';
import type { Verb, VerbIo } from '../verb.ts';

const USAGE = 'usage: dunghan log figures FILE.xes[.gz] [--json]   (- reads standard input)';
const READ_BYTES = 256 * 1024;

export const logVerb: Verb = {
  name: 'log',
  summary: 'figures of an XES event log: cases, variants, lateness, activities, officers',
  async run(args, io) {
    const parsed = readArgs(args);
    if (parsed === null) {
      io.err(USAGE);
      return 2;
    }
    try {
      const fold = await foldFile(parsed.file, io);
      const figures = fold.figures();
      if (parsed.json) io.out(JSON.stringify(figures));
      else printFigures(figures, io);
      printOmissions(fold.omissions(), io);
      return 0;
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal === null) throw error;
      io.err(`${parsed.file}: ${refusal.message} [${refusal.code}]`);
      return 1;
    }
  },
};

function readArgs(args: string[]): { file: string; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const [action, file, ...rest] = positionals;
    if (action !== 'figures' || file === undefined || rest.length > 0) return null;
    return { file, json: values.json };
  } catch {
    return null; // an option it does not know
  }
}

async function foldFile(file: string, io: VerbIo): Promise<LogFold> {
  const fold = new LogFold();
  const bytes = file === '-' ? bytesOf(io.stdin) : createReadStream(file, { highWaterMark: READ_BYTES });
  for await (const items of readXes(bytes)) for (const item of items) fold.add(item);
  return fold;
}

async function* bytesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

function asRefusal(error: unknown): { code: string; message: string } | null {
  if (error instanceof UnreadableLogError) return error;
  const system = (error as NodeJS.ErrnoException).code;
  if (system === 'ENOENT') return { code: 'log-not-found', message: 'there is no such file' };
  if (system === 'EISDIR') return { code: 'log-unreadable', message: 'is a directory' };
  if (system === 'EACCES') return { code: 'log-unreadable', message: 'may not be read' };
  return null;
}

function printFigures(figures: LogFigures, io: VerbIo): void {
  const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
  io.out(`Hồ sơ: ${number.format(figures.cases)}`);
  io.out(`Sự kiện: ${number.format(figures.events)}`);
  io.out(`Biến thể: ${number.format(figures.variants)}`);
  io.out(`Quá hạn theo sự kiện cuối: ${number.format(figures.lateByDeadline)}`);
  if (figures.lateByEnddate !== undefined && figures.casesWithEnddate !== undefined) {
    const of = number.format(figures.casesWithEnddate);
    io.out(`Quá hạn theo ngày kết thúc: ${number.format(figures.lateByEnddate)} trên ${of}`);
  }
  io.out('');
  io.out('  Số lần   Trung vị (phút)  Hoạt động');
  for (const { name, count, medianMinutesSincePrevious: median } of figures.activities) {
    const minutes = median === null ? '–' : number.format(median);
    io.out(`${number.format(count).padStart(8)}  ${minutes.padStart(16)}  ${name}`);
  }
  io.out('');
  io.out('  Sự kiện  Người thực hiện');
  for (const { name, events } of figures.resources) io.out(`${number.format(events).padStart(9)}  ${name}`);
}

function printOmissions(omissions: LogOmissions, io: VerbIo): void {
  const notes: [number, string][] = [
    [omissions.eventsWithoutActivity, 'events have no concept:name and stand under no activity'],
    [omissions.eventsWithoutResource, 'events have no org:resource and stand under no resource'],
    [omissions.eventsWithoutTimestamp, 'events have no readable time:timestamp'],
    [omissions.casesWithoutDeadline, 'cases have no deadline and are counted as not late'],
    [omissions.unreadableMoments, 'moments are no dates and count as missing'],
  ];
  for (const [count, text] of notes) if (count > 0) io.err(`note: ${count} ${text}`);
}
