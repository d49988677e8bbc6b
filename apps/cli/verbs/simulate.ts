/** `dunghan simulate`: a year of the province's dossiers, written into the ledger in bulk with true chains. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { shippedEditions } from '#libs/catalogue';
import { NATIONAL_CALENDAR } from '#libs/calendar';
import { DOSSIER, lookupHashOf, toNewEvent } from '#libs/commands';
import type { Applicant } from '#libs/commands';
import { eventIdOf, MAX_COMMANDS_PER_CALL, requestHashOf } from '#libs/ledger';
import type { AppendRequest } from '#libs/ledger';
import type { RecordedDossierEvent } from '#libs/dossier';
import type { Edition } from '#libs/procedure';
import { listEditions } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { simulate } from '#libs/simulation';
import type { Plant, SimulatedDossier } from '#libs/simulation';
import { withRuntime } from '../runtime.ts';
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
/** Appends under way at once: the generator works while PostgreSQL does. */
const IN_FLIGHT = 3;
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
    const asked = asking(args);
    if (asked) return withRuntime(io, (runtime) => simulateInto(runtime, asked, io));
    io.err(USAGE);
    return MISUSED;
  },
};

function asking(args: string[]): Asked | undefined {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        dossiers: text,
        year: text,
        seed: text,
        plant: text,
        plants: text,
        json: { type: 'boolean' },
      },
    });
    const dossiers = number(values.dossiers, 1, MAX_DOSSIERS);
    const year = number(values.year, LEAST_YEAR, MOST_YEAR);
    const seed = number(values.seed ?? '1', 0, 2 ** 31);
    const plants = number(values.plants ?? String(DEFAULT_PLANTS), 1, 1_000);
    if (dossiers === undefined || year === undefined || seed === undefined || plants === undefined)
      return undefined;
    const plantFile = values.plant;
    return {
      dossiers,
      year,
      seed,
      json: values.json ?? false,
      plantFile,
      plants: plantFile === undefined ? 0 : plants,
    };
  } catch {
    return undefined;
  }
}

export async function simulateInto(runtime: Runtime, asked: Asked, io: VerbIo): Promise<number> {
  const organisation = await runtime.directory.loadOrganisation();
  if (organisation.assignments.length === 0) {
    io.err('No agency handles a procedure yet. Load the demo province first: dunghan demo load');
    return REFUSED;
  }
  const began = performance.now();
  const { dossiers, substitutions, editions } = simulate({
    dossiers: asked.dossiers,
    year: asked.year,
    seed: asked.seed,
    plants: asked.plants,
    organisation,
    editions: await editionsOnRecord(runtime),
    calendar: NATIONAL_CALENDAR,
    until: runtime.now(),
    lookupHash: (dossier) => lookupHashOf(runtime.secrets.lookupSecretOf(dossier)),
  });
  for (const edition of editions) await publishImported(runtime, edition);
  const plants: Plant[] = [];
  const written = await writeAll(runtime, dossiers, plants);
  if (substitutions.length > 0) {
    const records = substitutions.map((body) => ({ type: 'SubstitutionRecorded' as const, body }));
    const recorded = await runtime.directory.change(records, BY);
    if (!recorded.ok && recorded.refusal.code !== 'nothing-to-change') {
      throw new Error(`substitutions were refused: ${JSON.stringify(recorded.refusal).slice(0, 500)}`);
    }
  }
  if (asked.plantFile !== undefined) await writeFile(asked.plantFile, `${JSON.stringify(plants, null, 1)}\n`);
  const seconds = (performance.now() - began) / 1_000;
  const perSecond = Math.round(written.dossiers / seconds);
  const answer = { ...written, plants: plants.filter(({ natural }) => !natural).length, seconds, perSecond };
  io.out(
    asked.json
      ? JSON.stringify(answer)
      : `${written.dossiers} dossiers, ${written.events} events in ${seconds.toFixed(1)} s (${perSecond} dossiers/s); ${written.repeated} were there before`,
  );
  return 0;
}

/** As they were published here; where none is, those that ship. */
async function editionsOnRecord({ pool, editions }: Runtime): Promise<readonly Edition[]> {
  const listed = await listEditions(pool);
  const published = listed.filter(({ status }) => status === 'published' || status === 'superseded');
  const found = await Promise.all(published.map(({ code, edition }) => editions.edition(code, edition)));
  const known = found.filter((edition) => edition !== undefined);
  return known.length > 0 ? known.sort((a, b) => a.edition - b.edition) : shippedEditions();
}

interface Written {
  dossiers: number;
  events: number;
  repeated: number;
}

/** Whole dossiers together, so that no two calls meet on one stream. */
async function writeAll(
  runtime: Runtime,
  dossiers: Iterable<SimulatedDossier>,
  plants: Plant[],
): Promise<Written> {
  const written: Written = { dossiers: 0, events: 0, repeated: 0 };
  const underway = new Set<Promise<void>>();
  let batch: AppendRequest[] = [];
  const send = async (): Promise<void> => {
    const requests = batch;
    batch = [];
    if (underway.size >= IN_FLIGHT) await Promise.race(underway);
    const call = appendBatch(runtime, requests, written).finally(() => underway.delete(call));
    underway.add(call);
  };
  for (const dossier of dossiers) {
    plants.push(...dossier.plants);
    const requests = requestsFor(runtime, dossier);
    written.dossiers += requests.length > 0 ? 1 : 0;
    written.events += dossier.events.length;
    if (batch.length + requests.length > MAX_COMMANDS_PER_CALL) await send();
    batch.push(...requests);
  }
  await send();
  await Promise.all(underway);
  return written;
}

async function appendBatch(
  { ledger }: Runtime,
  requests: readonly AppendRequest[],
  written: Written,
): Promise<void> {
  for (let from = 0; from < requests.length; from += MAX_COMMANDS_PER_CALL) {
    const results = await ledger.appendMany(requests.slice(from, from + MAX_COMMANDS_PER_CALL));
    for (const result of results) {
      if (result.status === 'repeated') written.repeated += 1;
      else if (result.status !== 'recorded') throw new Error(`the ledger answered ${result.status}`);
    }
  }
}

/** A command's events go together, as they were decided. */
function requestsFor({ secrets }: Runtime, { id, applicant, events }: SimulatedDossier): AppendRequest[] {
  const subject = secrets.subjectOf(applicant.idNumber);
  const requests: AppendRequest[] = [];
  for (let from = 0; from < events.length;) {
    const { commandId } = events[from]!;
    let to = from + 1;
    while (events[to]?.commandId === commandId) to += 1;
    const news = events
      .slice(from, to)
      .map((event, index) => newEventOf(event, subject, from + index === 0 ? applicant : undefined));
    requests.push({
      streamId: id,
      kind: DOSSIER,
      expectedVersion: from,
      // A story that was tampered with may show a command twice; each of its places is a command of its own.
      commandId: requests.some((known) => known.commandId === commandId)
        ? eventIdOf(id, commandId, from)
        : commandId,
      requestHash: requestHashOf({ commandId, from, to }),
      events: news,
    });
    from = to;
  }
  return requests;
}

const newEventOf = (event: RecordedDossierEvent, subject: string, applicant: Applicant | undefined) => ({
  ...toNewEvent(event, subject, applicant),
  ...(event.imported && { imported: true }),
});

/** A whole number within its bounds, or nothing. */
function number(given: string | undefined, least: number, most: number): number | undefined {
  const value = Number(given);
  const fits = given !== undefined && Number.isInteger(value) && value >= least && value <= most;
  return fits ? value : undefined;
}
