/** The tables of the schema `directory`, as TypeORM knows them. The migrations are the truth; nothing is synchronised. */
import type {
  Agency,
  AgencyOfficeHours,
  Assignment,
  Officer,
  OfficerSubstitution,
  OrganisationEvent,
  RoleHolding,
  SystemGrant,
  Unit,
} from '#libs/organisation';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

export interface ChangeRow {
  readonly version: number;
  readonly seq: number;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** The account, or the name of the tool, that made the change. */
  readonly by: string;
  readonly type: OrganisationEvent['type'];
  readonly record: string;
  readonly body: OrganisationEvent['body'];
}

export interface AccountRow {
  readonly username: string;
  readonly passwordHash: string;
  readonly officer: string;
  readonly language: string;
  /** The next thing to do after logging in is to choose another password. */
  readonly mustChange: boolean;
  readonly disabled: boolean;
  readonly createdAt: Date;
}

export interface SessionRow {
  readonly tokenHash: Buffer;
  readonly account: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
}

type Column = EntitySchemaColumnOptions;

const id: Column = { type: 'text', primary: true };
const text: Column = { type: 'text' };
const json: Column = { type: 'jsonb' };
const flag = (name: string): Column => ({ type: 'boolean', name });
const orNull = (column: Column): Column => ({ ...column, nullable: true });
const time = (name: string): Column => ({ type: 'timestamptz', name });
/** Read back as the text the core compares. */
const instant = (name: string): Column => ({
  ...time(name),
  transformer: {
    to: (value: string): string => value,
    from: (value: Date): string => value.toISOString(),
  },
});
const validFrom: Column = { type: 'date', name: 'valid_from' };
const validity = { validFrom, validTo: orNull({ type: 'date', name: 'valid_to' }) };

function table<Row>(name: string, columns: Record<keyof Row & string, Column>): EntitySchema<Row> {
  return new EntitySchema<Row>({ name, tableName: name, schema: 'directory', columns: columns as never });
}

export const agencies = table<Agency>('agency', {
  id,
  code: text,
  name: text,
  shortName: { type: 'text', name: 'short_name' },
  level: text,
  parent: orNull(text),
  isoMandatory: flag('iso_mandatory'),
  ...validity,
});
export const units = table<Unit>('unit', { id, agency: text, function: text, name: text, ...validity });
export const officers = table<Officer>('officer', {
  id,
  name: text,
  unit: text,
  title: text,
  email: orNull(text),
  ...validity,
});
export const holdings = table<RoleHolding>('held_role', {
  id,
  officer: text,
  role: text,
  unit: text,
  ...validity,
});
export const grants = table<SystemGrant>('system_grant', {
  id,
  officer: text,
  role: text,
  scope: orNull(text),
  ...validity,
});
export const substitutions = table<OfficerSubstitution>('substitution', {
  id,
  officer: text,
  substitute: text,
  roles: orNull(json),
  from: instant('from'),
  to: instant('to'),
  basis: text,
});
export const officeHours = table<AgencyOfficeHours>('office_hours', {
  id,
  agency: text,
  validFrom,
  sessions: json,
  weekdays: json,
  ignoresHolidays: flag('ignores_holidays'),
});
export const assignments = table<Assignment>('assignment', {
  id,
  procedure: text,
  agency: text,
  parts: json,
  ...validity,
});
export const changes = table<ChangeRow>('change', {
  version: { type: 'int', primary: true },
  seq: { type: 'int', primary: true },
  at: instant('at'),
  by: text,
  type: text,
  record: text,
  body: json,
});
export const accounts = table<AccountRow>('account', {
  username: id,
  passwordHash: { type: 'text', name: 'password_hash' },
  officer: text,
  language: text,
  mustChange: flag('must_change'),
  disabled: flag('disabled'),
  createdAt: time('created_at'),
});
export const sessions = table<SessionRow>('session', {
  tokenHash: { type: 'bytea', name: 'token_hash', primary: true },
  account: text,
  createdAt: time('created_at'),
  expiresAt: time('expires_at'),
  lastSeenAt: time('last_seen_at'),
});

/** The organisation's tables under the names a snapshot has for them. */
export const organisationTables = {
  agencies,
  units,
  officers,
  holdings,
  grants,
  substitutions,
  officeHours,
  assignments,
};

export const entities = [...Object.values(organisationTables), changes, accounts, sessions];
