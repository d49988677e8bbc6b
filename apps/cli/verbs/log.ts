/** `dunghan log …`: event logs of any origin. */
import { parseArgs } from 'node:util';
import type { LogField, LogFields } from '#libs/interchange';
import type { Verb, VerbIo } from '../verb.ts';
import { conform } from './log/conform.ts';
import { draft } from './log/draft.ts';
import { foldFigures } from './log/figures.ts';
import { forecastLog } from './log/forecast.ts';
import { UnusableProcedure } from './log/mapping-file.ts';
import { asRefusal } from './log/source.ts';

const USAGE = [
  'usage: dunghan log figures FILE.xes[.gz] [--json]',
  '       dunghan log forecast FILE.xes[.gz] [--json]',
  '       dunghan log conform FILE --procedure EDITION.yaml [--map MAP.json] [--each] [--json] [COLUMNS]',
  '       dunghan log draft FILE [--code CODE] [--title TITLE] [--agency AGENCY] [--json] [COLUMNS]',
  '(FILE: .xes or .csv, plain or .gz; - reads standard input)',
  '(COLUMNS: --case --activity --time --role --unit --of --ended NAME, the columns or attributes that hold them;',
  '          --only VALUE, the cases of one procedure; --delimiter CHARACTER)',
];

const OPTIONS = {
  json: { type: 'boolean', default: false },
  each: { type: 'boolean', default: false },
  procedure: { type: 'string' },
  map: { type: 'string' },
  code: { type: 'string', default: 'QT.DT.01' },
  title: { type: 'string', default: 'Quy trình dựng từ nhật ký' },
  agency: { type: 'string', default: 'Cơ quan' },
  only: { type: 'string' },
  delimiter: { type: 'string' },
  case: { type: 'string' },
  activity: { type: 'string' },
  time: { type: 'string' },
  role: { type: 'string' },
  unit: { type: 'string' },
  of: { type: 'string' },
  ended: { type: 'string' },
} as const;

type Options = ReturnType<typeof parse>['values'];

export const logVerb: Verb = {
  name: 'log',
  summary:
    'event logs: figures, a forecast tried on one, a log compared with a procedure, a procedure drafted from one',
  async run(args, io) {
    const act = readArgs(args, io);
    if (act === null) {
      for (const line of USAGE) io.err(line);
      return 2;
    }
    try {
      return (await act.run()) === false ? 1 : 0;
    } catch (error) {
      if (error instanceof UnusableProcedure) {
        io.err(error.message);
        return 1;
      }
      const refusal = asRefusal(error);
      if (refusal === null) throw error;
      io.err(`${(error as NodeJS.ErrnoException).path ?? act.file}: ${refusal.message} [${refusal.code}]`);
      return 1;
    }
  },
};

function parse(args: string[]) {
  return parseArgs({ args, allowPositionals: true, options: OPTIONS });
}

function readArgs(args: string[], io: VerbIo): { file: string; run(): Promise<boolean | void> } | null {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch {
    return null; // an option it does not know
  }
  const { values } = parsed;
  const [action, file, ...rest] = parsed.positionals;
  if (file === undefined || rest.length > 0) return null;
  if (action === 'figures') return { file, run: () => foldFigures(file, values.json, io) };
  if (action === 'forecast') return { file, run: () => forecastLog(file, values.json, io) };
  const { procedure, map, json, each, code, title, agency } = values;
  const asked = { ...readingOf(values), json };
  if (action === 'draft') return { file, run: () => draft(file, { ...asked, code, title, agency }, io) };
  if (action !== 'conform' || procedure === undefined) return null;
  const options = { ...asked, procedure, each, ...(map !== undefined && { map }) };
  return { file, run: () => conform(file, options, io) };
}

/** By option, the field whose column it names: `--procedure` is the file of the procedure itself. */
const FIELD_OF = {
  case: 'case',
  activity: 'activity',
  time: 'time',
  role: 'role',
  unit: 'unit',
  of: 'procedure',
  ended: 'ended',
} as const satisfies Partial<Record<keyof Options, LogField>>;

function readingOf(values: Options) {
  const { only, delimiter } = values;
  const named = Object.entries(FIELD_OF).map(([option, field]) => [
    field,
    values[option as keyof typeof FIELD_OF],
  ]);
  const fields = Object.fromEntries(named.filter(([, column]) => column !== undefined)) as LogFields;
  return { fields, ...(only !== undefined && { only }), ...(delimiter !== undefined && { delimiter }) };
}
