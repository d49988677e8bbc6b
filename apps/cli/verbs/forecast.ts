/** `dunghan forecast`: which open dossiers are likely to be late, and how such forecasts did in months held out. */
import { parseArgs } from 'node:util';
import { learn, standings } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { withRuntime } from '../runtime.ts';
import type { Verb, VerbIo } from '../verb.ts';
import { checkLines } from './forecast/check.ts';

const USAGE = 'usage: dunghan forecast [--check] [--least PERCENT] [--json]';
const MISUSED = 2;
const REFUSED = 1;
const PERCENT = 100;
const DEFAULT_LEAST = 10;

interface Asked {
  readonly check: boolean;
  readonly least: number;
  readonly json: boolean;
}

export const forecastVerb: Verb = {
  name: 'forecast',
  summary: 'open dossiers that are likely to be late (--check: how such forecasts did in months held out)',
  async run(args, io) {
    const asked = asking(args);
    if (asked) return withRuntime(io, (runtime) => forecastOn(runtime, asked, io));
    io.err(USAGE);
    return MISUSED;
  },
};

function asking(args: string[]): Asked | undefined {
  try {
    const boolean = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({
      args,
      options: { check: boolean, json: boolean, least: { type: 'string' } },
    });
    const least = Number(values.least ?? DEFAULT_LEAST);
    return least >= 0 && least <= PERCENT ? { ...values, least } : undefined;
  } catch {
    return undefined;
  }
}

async function forecastOn(runtime: Runtime, asked: Asked, io: VerbIo): Promise<number> {
  const { pool, calendars } = runtime;
  await runtime.organisation();
  const calendarOf = (agency: string) => calendars.calendarOf(calendars.current(), agency);
  const learned = await learn(pool, calendarOf);
  if (asked.check) {
    if (learned.checked === null) {
      io.err('The past is too short: no month of it can be held out.');
      return REFUSED;
    }
    if (asked.json) io.out(JSON.stringify(learned.checked));
    else for (const line of checkLines(learned.checked)) io.out(line);
    return 0;
  }
  const now = runtime.now();
  const rows = (await standings(pool, calendarOf, now))
    .flatMap(({ dossier, standing }) => {
      const chance = learned.model.chanceOf(standing);
      return chance && chance.chance * PERCENT >= asked.least
        ? [{ dossier, procedure: standing.procedure, agency: standing.group, ...chance }]
        : [];
    })
    .sort((a, b) => b.chance - a.chance || (a.dossier < b.dossier ? -1 : 1));
  if (asked.json) io.out(JSON.stringify({ asOf: now, learnedFrom: learned.dossiers, rows }));
  else {
    for (const { dossier, procedure, agency, step, chance, n } of rows) {
      const percent = `${(chance * PERCENT).toFixed(1)}%`;
      io.out(`${percent.padStart(6)}  ${dossier}  ${procedure} ${step}  ${agency}  (n=${n})`);
    }
    io.err(`${rows.length} open dossiers at ${asked.least}% or more, from ${learned.dossiers} that ended`);
  }
  return 0;
}
