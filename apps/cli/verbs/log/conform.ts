/** `dunghan log conform`: does a log follow a procedure, and where does it not. */
import { NATIONAL_CALENDAR, workCalendar } from '#libs/calendar';
import {
  compareCase,
  ComparisonFold,
  officeMinutes,
  yardstick,
  type Comparison,
  type DifferenceKind,
} from '#libs/conformance';
import type { Edition } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';
import type { VerbIo } from '../../verb.ts';
import { readCases, type CasesAsked } from './cases.ts';
import { mappingOf, readMapping, UnusableProcedure, type MappingFile } from './mapping-file.ts';

export interface ConformOptions extends CasesAsked {
  readonly procedure: string;
  /** A mapping file. */
  readonly map?: string;
  /** Each case too, a line each, before the log's own. */
  readonly each: boolean;
  readonly json: boolean;
}

export async function conform(file: string, options: ConformOptions, io: VerbIo): Promise<void> {
  const edition = await readEdition(options.procedure, io);
  const said = await mappingSaid(options.map, io);
  const { cases, badRows } = await readCases(
    file,
    { ...options, fields: { ...said.columns, ...options.fields } },
    io,
  );
  const activities = new Set(cases.flatMap(({ events }) => events.map(({ activity }) => activity)));
  const { mapping, likely } = mappingOf(edition, said, [...activities]);
  for (const [activity, { step }] of likely)
    io.err(`note: “${activity}” may be ${step}; the mapping file can say so`);
  const yard = yardstick(edition, mapping, officeMinutes(workCalendar(NATIONAL_CALENDAR)));
  const fold = new ComparisonFold(yard);
  for (const one of cases) {
    const compared = compareCase(yard, one);
    fold.add(compared);
    if (options.each) io.out(JSON.stringify({ case: compared.name, differences: compared.differences }));
  }
  const result = { ...fold.result(), badRows: badRows.length };
  if (options.json) io.out(JSON.stringify(result));
  else print(edition, result, io);
}

async function readEdition(file: string, io: VerbIo): Promise<Edition> {
  const edition = parseEdition(await io.readFile(file));
  if (edition.ok) return edition.value;
  throw new UnusableProcedure(`${file}: ${edition.findings.map(({ message }) => message).join(' ')}`);
}

async function mappingSaid(file: string | undefined, io: VerbIo): Promise<MappingFile> {
  return file === undefined ? readMapping('', '{}') : readMapping(file, await io.readFile(file));
}

const KINDS: Readonly<Record<DifferenceKind, string>> = {
  missing: 'bị bỏ qua',
  order: 'làm sai thứ tự hoặc làm lại',
  unfinished: 'chưa làm khi hồ sơ kết thúc',
  role: 'vai trò khác làm',
  slow: 'quá thời gian của bước',
  foreign: 'không có trong quy trình',
};

function print(edition: Edition, result: Comparison, io: VerbIo): void {
  const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
  const content = new Map(edition.steps.map((step) => [step.no, step.content]));
  const of = number.format(result.cases);
  io.out(`Đúng như quy trình: ${number.format(result.same)} trên ${of} hồ sơ`);
  io.out(`Đủ bước, đúng thứ tự: ${number.format(result.inOrder)} trên ${of} hồ sơ`);
  if (result.open > 0) io.out(`Chưa kết thúc: ${number.format(result.open)} hồ sơ`);
  for (const { kind, at, cases } of result.differences) {
    const step = content.get(at);
    io.out(
      `${number.format(cases).padStart(8)}  ${step === undefined ? at : `${at} ${step}`}: ${KINDS[kind]}`,
    );
  }
  io.out('');
  io.out('    Số lần  Trung vị  P90  Quy định (phút làm việc)');
  const minutes = (value: number | null): string => (value === null ? '–' : number.format(value));
  for (const { step, done, median, p90, time } of result.speeds) {
    const columns = [number.format(done).padStart(10), minutes(median), minutes(p90), minutes(time)];
    io.out(`${columns.join('  ')}  ${step} ${content.get(step) ?? ''}`);
  }
}
