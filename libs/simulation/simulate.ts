/** A year of a province, dossier by dossier, every one played through the core. */
import {
  addWorkingMinutes,
  dateOf,
  instantOf,
  type Instant,
  type LocalDate,
  type LocalMoment,
} from '#libs/calendar';
import type { Channel, DossierCommand, RecordedDossierEvent } from '#libs/dossier';
import { placementsOf, type OfficerSubstitution } from '#libs/organisation';
import { stepOf, type Edition } from '#libs/procedure';
import { v7 } from 'uuid';
import { arrivalDays, codeDate, counterMoment, onlineMoment, type ArrivalDays } from './arrivals.ts';
import { standingFor, successorOf } from './editions.ts';
import { Habits } from './habits.ts';
import { History } from './history.ts';
import { luckOf, seedOf, type Luck } from './luck.ts';
import { applicantOf } from './people.ts';
import { Receptions, type Reception } from './receptions.ts';
import { specsFor, type Spec } from './plants/specs.ts';
import { DossierRecord } from './record.ts';
import { drawScript, REFUSED_AT_COUNTER, scriptFor } from './script.ts';
import { Staff } from './staff.ts';
import type { Plant, SimulatedDossier, Simulation, SimulationOptions, Slice } from './types.ts';

const ONLINE = 0.42;
const POSTAL = 0.08;
const UNIT_SPREAD = [0.85, 0.95, 1, 1.05, 1.2];
/** An online submission is looked at within a morning. */
const LOOKED_AT_MINUTES = 120;
const FIRST_NUMBER = 1_000;
const NUMBERS = 9_000;
/** A planted dossier needs the rest of the year to come to its end. */
const PLANTED_IN = 0.75;

export function simulate(options: SimulationOptions): Simulation {
  const { year, plants = 0, slice } = options;
  if (plants > 0 && slice && slice.of > 1) throw new RangeError('plants need the whole year in one part');
  const until = options.until ?? instantOf(`${year + 1}-01-01T00:00` as LocalMoment);
  const { assignments } = options.organisation;
  const successor = plants > 0 ? successorOf(options.editions, year, assignments) : undefined;
  const editions = successor ? [...options.editions, successor] : options.editions;
  const substitutions: OfficerSubstitution[] = [];
  return {
    editions,
    substitutions,
    dossiers: dossiersOf({ ...options, editions }, until, successor, substitutions),
  };
}

function* dossiersOf(
  options: SimulationOptions,
  until: Instant,
  successor: Edition | undefined,
  substitutions: OfficerSubstitution[],
): Generator<SimulatedDossier> {
  const { dossiers: count, year, seed, organisation, calendar, editions, plants = 0, slice } = options;
  const staff = new Staff(organisation, calendar);
  const days = arrivalDays(staff.calendarOf(''), year, until);
  const receptions = new Receptions(staff, standingFor(editions, year), seed);
  const habits = new Habits(plants > 0 ? 2 : 0);
  const wanted = Array.from({ length: plants }, () => specsFor(successor)).flat();
  const numbers = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const luck = luckOf(seedOf(seed, year, count, index));
    const day = days.dayOf(index, count, luck);
    const reception = receptions.pick(day.date, luck);
    if (!reception || !isIn(slice, reception.agency)) continue;
    // The busiest counters are the habits' own: an odd dossier there would break one.
    const spec = reception.busy ? undefined : specFor(wanted, reception, day.date, index / count);
    const one: Playing = {
      options,
      receptions,
      staff,
      days,
      luck,
      reception,
      until,
      numbers,
      habits,
      date: day.date,
    };
    const played = play(one, day.working, spec);
    const planted = spec && plant(played, spec, one, substitutions);
    // One that found no place in this story waits its turn for another.
    if (spec) wanted.splice(wanted.indexOf(spec), 1);
    if (spec && !planted) wanted.push(spec);
    const last = index === count - 1 ? habits.plants() : [];
    const { id, notes } = played;
    const events = planted?.events ?? played.events;
    const left = notes.filter((note) => stillHappened(note, events));
    yield {
      id,
      applicant: applicantOf(luck, count),
      events,
      plants: [...left, ...(planted ? [planted.plant] : []), ...last],
    };
  }
}

/** A step that was left out of the story on purpose was late no more. */
const stillHappened = ({ step, run }: Plant, events: readonly RecordedDossierEvent[]): boolean =>
  step === undefined ||
  events.some(({ body }) => 'step' in body && body.step === step && 'run' in body && body.run === run);

/** By agency, so that each numbers its dossiers as if there were one part. */
const isIn = (slice: Slice | undefined, agency: string): boolean =>
  !slice || seedOf(...new TextEncoder().encode(agency)) % slice.of === slice.index;

interface Playing {
  readonly receptions: Receptions;
  readonly options: SimulationOptions;
  readonly staff: Staff;
  readonly days: ArrivalDays;
  readonly luck: Luck;
  readonly reception: Reception;
  readonly until: Instant;
  readonly numbers: Map<string, number>;
  readonly habits: Habits;
  readonly date: LocalDate;
}

interface Played {
  readonly id: string;
  readonly edition: Edition;
  readonly events: readonly RecordedDossierEvent[];
  readonly notes: readonly Plant[];
}

