/** What every process of the product holds: the database, the ledger, the directory and the command side, put together once. */
import { workCalendar } from '#libs/calendar';
import type { CalendarData, Instant, WorkCalendar } from '#libs/calendar';
import {
  createCalendarStore,
  createCommands,
  createEditionCommands,
  createNonconformityCommands,
  createQmsCommands,
  createQualityCommands,
  createScoringCommands,
  createSecrets,
} from '#libs/commands';
import type {
  Calendars,
  CalendarStore,
  Commands,
  EditionCommands,
  NonconformityCommands,
  Placements,
  QmsCommands,
  QualityCommands,
  ScoringCommands,
  Secrets,
} from '#libs/commands';
import { createDirectory } from '#libs/directory';
import type { Directory } from '#libs/directory';
import { createKeyring, createLedger } from '#libs/ledger';
import type { Ledger } from '#libs/ledger';
import { officeHoursOf, placementsOf } from '#libs/organisation';
import type { Organisation } from '#libs/organisation';
import {
  createCoverage,
  createEditionStore,
  createScoreMetrics,
  effectOn,
  isQualifiedToScore,
  latestEdition,
  recordsOfCause,
  similarTo,
} from '#libs/read-models';
import type { CoverageReader, EditionStore } from '#libs/read-models';
import type { MetricsProvider } from '#libs/scoring/year';
import { Pool } from 'pg';
import { keyFor, keyringKeys, type MasterKeys } from './master-keys.ts';
import { measuredCommands, measuredLedger } from './measured.ts';

export interface RuntimeOptions {
  /** PostgreSQL as the application's role. */
  readonly databaseUrl: string;
  /** Kept outside the database. */
  readonly masterKeys: MasterKeys;
  readonly applicationName: string;
  readonly poolSize?: number;
  readonly now?: () => Date;
  /** Absent: the product's own, from the figures and the ledger. */
  readonly metrics?: MetricsProvider;
}

export interface Runtime {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly editions: EditionStore;
  readonly calendars: Calendars;
  readonly calendarStore: CalendarStore;
  readonly secrets: Secrets;
  readonly commands: Commands;
  readonly editionCommands: EditionCommands;
  readonly scoring: ScoringCommands;
  readonly nonconformities: NonconformityCommands;
  readonly qms: QmsCommands;
  readonly quality: QualityCommands;
  /** ISO procedures beside the catalogues of administrative procedures. */
  readonly coverage: CoverageReader;
  /** Where a score's figures come from. */
  readonly metrics: MetricsProvider;
  readonly now: () => Instant;
  /** As valid today; a second stale at most. */
  readonly organisation: () => Promise<Organisation>;
  close(): Promise<void>;
}

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** With a connection go the plans of what was asked over it. */
const KEPT_IDLE_MS = 5 * 60_000;

export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { databaseUrl, masterKeys, applicationName, now: clock = () => new Date() } = options;
  const now = (): Instant => clock().toISOString() as Instant;
  const pool = new Pool({
    connectionString: databaseUrl,
    max: options.poolSize ?? POOL_SIZE,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: KEPT_IDLE_MS,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // One that is lent out and lost between two queries fails the next of them; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const directory = await createDirectory({ url: databaseUrl, now: clock });
  // What is derived once must stay the same when the key is succeeded: it follows from the first key ever used.
  const firstKey = masterKeys.at(-1)!;
  const keyring = createKeyring({
    pool,
    masterKeys: keyringKeys(masterKeys),
  });
  const ledger = measuredLedger(createLedger({ pool, keyring, searchKey: keyFor(firstKey, 'search') }));
  const editions = createEditionStore(pool);
  const secrets = createSecrets(firstKey);
  const known = knownOrganisation(directory);
  const calendarStore = createCalendarStore(ledger);
  const calendars = calendarsOf(calendarStore, known.get);
  const refresh = async (): Promise<Organisation> => {
    await calendarStore.refresh();
    return known.refresh();
  };
  const covering = {
    pool,
    ledger,
    organisation: refresh,
    workCalendarOf: (agency: string) => calendars.calendarOf(calendars.current(), agency),
  };
  const metrics =
    options.metrics ??
    createScoreMetrics({
      ...covering,
      refresh,
      calendar: (version) => calendars.version(version),
      calendarOf: (data, agency) => calendars.calendarOf(data, agency),
      substitution: (id) => known.get().snapshot.substitutions.find((one) => one.id === id),
    });
  const commands = measuredCommands(
    createCommands({
      ledger,
      pool,
      editions,
      calendars,
      secrets,
      now,
      placements: placementsIn(known.get),
      refresh,
    }),
  );
  return {
    pool,
    ledger,
    directory,
    editions,
    calendars,
    calendarStore,
    secrets,
    commands,
    now,
    editionCommands: createEditionCommands(ledger, now),
    scoring: createScoringCommands({
      ledger,
      metrics,
      now,
      qualified: ({ id, agency }, on) => isQualifiedToScore(pool, agency, id, on),
    }),
    nonconformities: createNonconformityCommands({
      ledger,
      now,
      refresh,
      calendarOf: covering.workCalendarOf,
      worksIn: (officer, agency) => worksIn(known.get(), officer, agency),
      figures: {
        recordsOf: (cause) => recordsOfCause(pool, cause),
        effectOn: (cause, windows) => effectOn(pool, cause, windows),
        similarTo: (cause, from, to) => similarTo(pool, cause, from, to),
        latestEdition: (procedure) => latestEdition(pool, procedure),
      },
    }),
    qms: createQmsCommands(ledger, now),
    quality: createQualityCommands({
      ledger,
      now,
      refresh,
      calendarOf: covering.workCalendarOf,
      worksIn: (officer, agency) => worksIn(known.get(), officer, agency),
    }),
    coverage: createCoverage(covering),
    metrics,
    organisation: refresh,
    async close() {
      await directory.close();
      await pool.end();
    },
  };
}

const worksIn = ({ officers, units }: Organisation, officer: string, agency: string): boolean =>
  units.get(officers.get(officer)?.unit ?? '')?.agency === agency;

/** The directory keeps the organisation; here it is held so that pure code can ask without waiting. */
function knownOrganisation(directory: Directory) {
  let latest: Organisation | undefined;
  return {
    refresh: async (): Promise<Organisation> => {
      latest = await directory.organisationToday();
      return latest;
    },
    get: (): Organisation => {
      if (latest === undefined) throw new Error('the organisation has not been read yet');
      return latest;
    },
  };
}

function calendarsOf(store: CalendarStore, organisation: () => Organisation): Calendars {
  const kept = new WeakMap<Organisation, Map<string, WorkCalendar>>();
  return {
    current: () => store.current(),
    version: (version) => store.version(version),
    calendarOf(data: CalendarData, agency: string): WorkCalendar {
      const today = organisation();
      const calendars = kept.get(today) ?? new Map<string, WorkCalendar>();
      kept.set(today, calendars);
      const key = `${data.version} ${agency}`;
      const known = calendars.get(key);
      if (known) return known;
      const hours = officeHoursOf(today.snapshot, agency);
      const made = hours.length > 0 ? workCalendar(data, hours) : workCalendar(data);
      calendars.set(key, made);
      return made;
    },
  };
}

function placementsIn(organisation: () => Organisation): Placements {
  return {
    placementsOf: (procedure, agency) => placementsOf(organisation(), procedure, agency) ?? undefined,
    codePrefixOf: (agency) => organisation().agencies.get(agency)?.code ?? agency,
  };
}
