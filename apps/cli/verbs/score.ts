/** `dunghan score …`: criteria sets checked and applied to figures in files. The folds are `libs/scoring`; here are the words. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  classify,
  lintText,
  progressBy,
  readReport,
  readScores,
  readSet,
  reconcile,
  scoreAgency,
  SHIPPED_REPORTS,
  SHIPPED_SETS,
  withSettings,
  type CriteriaSet,
  type Finding,
  type MilestoneReached,
  type Scalar,
  type ScoreInputs,
} from '#libs/scoring';
import { askApi, MISUSED } from '../asking.ts';
import type { Verb, VerbIo } from '../verb.ts';
import { YEAR_VERBS } from './score/year.ts';

const USAGE = [
  'usage: dunghan score lint FILE|ID [--json]',
  '       dunghan score classify --set FILE|ID --scores SCORES.json [--json]',
  '       dunghan score agency --set FILE|ID --inputs INPUTS.json [--setting NAME=VALUE …] [--json]',
  '       dunghan score reconcile --report FILE|ID [--json]',
  '       dunghan score progress --records RECORDS.json --by YYYY-MM-DD --milestones "A|B,C" [--json]',
  '       dunghan score sets [--json]',
  '       dunghan score year COMMAND …',
];

const OPTIONS = {
  json: { type: 'boolean', default: false },
  set: { type: 'string' },
  scores: { type: 'string' },
  inputs: { type: 'string' },
  setting: { type: 'string', multiple: true, default: [] as string[] },
  report: { type: 'string' },
  records: { type: 'string' },
  by: { type: 'string' },
  milestones: { type: 'string' },
} as const;

type Options = ReturnType<typeof parseOptions>['values'];

/** An expected refusal; its findings are what the answer says. */
class Refused extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings.map(({ message }) => message).join('; '));
    this.findings = findings;
  }
}

class Misused extends Error {}

export const scoreVerb: Verb = {
  name: 'score',
  summary: 'criteria sets and years of scoring: lint, classify, open a year, score, decide, publish, report',
  async run(args, io) {
    if (args[0] === 'year') return runYear(args.slice(1), io);
    let json = args.includes('--json');
    try {
      const { values, positionals } = parseOptions(args);
      json = values.json;
      return await act(positionals, values, io);
    } catch (error) {
      if (error instanceof Misused) {
        if (error.message !== '') io.err(error.message);
        for (const line of USAGE) io.err(line);
        return 2;
      }
      if (!(error instanceof Refused)) throw error;
      for (const finding of error.findings) io.err(lineOf(finding));
      if (json) io.out(JSON.stringify({ ok: false, findings: error.findings }));
      return 1;
    }
  },
};

/** What is asked of the API, and not of files. */
function runYear([name, ...args]: string[], io: VerbIo): Promise<number> {
  const asking = name !== undefined && Object.hasOwn(YEAR_VERBS, name) ? YEAR_VERBS[name] : undefined;
  if (asking) return askApi(asking, args, io);
  if (name !== undefined) io.err(`score year: không có lệnh “${name}”`);
  for (const { usage } of Object.values(YEAR_VERBS)) io.err(usage);
  return Promise.resolve(MISUSED);
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new Misused((error as Error).message);
  }
}

async function act([action, ...rest]: string[], options: Options, io: VerbIo): Promise<number> {
  if (rest.length > (action === 'lint' ? 1 : 0)) throw new Misused(`không rõ: ${rest.join(' ')}`);
  switch (action) {
    case 'lint':
      return lint(rest[0] ?? options.set, options, io);
    case 'classify':
      return classifyScores(options, io);
    case 'agency':
      return scoreOne(options, io);
    case 'reconcile':
      return reconcileReport(options, io);
    case 'progress':
      return progress(options, io);
    case 'sets':
      return listSets(options, io);
    default:
      throw new Misused('');
  }
}

async function lint(file: string | undefined, { json }: Options, io: VerbIo): Promise<number> {
  const report = lintText(await read(required(file, 'FILE'), SHIPPED_SETS, io));
  if (json) io.out(JSON.stringify(report));
  else {
    for (const finding of report.findings) io.out(lineOf(finding));
    io.out(report.ok ? 'Bộ tiêu chí dùng được.' : 'Bộ tiêu chí bị từ chối.');
  }
  return report.ok ? 0 : 1;
}

async function classifyScores(options: Options, io: VerbIo): Promise<number> {
  const set = await loadSet(options, io, (where) => !/^(criteria|groups|adjustments)\b/.test(where));
  if (set.bands.length === 0) refuse('no-bands', 'bands', 'bộ tiêu chí không có mức xếp loại (bands)');
  const file = required(options.scores, '--scores');
  const { scores, findings } = readScores(await read(file, new Map(), io), set);
  if (findings.length > 0) throw new Refused(findings);
  const result = classify(set, scores);
  if (options.json) {
    io.out(JSON.stringify(result));
    return 0;
  }
  const percent = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  for (const each of result.classes) {
    io.out(`${each.name}: ${each.count} trên ${result.total} (${percent.format(each.percent)}%)`);
  }
  for (const { agency, score, bands } of result.unclassified) {
    const why = bands === undefined ? 'không thuộc mức nào' : `thuộc nhiều mức: ${bands.join(', ')}`;
    io.out(`Chưa xếp loại: ${agency}, ${score} điểm, ${why}`);
  }
  return 0;
}

