import pg from 'pg';

/** The role that owns the schemas and runs the migrations. */
export const OWNER_ROLE = 'dunghan_owner';
/** The role the running product uses; what it may do is granted by the migrations. */
export const APP_ROLE = 'dunghan_app';

/** What holds for every session of the running product. */
const APP_SETTINGS = {
  /** One open write transaction holds every reader of the ledger back, so the product's own are cut off. */
  transaction_timeout: '30s',
  /** Many ask at once and briefly: none takes the processors of others, or compiles what it runs once. */
  max_parallel_workers_per_gather: '0',
  jit: 'off',
};

export interface RolePasswords {
  readonly owner?: string;
  readonly app?: string;
}

/** Creates the two roles, or gives existing ones these passwords. `adminUrl` is a superuser's. */
export async function ensureRoles(adminUrl: string, passwords: RolePasswords = {}): Promise<void> {
  await withClient(adminUrl, async (client) => {
    for (const [role, password] of [
      [OWNER_ROLE, passwords.owner],
      [APP_ROLE, passwords.app],
    ] as const) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (known.rowCount === 0) await client.query(`create role ${role} login`);
      if (password !== undefined) {
        await client.query(`alter role ${role} password ${client.escapeLiteral(password)}`);
      }
    }
    for (const [setting, value] of Object.entries(APP_SETTINGS)) {
      await client.query(`alter role ${APP_ROLE} set ${setting} = '${value}'`);
    }
  });
}

/** Creates a database of the owner's, if there is none of that name. */
export async function ensureDatabase(adminUrl: string, name: string, template = 'template1'): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const known = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (known.rowCount !== 0) return;
    const [database, from] = [client.escapeIdentifier(name), client.escapeIdentifier(template)];
    await client.query(`create database ${database} owner ${OWNER_ROLE} template ${from}`);
    await client.query(`revoke connect on database ${database} from public`);
    await client.query(`grant connect on database ${database} to ${APP_ROLE}`);
  });
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  });
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
