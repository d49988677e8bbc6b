/** The organisation in PostgreSQL: read whole, changed by events, one version a change. */
import {
  changed,
  eventsOf,
  NO_ORGANISATION,
  tableOf,
  validateOrganisation,
  type OrganisationEvent,
  type OrganisationFinding,
  type OrganisationSnapshot,
} from '#libs/organisation';
import type { DataSource, EntityManager } from 'typeorm';
import { changes, organisationTables, type ChangeRow } from './entities.ts';

/** Rows written by one statement, well under PostgreSQL's 65,535 parameters. */
const ROWS_PER_STATEMENT = 1000;
/** A change larger than this is no change but a load of another province. */
const MOST_EVENTS = 50_000;
const MOST_LOG_ROWS = 500;

export type OrganisationRefusal =
  | { readonly code: 'organisation-unsound'; readonly findings: readonly OrganisationFinding[] }
  | { readonly code: 'not-empty' }
  | { readonly code: 'nothing-to-change' }
  | { readonly code: 'too-many-changes' };

export type OrganisationChanged =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly refusal: OrganisationRefusal };

export class OrganisationStore {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  async version(): Promise<number> {
    return versionIn(this.#source.manager);
  }

  /** All of it as of one moment. */
  async load(): Promise<OrganisationSnapshot> {
    return this.#source.transaction('REPEATABLE READ', loadIn);
  }

  /** Writers take turns on the version's row. A change after which the organisation is unsound is refused whole. */
  async change(events: readonly OrganisationEvent[], by: string, at: Date): Promise<OrganisationChanged> {
    return this.#write(by, at, () => events);
  }

  /** Records a whole organisation, once: only where there is none yet. */
  async loadFirst(snapshot: OrganisationSnapshot, by: string, at: Date): Promise<OrganisationChanged> {
    return this.#write(by, at, (before) => (before.version === 0 ? eventsOf(snapshot) : null));
  }

  /** Who changed what, newest first. */
  async log(before = Number.MAX_SAFE_INTEGER, limit = 50): Promise<readonly ChangeRow[]> {
    return this.#source
      .getRepository(changes)
      .createQueryBuilder('change')
      .where('change.version < :before', { before: Math.min(before, 2 ** 31 - 1) })
      .orderBy('change.version', 'DESC')
      .addOrderBy('change.seq', 'ASC')
      .limit(Math.min(limit, MOST_LOG_ROWS))
      .getMany();
  }

  /** The rows of the next version after that one, in order. */
  async changesAfter(version: number): Promise<readonly ChangeRow[]> {
    return this.#source
      .getRepository(changes)
      .createQueryBuilder('change')
      .where('change.version = (select min(version) from directory.change where version > :version)', {
        version,
      })
      .orderBy('change.seq')
      .getMany();
  }

  /** The organisation as it was at a version, folded from the log alone. */
  async asOf(version: number): Promise<OrganisationSnapshot> {
    const rows = await this.#source
      .getRepository(changes)
      .createQueryBuilder('change')
      .where('change.version <= :version', { version })
      .orderBy('change.version')
      .addOrderBy('change.seq')
      .getMany();
    const byVersion = Map.groupBy(rows, (row) => row.version);
    return [...byVersion.values()].reduce(
      (before, part) => changed(before, part as unknown as OrganisationEvent[]),
      NO_ORGANISATION,
    );
  }

  async #write(
    by: string,
    at: Date,
    eventsFor: (before: OrganisationSnapshot) => readonly OrganisationEvent[] | null,
  ): Promise<OrganisationChanged> {
    return this.#source.transaction(async (manager) => {
      await manager.query('select version from directory.organisation for update');
      const before = await loadIn(manager);
      const events = eventsFor(before);
      if (events === null) return { ok: false, refusal: { code: 'not-empty' } };
      if (events.length === 0) return { ok: false, refusal: { code: 'nothing-to-change' } };
      if (events.length > MOST_EVENTS) return { ok: false, refusal: { code: 'too-many-changes' } };
      const after = changed(before, events);
      const findings = validateOrganisation(after);
      if (findings.length > 0) return { ok: false, refusal: { code: 'organisation-unsound', findings } };
      await writeRows(manager, events);
      await writeLog(manager, events, { version: after.version, by, at: at.toISOString() });
      await manager.query('update directory.organisation set version = $1', [after.version]);
      return { ok: true, version: after.version };
    });
  }
}

async function versionIn(manager: EntityManager): Promise<number> {
  const rows: { version: number }[] = await manager.query('select version from directory.organisation');
  return rows[0]!.version;
}

/** One connection, one query after the other: a transaction's client takes no two at once. */
async function loadIn(manager: EntityManager): Promise<OrganisationSnapshot> {
  const version = await versionIn(manager);
  const { agencies, units, officers, holdings, grants, substitutions, officeHours, assignments } =
    organisationTables;
  return {
    version,
    agencies: await manager.find(agencies, { order: { id: 'ASC' } }),
    units: await manager.find(units, { order: { id: 'ASC' } }),
    officers: await manager.find(officers, { order: { id: 'ASC' } }),
    holdings: await manager.find(holdings, { order: { id: 'ASC' } }),
    grants: await manager.find(grants, { order: { id: 'ASC' } }),
    substitutions: await manager.find(substitutions, { order: { id: 'ASC' } }),
    officeHours: await manager.find(officeHours, { order: { id: 'ASC' } }),
    assignments: await manager.find(assignments, { order: { id: 'ASC' } }),
  };
}

/** In the order of `organisationTables`, so that what is referred to is there first. Of two events on one record the last counts. */
async function writeRows(manager: EntityManager, events: readonly OrganisationEvent[]): Promise<void> {
  const byTable = Map.groupBy(events, (event) => tableOf(event.type));
  for (const [key, entity] of Object.entries(organisationTables)) {
    const touched = byTable.get(key as keyof typeof organisationTables) ?? [];
    const rows = [...new Map(touched.map(({ body }) => [body.id, body])).values()];
    for (const part of parts(rows)) {
      await manager.upsert<{ id: string }>(entity, part, ['id']);
    }
  }
}

async function writeLog(
  manager: EntityManager,
  events: readonly OrganisationEvent[],
  change: { readonly version: number; readonly by: string; readonly at: string },
): Promise<void> {
  const rows = events.map(({ type, body }, index): ChangeRow => ({
    ...change,
    seq: index + 1,
    type,
    record: body.id,
    body,
  }));
  for (const part of parts(rows)) await manager.insert(changes, part);
}

function parts<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_STATEMENT) }, (_, index) =>
    rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  );
}
