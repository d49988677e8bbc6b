export { POSTGRES_MAJOR } from './cluster.ts';
export {
  databaseUrl,
  POSTGRES_STOP,
  startPostgres,
  type PostgresOptions,
  type PostgresServer,
} from './server.ts';
export {
  APP_ROLE,
  dropDatabase,
  ensureDatabase,
  ensureRoles,
  OWNER_ROLE,
  type RolePasswords,
} from './roles.ts';
