/** A small province on a real PostgreSQL: ledger, commands, officers; its clock is the test's. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { Actor } from '#libs/access';
import { NATIONAL_CALENDAR, workCalendar, type Instant } from '#libs/calendar';
import {
  createCommands,
  createSecrets,
  type CommandOutcome,
  type Commands,
  type Editions,
} from '#libs/commands';
import type { DossierCommand, DossierState } from '#libs/dossier';
import {
  commandIdOf,
  createKeyring,
  createLedger,
  migrate,
  migrateKeyring,
  migrateLedger,
  requestHashOf,
  type Ledger,
} from '#libs/ledger';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { DEPARTMENT, EDITIONS, PLACEMENTS } from './editions.ts';

const OPS = new URL('../../libs/read-models/migrations/ops/', import.meta.url);
export const WORLD_TEMPLATE = {
  name: 'workflows',
  async prepare({ ownerUrl }: { ownerUrl: string }) {
    const owner = new Pool({ connectionString: ownerUrl, max: 1 });
    await migrateLedger(owner);
    await migrateKeyring(owner);
    await migrate(owner, { schema: 'ops', folder: OPS });
    await owner.end();
  },
};

export interface World {
  readonly pool: Pool;
  readonly adminUrl: string;
  readonly ledger: Ledger;
  readonly commands: Commands;
  readonly editions: Editions;
  /** Opens a dossier; answers its id. */
  receive(procedure: string): Promise<string>;
  /** Has the step claimed and done by an officer who may; the last one hands the result over. */
  complete(dossier: string, step: string, outcome?: string): Promise<DossierState>;
  /** Takes it through all its steps to the hand-over. */
  finish(dossier: string): Promise<DossierState>;
  act(dossier: string, command: DossierCommand, actor: Actor): Promise<DossierState>;
  stateOf(dossier: string): Promise<DossierState>;
  drop(): Promise<void>;
}

export async function createWorld(now: () => Instant): Promise<World> {
  return openWorld(now, await freshDatabase(WORLD_TEMPLATE));
}

/** On a database that WORLD_TEMPLATE prepared. */
export function openWorld(now: () => Instant, database: FreshDatabase): World {
  const pool = new Pool({ connectionString: database.appUrl, max: 10 });
  pool.on('error', () => undefined);
  const keyring = createKeyring({ pool, masterKeys: [randomBytes(32)] });
  const ledger = createLedger({ pool, keyring, searchKey: randomBytes(32) });
  const editions: Editions = {
    edition: (code, edition) =>
      Promise.resolve(EDITIONS.find((one) => one.code === code && one.edition === edition)),
    inForce: (code) => Promise.resolve(EDITIONS.find((one) => one.code === code)),
  };
  const commands = createCommands({
    ledger,
    pool,
    editions,
    calendars: {
      current: () => NATIONAL_CALENDAR,
      version: async () => NATIONAL_CALENDAR,
      calendarOf: (data) => workCalendar(data),
    },
    placements: { placementsOf: () => PLACEMENTS, codePrefixOf: () => 'H99.12' },
    secrets: createSecrets(randomBytes(32)),
    refresh: () => Promise.resolve(),
    now,
  });

  const recorded = (outcome: CommandOutcome): Extract<CommandOutcome, { kind: 'recorded' | 'repeated' }> => {
    if (outcome.kind === 'recorded' || outcome.kind === 'repeated') return outcome;
    throw new Error(JSON.stringify(outcome));
  };
  const execute = async (command: DossierCommand, actor: Actor, dossier: string): Promise<DossierState> => {
    const id = { commandId: commandIdOf('test', randomUUID()), requestHash: requestHashOf(command) };
    return recorded(await commands.execute({ dossier, command, actor, ...id })).state;
  };
  const stateOf = async (dossier: string): Promise<DossierState> =>
    (await commands.load(dossier)) ?? { status: 'none' };

  async function complete(dossier: string, step: string, outcome = 'done'): Promise<DossierState> {
    const state = await stateOf(dossier);
    const open = 'open' in state ? state.open.find((one) => one.step === step) : undefined;
    if (!open) throw new Error(`${step} is not open: ${JSON.stringify(state)}`);
    const officer = officerFor(open.role, open.unit, open.agency);
    if (open.officer === null) await execute({ type: 'claim', step }, officer, dossier);
    const edition = EDITIONS.find(({ code }) => 'procedure' in state && code === state.procedure);
    const { handsOver, issuesResult } = edition?.steps.find(({ no }) => no === step) ?? {};
    if (handsOver) {
      return execute({ type: 'hand-over', channel: 'counter', receivedBy: 'applicant' }, officer, dossier);
    }
    const result = issuesResult ? { result: { number: '12/QĐ', positive: true } } : {};
    return execute(
      { type: 'complete', step, outcome, forms: [], results: [], files: [], ...result },
      officer,
      dossier,
    );
  }

  return {
    pool,
    adminUrl: database.adminUrl,
    ledger,
    commands,
    editions,
    stateOf,
    act: (dossier, command, actor) => execute(command, actor, dossier),
    async receive(procedure) {
      const command = {
        type: 'receive',
        opens: { procedure, agency: DEPARTMENT },
        channel: 'counter',
        documents: [],
        applicant: { name: 'Nguyễn Thị Thử', idNumber: '001099000001' },
      } as const;
      const outcome = await commands.execute({
        command,
        actor: officerFor('receptionist', `${DEPARTMENT}/one-stop`, DEPARTMENT),
        commandId: commandIdOf('test', randomUUID()),
        requestHash: requestHashOf(command),
      });
      return recorded(outcome).dossier;
    },
    complete,
    async finish(dossier) {
      for (;;) {
        const state = await stateOf(dossier);
        const mine = 'open' in state ? state.open.find(({ kind }) => kind === 'officer') : undefined;
        if (!mine) return state;
        await complete(dossier, mine.step);
      }
    },
    async drop() {
      await pool.end();
      await database.drop();
    },
  };
}

/** Whoever holds the role in the unit; each unit has one of each. */
export function officerFor(role: string, unit: string, agency: string): Actor {
  return {
    kind: 'officer',
    officer: `${role}@${unit}`,
    account: `${role}@${unit}`,
    agency,
    unit,
    systemRoles: ['officer', 'supervisor'],
    roles: [{ role, unit, agency }],
    substitutions: [],
    organisationVersion: 1,
  };
}
