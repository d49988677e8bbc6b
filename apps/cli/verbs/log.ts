/** `dunghan log …`: event logs of any origin. */
import { parseArgs } from 'node:util';
import type { CsvColumns } from '#libs/interchange';
import type { Verb, VerbIo } from '../verb.ts';
import { conform, UnusableProcedure } from './log/conform.ts';
import { foldFigures } from './log/figures.ts';
import { forecastLog } from './log/forecast.ts';
import { asRefusal } from './log/source.ts';

const USAGE = [
  'usage: dunghan log figures FILE.xes[.gz] [--json]',
  '       dunghan log forecast FILE.xes[.gz] [--json]',
  '       dunghan log conform FILE.xes[.gz] --procedure EDITION.yaml [--map MAP.json] [--json]',
  '       dunghan log conform FILE.csv[.gz] --procedure EDITION.yaml --case COLUMN --activity COLUMN [--delimiter ;] …',
  '(- reads standard input)',
];

const OPTIONS = {
  json: { type: 'boolean', default: false },
  procedure: { type: 'string' },
  map: { type: 'string' },
  case: { type: 'string' },
  activity: { type: 'string' },
  delimiter: { type: 'string' },
} as const;

type Options = ReturnType<typeof parse>['values'];

export const logVerb: Verb = {
  name: 'log',
  summary: 'event logs: figures of an XES log; a forecast tried on one; a log compared with a procedure',
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
  const { procedure, map, json } = values;
  const columns = columnsOf(values);
  if (action !== 'conform' || procedure === undefined || columns === null) return null;
  const options = { procedure, json, ...(map === undefined ? {} : { map }), ...(columns && { columns }) };
  return { file, run: () => conform(file, options, io) };
}

/** Undefined for an XES log; null when only half of what a CSV log needs was said. */
function columnsOf({ case: id, activity, delimiter }: Options): CsvColumns | undefined | null {
  if (id === undefined && activity === undefined) return undefined;
  if (id === undefined || activity === undefined) return null;
  return { case: id, activity, ...(delimiter === undefined ? {} : { delimiter }) };
}