function play(one: Playing, working: boolean, spec: Spec | undefined): Played {
  const { options, staff, luck, reception, until, days, date } = one;
  const { edition, agency } = reception;
  const draw = luck.next();
  const channel: Channel =
    !working || draw < ONLINE ? 'online' : draw < ONLINE + POSTAL ? 'postal' : 'counter';
  const came = channel === 'online' ? onlineMoment(date, luck) : counterMoment(date, luck);
  const id = v7({ msecs: Date.parse(came), random: luck.bytes(16) });
  const placements = placementsOf(staff.organisation(came), edition.code, agency)!;
  const record = new DossierRecord(id, edition, placements, staff.calendarOf);
  const nothing: Played = { id, edition, events: record.events, notes: [] };
  if (came >= until) return nothing;

  const lookupHash = options.lookupHash?.(id) ?? id.replaceAll('-', '').repeat(2);
  const documents = documentsOf(edition, luck);
  let at = came;
  if (channel === 'online') {
    const submitted = record.attempt(
      { kind: 'applicant', account: 'cd' },
      { type: 'submit', channel, documents, lookupHash },
      came,
    );
    if (submitted !== undefined) throw new Error(`${edition.code}: a submission was refused (${submitted})`);
    const seen = addWorkingMinutes(staff.calendarOf(agency), came, 1 + luck.below(LOOKED_AT_MINUTES));
    if (!seen.ok) throw new RangeError(seen.refusal.message);
    at = seen.value;
  }
  if (at >= until) return nothing;
  record.edition = one.receptions.inForce(edition.code, dateOf(at)) ?? edition;
  const refuses = !spec && luck.chance(REFUSED_AT_COUNTER);
  const code = codeOf(one, agency, at);
  receive(
    record,
    staff,
    at,
    luck,
    refuses
      ? { type: 'refuse', reason: 'Không thuộc thẩm quyền', channel }
      : { type: 'receive', code, channel, documents, lookupHash },
  );
  if (refuses) return nothing;
  const script = spec
    ? { ...scriptFor(spec.deed), returns: spec.returns ?? false }
    : drawScript(luck, loadOn(one, days));
  const history = new History(
    record,
    staff,
    luck,
    script,
    until,
    spec || !reception.busy ? undefined : one.habits,
  );
  history.play();
  return { ...nothing, edition: record.edition, notes: history.plants };
}

/** Busy days slow everybody down, short-handed units more. */
function loadOn({ date, reception, options }: Playing, days: ArrivalDays): number {
  const unit = luckOf(seedOf(options.seed, ...new TextEncoder().encode(reception.agency)));
  return days.loadOn(date) * unit.pick(UNIT_SPREAD);
}

function receive(
  record: DossierRecord,
  staff: Staff,
  at: Instant,
  luck: Luck,
  command: DossierCommand,
): void {
  const { edition, placements } = record;
  const first = stepOf(edition, edition.firstStep)!;
  const unit = placements[first.part]?.units[first.unit] ?? '';
  const holders = staff.holders(first.role, unit, at);
  const actor = holders.length > 0 ? staff.actor(luck.pick(holders), at) : null;
  const refused = actor ? record.attempt(actor, command, at) : 'nobody';
  if (refused !== undefined)
    throw new Error(`${edition.code}: ${command.type} at ${unit} was refused (${refused})`);
}

function documentsOf(edition: Edition, luck: Luck) {
  return edition.documents
    .filter(({ required }) => required || luck.chance(0.5))
    .map(({ code, copies }) => ({ code, copies }));
}

/** Each agency numbers its dossiers of a day; where the numbers begin tells one simulation from another. */
function codeOf({ options, numbers, staff }: Playing, agency: string, at: Instant): string {
  const { seed, year, dossiers } = options;
  const prefix = `${staff.organisation(at).agencies.get(agency)?.code ?? agency}-${codeDate(at)}`;
  const number = (numbers.get(prefix) ?? 0) + 1;
  numbers.set(prefix, number);
  const block = FIRST_NUMBER + (seedOf(seed, year, dossiers) % NUMBERS);
  return `${prefix}-${block}${String(number).padStart(4, '0')}`;
}

function specFor(
  wanted: readonly Spec[],
  { edition }: Reception,
  date: LocalDate,
  passed: number,
): Spec | undefined {
  return wanted.find(({ suits, kind }) =>
    suits
      ? suits(edition, date) && (passed < PLANTED_IN || kind === 'edition-not-in-force')
      : passed < PLANTED_IN,
  );
}

function plant(
  { id, edition, events }: Played,
  { kind, nearMiss, tamper }: Spec,
  { staff, luck }: Playing,
  substitutions: OfficerSubstitution[],
): { readonly events: readonly RecordedDossierEvent[]; readonly plant: Plant } | undefined {
  const altered = tamper({ events, edition, staff, luck });
  if (!altered) return undefined;
  const { step, run, substitution } = altered;
  if (substitution) substitutions.push(substitution);
  const where = { ...(step !== undefined && { step }), ...(run !== undefined && { run }) };
  return { events: altered.events, plant: { kind, dossier: id, ...where, nearMiss } };
}
