/** `dunghan simulate`: a year of the province's dossiers, played through the core and loaded with true chains. */
import { open, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { shippedEditions } from '#libs/catalogue';
import { NATIONAL_CALENDAR } from '#libs/calendar';
import { lookupHashOf } from '#libs/commands';
import type { OfficerSubstitution } from '#libs/organisation';
import { readCommandConfig, readMasterKeys } from '#libs/platform';
import type { Edition } from '#libs/procedure';
import { listEditions } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { simulate } from '#libs/simulation';
import type { Plant, SimulationOptions } from '#libs/simulation';
import { Pool } from 'pg';
import { readArguments, refuse, wholeNumber } from '../arguments.ts';
import { asOwner } from '../backup/owner.ts';
import { withRuntime } from '../runtime.ts';
import { LOADS_AT_ONCE, loadDossiers, loadSlice, type Written } from '../simulate/load-slice.ts';
import { loadInThreads } from '../simulate/threads.ts';
import type { Verb, VerbIo } from '../verb.ts';
import { publishImported } from './demo.ts';

const USAGE =
  'usage: dunghan simulate --dossiers N --year Y --seed S [--json] [--plant FILE [--plants K]]\n' +
  '  --plant FILE  plants deviations of every kind, and as many near misses, and lists them in FILE (JSON)\n' +
  '  --plants K    how many of each kind (default 5)';
const MISUSED = 2;
const REFUSED = 1;
const DEFAULT_PLANTS = 5;
const MAX_DOSSIERS = 10_000_000;
const MOST_YEAR = 2100;
const LEAST_YEAR = 2015;
const MOST_SEED = 2 ** 31;
const MOST_PLANTS = 1_000;
/** A thread takes a second to begin. */
const LEAST_FOR_THREADS = 2_000;
const MOST_THREADS = 8;
const INSUFFICIENT_PRIVILEGE = '42501';
const BY = 'dunghan simulate';

interface Asked {
  readonly dossiers: number;
  readonly year: number;
  readonly seed: number;
  readonly json: boolean;
  readonly plantFile: string | undefined;
  readonly plants: number;
}

export const simulateVerb: Verb = {
  name: 'simulate',
  summary: 'write a simulated year into the ledger (--dossiers N --year Y --seed S)',
  async run(args, io) {
    const asked = asking(args, io);
    if (!asked) return MISUSED;
    // A list that can't be written is found before the year is.
    if (asked.plantFile !== undefined) await (await open(asked.plantFile, 'a')).close();
    return withRuntime(io, (runtime) =>
      asOwner(({ url }) => simulateInto({ runtime, ownerUrl: url }, asked, io)).catch((error: unknown) => {
        if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
        io.err('Only the owner of the ledger may load it. Set DATABASE_OWNER_URL.');
        return REFUSED;
      }),
    );
  },
};

const TEXT = { type: 'string' } as const;
const OPTIONS = {
  dossiers: TEXT,
  year: TEXT,
  seed: TEXT,
  plant: TEXT,
  plants: TEXT,
  json: { type: 'boolean' },
} as const;

function asking(args: string[], io: VerbIo): Asked | undefined {
  const given = readArguments(args, io, { usage: USAGE, options: OPTIONS });
  if (!given) return undefined;
  const { values } = given;
  const numbers = [
    wholeNumber('dossiers', values.dossiers, 1, MAX_DOSSIERS),
    wholeNumber('year', values.year, LEAST_YEAR, MOST_YEAR),
    wholeNumber('seed', values.seed ?? '1', 0, MOST_SEED),
    wholeNumber('plants', values.plants ?? String(DEFAULT_PLANTS), 1, MOST_PLANTS),
  ];
  const wrong = numbers.filter((each) => typeof each === 'string');
  if (wrong.length > 0) return refuse(io, USAGE, wrong.join('\n'));
  const plantFile = values.plant;
  if (plantFile === undefined && values.plants !== undefined) {
    return refuse(io, USAGE, '--plants: cần --plant FILE, nơi ghi danh sách');
  }
  const [dossiers, year, seed, plants] = numbers as [number, number, number, number];
  const json = values.json ?? false;
  return { dossiers, year, seed, json, plantFile, plants: plantFile === undefined ? 0 : plants };
}

/** Loading is the owner's: the application's role may only append. */
export interface SimulatedWorld {
  readonly runtime: Runtime;
  readonly ownerUrl: string;
}

export async function simulateInto(world: SimulatedWorld, asked: Asked, io: VerbIo): Promise<number> {
  const { runtime } = world;
  const organisation = await runtime.directory.loadOrganisation();
  if (organisation.assignments.length === 0) {
    io.err('No agency handles a procedure yet. Load the demo province first: dunghan demo load');
    return REFUSED;
  }
  const began = performance.now();
  const options: SimulationOptions = {
    dossiers: asked.dossiers,
    year: asked.year,
    seed: asked.seed,
    plants: asked.plants,
    organisation,
    editions: await editionsOnRecord(runtime),
    calendar: NATIONAL_CALENDAR,
    until: runtime.now(),
  };
  const plants: Plant[] = [];
  const written = await (asked.plants > 0 ? loadPlanted(world, options, plants) : loadPlain(world, options));
  if (asked.plantFile !== undefined) await writeFile(asked.plantFile, `${JSON.stringify(plants, null, 1)}\n`);
  const seconds = (performance.now() - began) / 1_000;
  const eventsPerSecond = Math.round(written.events / seconds);
  const planted = plants.filter(({ natural }) => !natural).length;
  io.out(
    asked.json
      ? JSON.stringify({ ...written, plants: planted, seconds, eventsPerSecond })
      : `${written.dossiers} dossiers, ${written.events} events in ${seconds.toFixed(1)} s (${eventsPerSecond} events/s); ${written.repeated} were there before`,
  );
  return 0;
}

/** One after the other: what is planted looks at all of the year. */
async function loadPlanted(
  { runtime, ownerUrl }: SimulatedWorld,
  options: SimulationOptions,
  plants: Plant[],
): Promise<Written> {
  const lookupHash = (dossier: string): string => lookupHashOf(runtime.secrets.lookupSecretOf(dossier));
  const { dossiers, substitutions, editions } = simulate({ ...options, lookupHash });
  await publishAll(runtime, editions);
  const written = await asOwnerOf(ownerUrl, (owner) =>
    loadDossiers(runtime, owner, dossiers, (more) => plants.push(...more)),
  );
  await record(runtime, substitutions);
  return written;
}

async function loadPlain(
  { runtime, ownerUrl }: SimulatedWorld,
  options: SimulationOptions,
): Promise<Written> {
  await publishAll(runtime, options.editions);
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  if (threads === 1 || options.dossiers < LEAST_FOR_THREADS) {
    return asOwnerOf(ownerUrl, (owner) => loadSlice(runtime, owner, options));
  }
  const config = readCommandConfig();
  const [first, ...older] = (await readMasterKeys(config)).map((key) => key.toString('base64'));
  const work = {
    databaseUrl: config.databaseUrl!,
    ownerUrl,
    masterKeys: [first!, ...older] as const,
    options,
  };
  return loadInThreads(work, threads);
}

async function publishAll(runtime: Runtime, editions: readonly Edition[]): Promise<void> {
  for (const edition of editions) await publishImported(runtime, edition);
}

async function record({ directory }: Runtime, substitutions: readonly OfficerSubstitution[]): Promise<void> {
  if (substitutions.length === 0) return;
  const records = substitutions.map((body) => ({ type: 'SubstitutionRecorded' as const, body }));
  const recorded = await directory.change(records, BY);
  if (recorded.ok || recorded.refusal.code === 'nothing-to-change') return;
  throw new Error(`substitutions were refused: ${JSON.stringify(recorded.refusal).slice(0, 500)}`);
}

async function asOwnerOf<Answer>(url: string, use: (owner: Pool) => Promise<Answer>): Promise<Answer> {
  const owner = new Pool({ connectionString: url, max: LOADS_AT_ONCE });
  try {
    return await use(owner);
  } finally {
    await owner.end();
  }
}

/** As they were published here; where none is, those that ship. */
async function editionsOnRecord({ pool, editions }: Runtime): Promise<readonly Edition[]> {
  const listed = await listEditions(pool);
  const published = listed.filter(({ status }) => status === 'published' || status === 'superseded');
  const found = await Promise.all(published.map(({ code, edition }) => editions.edition(code, edition)));
  const known = found.filter((edition) => edition !== undefined);
  return known.length > 0 ? known.sort((a, b) => a.edition - b.edition) : shippedEditions();
}
