/** `dunghan log conform`: does a log follow a procedure, and where does it not. */
import { ConformanceFold, OrderAutomaton, type LogConformance, type StepOfActivity } from '#libs/conformance';
import { readCsvLog, readXes, type CsvColumns } from '#libs/interchange';
import { normaliseStepNo, type Edition } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';
import type { VerbIo } from '../../verb.ts';
import { bytesOf } from './source.ts';

export interface ConformOptions {
  readonly procedure: string;
  /** A JSON file of activity names to step numbers. */
  readonly map?: string;
  /** Given for a CSV log. */
  readonly columns?: CsvColumns;
  readonly json: boolean;
}

/** The procedure or the map is not what it should be. */
export class UnusableProcedure extends Error {}

export async function conform(file: string, options: ConformOptions, io: VerbIo): Promise<void> {
  const edition = await readEdition(options.procedure, io);
  const stepOf = matcher(edition, options.map === undefined ? {} : await readMap(options.map, io));
  const fold = new ConformanceFold(new OrderAutomaton(edition), stepOf);
  const bytes = bytesOf(file, io);
  const log = options.columns === undefined ? readXes(bytes) : readCsvLog(bytes, options.columns);
  for await (const items of log) for (const item of items) fold.add(item);
  if (options.json) io.out(JSON.stringify(fold.result()));
  else print(fold.result(), io);
}

async function readEdition(file: string, io: VerbIo): Promise<Edition> {
  const edition = parseEdition(await io.readFile(file));
  if (edition.ok) return edition.value;
  throw new UnusableProcedure(`${file}: ${edition.findings.map(({ message }) => message).join(' ')}`);
}

async function readMap(file: string, io: VerbIo): Promise<Readonly<Record<string, string>>> {
  const text = await io.readFile(file);
  try {
    const value: unknown = JSON.parse(text);
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isMap && Object.values(value).every((step) => typeof step === 'string'))
      return value as Record<string, string>;
  } catch (cause) {
    throw new UnusableProcedure(`${file}: ${(cause as Error).message}`, { cause });
  }
  throw new UnusableProcedure(`${file}: is no JSON object of activity names to step numbers`);
}

/** By the map, else by a step number that the activity is, else by the step's content word for word. */
function matcher(edition: Edition, map: Readonly<Record<string, string>>): StepOfActivity {
  const numbers = new Set(edition.steps.map(({ no }) => no));
  const contents = new Map(edition.steps.map(({ no, content }) => [plain(content), no]));
  return (activity) => {
    const named = Object.hasOwn(map, activity) ? map[activity] : undefined;
    const number = normaliseStepNo(named ?? activity);
    if (number !== null && numbers.has(number)) return number;
    return named === undefined ? (contents.get(plain(activity)) ?? null) : null;
  };
}

function plain(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

const KINDS: Readonly<Record<LogConformance['deviations'][number]['kind'], string>> = {
  skipped: 'làm khi bước trước chưa làm',
  'out-of-order': 'làm sai thứ tự hoặc làm lại',
  'unknown-step': 'không có trong quy trình',
  'unknown-outcome': 'kết quả không có trong quy trình',
  unfinished: 'chưa làm khi hồ sơ kết thúc',
};

function print(result: LogConformance, io: VerbIo): void {
  io.out(`Đúng quy trình: ${result.conforming} trên ${result.cases} hồ sơ`);
  if (result.unmatched > 0) io.out(`Không khớp bước nào: ${result.unmatched} trên ${result.events} sự kiện`);
  for (const { kind, step, cases } of result.deviations)
    io.out(`${String(cases).padStart(8)}  ${step}: ${KINDS[kind]}`);
}
