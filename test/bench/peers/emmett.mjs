/** Emmett's PostgreSQL event store, as its documentation has it. */
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';

export async function openEmmett(connectionString, connections) {
  const pool = new pg.Pool({ connectionString, max: connections });
  // Stopping the server may reach a connection that is just being closed.
  pool.on('error', () => undefined);
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pooled: true, pool } });
  await store.schema.migrate();
  return {
    /** `version`: events in the stream so far. */
    append: (stream, version, events) =>
      store.appendToStream(`dossier-${stream}`, events, {
        expectedStreamVersion: version === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(version),
      }),
    async close() {
      await store.close();
      if (!pool.ended) await pool.end();
    },
  };
}
