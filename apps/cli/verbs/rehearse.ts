/** `dunghan rehearse`: a year's dossiers of a procedure under a draft edition of it. */
import { parseArgs } from 'node:util';
import { fromRecorded } from '#libs/commands';
import { fold } from '#libs/dossier';
import { factsOf, NO_HISTORY, rehearse, remember, type Facts, type Rehearsal } from '#libs/metrics';
import { parseEdition } from '#libs/procedure/format';
import type { Edition } from '#libs/procedure';
import type { Runtime } from '#libs/runtime';
import { withRuntime } from '../runtime.ts';
import type { Verb, VerbIo } from '../verb.ts';

const USAGE = 'usage: dunghan rehearse --edition DRAFT.yaml --year Y [--cut PERCENT] [--json]';
const MISUSED = 2;
const REFUSED = 1;
const DEFAULT_CUT = 30;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;
const SHOWN = 20;

interface Asked {
  readonly file: string;
  readonly year: number;
  readonly cut: number;
  readonly json: boolean;
}

export const rehearseVerb: Verb = {
  name: 'rehearse',
  summary: "replay a year's dossiers under a draft edition (--edition DRAFT.yaml --year Y)",
  async run(args, io) {
    const asked = asking(args);
    if (!asked) {
      io.err(USAGE);
      return MISUSED;
    }
    const draft = parseEdition(await io.readFile(asked.file));
    if (!draft.ok) {
      for (const { message } of draft.findings) io.err(message);
      return REFUSED;
    }
    return withRuntime(io, (runtime) => rehearseOn(runtime, draft.value, asked, io));
  },
};

function asking(args: string[]): Asked | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args,
      options: { edition: text, year: text, cut: text, json: { type: 'boolean' } },
    });
    const year = Number(values.year);
    const cut = Number(values.cut ?? DEFAULT_CUT);
    const sound = Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR && cut > 0 && cut < 100;
    return values.edition !== undefined && sound
      ? { file: values.edition, year, cut, json: values.json ?? false }
      : undefined;
  } catch {
    return undefined;
  }
}

async function rehearseOn(runtime: Runtime, draft: Edition, asked: Asked, io: VerbIo): Promise<number> {
  const { all, editions } = await factsOfYear(runtime, draft.code, asked.year);
  if (all.length === 0) {
    io.err(`No dossier of ${draft.code} was received in ${asked.year}.`);
    return REFUSED;
  }
  const calendar = runtime.calendars.current();
  const calendarOf = (agency: string) => runtime.calendars.calendarOf(calendar, agency);
  const rehearsal = rehearse(all, draft, (number) => editions.get(number), calendarOf, asked.cut);
  if (asked.json) io.out(JSON.stringify({ ...rehearsal, assumptions: ASSUMPTIONS }));
  else for (const line of told(rehearsal, draft, asked.year)) io.out(line);
  return 0;
}

async function factsOfYear(runtime: Runtime, procedure: string, year: number) {
  const { pool, ledger, calendars, organisation } = runtime;
  await organisation();
  const { rows } = await pool.query<{ dossier: string }>(
    `select dossier from read.figure_dossier
     where procedure = $1 and received_month between make_date($2, 1, 1) and make_date($2, 12, 31) order by received_at, dossier`,
    [procedure, year],
  );
  const all: Facts[] = [];
  const editions = new Map<number, Edition>();
  for (const { dossier } of rows) {
    const events = (await ledger.load(dossier)).map(fromRecorded);
    const state = fold(events);
    if (!('pinned' in state)) continue;
    const { edition: number, calendarVersion } = state.pinned;
    const edition = editions.get(number) ?? (await runtime.editions.edition(procedure, number));
    if (!edition) continue;
    editions.set(number, edition);
    const data = await calendars.version(calendarVersion);
    const history = events.reduce(remember, NO_HISTORY);
    all.push(factsOf(state, history, edition, (agency) => calendars.calendarOf(data, agency)));
  }
  return { all, editions };
}

const ASSUMPTIONS = [
  'Each step takes the time it took: nobody works faster or slower for a shorter or longer deadline.',
  'Waits for the applicant and for other agencies stop the clock as they did.',
  'Steps are matched by their words and role, else by number and role; those without a match are left out.',
  'Times that several steps share are not tried step by step.',
  'Dossiers that are still open, and those without an appointment, are left out.',
];

const percent = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((100 * part) / whole).toFixed(2)}%`;

function told(rehearsal: Rehearsal, draft: Edition, year: number): string[] {
  const { dossiers, lateBefore, lateUnderDraft, newlyLate, cut, steps, matches, leftOut } = rehearsal;
  return [
    `${draft.code}, draft of edition ${draft.edition}, over ${dossiers} dossiers received in ${year} (${leftOut} left out)`,
    `late as it was: ${lateBefore} (${percent(lateBefore, dossiers)}); under the draft: ${lateUnderDraft} (${percent(lateUnderDraft, dossiers)}), ${newlyLate.length} of them newly`,
    ...newlyLate.slice(0, SHOWN).map((code) => `  ${code}`),
    `with ${cut.percent}% less time in all: ${cut.late} late (${percent(cut.late, dossiers)})`,
    'steps, the tightest first:',
    ...steps.map(
      (step) =>
        `  ${step.draft} (${step.time}): ${step.lateUnderDraft} of ${step.runs} late (${percent(step.lateUnderDraft, step.runs)}), before ${step.lateBefore}`,
    ),
    'how steps were matched:',
    ...matches.map(
      ({ edition, step, draft: to, by }) => `  edition ${edition} ${step} → ${to ?? 'nothing'} (${by})`,
    ),
    'assumed:',
    ...ASSUMPTIONS.map((words) => `  ${words}`),
  ];
}