async function scoreOne(options: Options, io: VerbIo): Promise<number> {
  const set = configured(await loadSet(options, io), options.setting);
  const inputs = await readJson<Partial<ScoreInputs>>(required(options.inputs, '--inputs'), io);
  const sheet = scoreAgency(set, { ...inputs, metrics: inputs.metrics ?? {} });
  if (options.json) {
    io.out(JSON.stringify(sheet));
    return 0;
  }
  if (!set.official) io.out(`Lưu ý: "${set.title}" không phải bộ tiêu chí chính thức.`);
  for (const { id, name, points, max, explanation } of sheet.criteria) {
    io.out(`${id}  ${points ?? '–'} / ${max}  ${name} — ${explanation}`);
  }
  for (const { id, points, reading } of sheet.adjustments) io.out(`${id}  ${points}  (${reading})`);
  io.out(
    `Tổng: ${sheet.total} / ${set.total}${sheet.complete ? '' : ' (chưa đủ)'}${sheet.band === null ? '' : ` – ${sheet.band}`}`,
  );
  return 0;
}

async function reconcileReport(options: Options, io: VerbIo): Promise<number> {
  const { report, findings } = readReport(
    await read(required(options.report, '--report'), SHIPPED_REPORTS, io),
  );
  if (report === null) throw new Refused(findings);
  const result = reconcile(report);
  if (options.json) io.out(JSON.stringify(result));
  else {
    for (const finding of result.findings) io.out(lineOf(finding));
    io.out(`Các mức ${result.reconciles ? 'khớp' : 'không khớp'} với ${result.total} cơ quan.`);
  }
  return result.reconciles ? 0 : 1;
}

interface ProgressRecords {
  readonly population: readonly string[];
  readonly reached: readonly MilestoneReached[];
}

async function progress(options: Options, io: VerbIo): Promise<number> {
  const file = required(options.records, '--records');
  const { population, reached } = await readJson<Partial<ProgressRecords>>(file, io);
  if (!Array.isArray(population) || !Array.isArray(reached)) {
    refuse('invalid-value', '', 'cần {"population": [tên], "reached": [{"agency", "milestone", "on"}]}');
  }
  const wanted = required(options.milestones, '--milestones')
    .split(',')
    .map((any) => any.split('|').map((each) => each.trim()));
  const figure = progressBy(
    required(options.by, '--by'),
    wanted,
    population as string[],
    reached as MilestoneReached[],
  );
  if (options.json) io.out(JSON.stringify(figure));
  else io.out(`Đến ${figure.by}: ${figure.reached} trên ${figure.of} cơ quan (${figure.percent}%)`);
  return 0;
}

async function listSets({ json }: Options, io: VerbIo): Promise<number> {
  const sets = await Promise.all(
    [...SHIPPED_SETS].map(async ([id, url]) => {
      const { set } = readSet(await io.readFile(fileURLToPath(url)));
      return { id, title: set?.title ?? '', official: set?.official ?? false };
    }),
  );
  if (json) io.out(JSON.stringify(sets));
  else for (const { id, title } of sets) io.out(`${id}  ${title}`);
  return 0;
}

/**
 * A set whose bands are unsound still classifies: what it can't place shows as unclassified. Only what can't be read
 * is refused, where it `matters` to the question.
 */
async function loadSet(
  options: Options,
  io: VerbIo,
  matters: (where: string) => boolean = () => true,
): Promise<CriteriaSet> {
  const { set, findings } = readSet(await read(required(options.set, '--set'), SHIPPED_SETS, io));
  const errors = findings.filter(({ severity, where }) => severity === 'error' && matters(where));
  if (set === null || errors.length > 0) throw new Refused(errors);
  return set;
}

function configured(set: CriteriaSet, given: readonly string[]): CriteriaSet {
  const values = given.map((text): [string, Scalar] => {
    const [name = '', value = ''] = text.split('=', 2);
    if (value === 'true' || value === 'false') return [name, value === 'true'];
    return [name, value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value];
  });
  const result = withSettings(set, Object.fromEntries(values));
  if (result.set !== null) return result.set;
  return refuse(
    'unknown-setting',
    `settings.${result.refused}`,
    'không có thiết lập này hoặc giá trị không thuộc lựa chọn',
  );
}

async function readJson<T>(file: string, io: VerbIo): Promise<T> {
  const text = await read(file, new Map(), io);
  try {
    const value = JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T;
  } catch (error) {
    return refuse('unreadable', file, `không phải JSON: ${(error as Error).message}`);
  }
  return refuse('invalid-value', file, 'cần một đối tượng JSON');
}

async function read(file: string, shipped: ReadonlyMap<string, URL>, io: VerbIo): Promise<string> {
  const url = shipped.get(file);
  try {
    return await io.readFile(url === undefined ? file : fileURLToPath(url));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const known = shipped.size === 0 ? '' : `; có sẵn: ${[...shipped.keys()].join(', ')}`;
    return refuse('file-unreadable', file, `không đọc được tệp (${code})${known}`);
  }
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new Misused(`thiếu ${name}`);
  return value;
}

function refuse(code: string, where: string, message: string): never {
  throw new Refused([{ code, severity: 'error', where, message }]);
}

function lineOf({ severity, where, code, message }: Finding): string {
  const at = where === '' ? '' : `${where}: `;
  return `${severity === 'error' ? 'lỗi' : 'lưu ý'}: ${at}${message} [${code}]`;
}
