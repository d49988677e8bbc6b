/** Message DB: its own SQL files, and its function `write_message`. */
import { readFile } from 'node:fs/promises';
import pg from 'pg';

const FILES = [
  'schema/message-store',
  'types/message',
  'tables/messages',
  'functions/hash-64',
  'functions/category',
  'functions/acquire-lock',
  'functions/stream-version',
  'functions/write-message',
  'indexes/messages-id',
  'indexes/messages-category',
  'indexes/messages-stream',
];

export async function openMessageDb(connectionString, connections) {
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    options: '-c search_path=message_store,public',
  });
  pool.on('error', () => undefined);
  const client = await pool.connect();
  for (const file of FILES) {
    const path = new URL(`./node_modules/@eventide/message-db/database/${file}.sql`, import.meta.url);
    await client.query(await readFile(path, 'utf8'));
  }
  client.release();
  return {
    /** Its lock is one for a category: each stream is given one of its own, which is its best case. */
    append: (stream, version, id, { type, data, metadata }) =>
      pool.query({
        name: 'write-message',
        text: 'select write_message($1, $2, $3, $4, $5, $6)',
        values: [
          id,
          `d${stream.replaceAll('-', '')}-1`,
          type,
          JSON.stringify(data),
          JSON.stringify(metadata),
          version - 1,
        ],
      }),
    close: () => pool.end(),
  };
}
