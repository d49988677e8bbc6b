/** A directory over a database of its own. */
import { createDirectory, migrateDirectory, type Directory } from '#libs/directory';
import pg from 'pg';
import { freshDatabase, type FreshDatabase } from './postgres.ts';

export interface TestDirectory {
  readonly directory: Directory;
  readonly database: FreshDatabase;
  /** Another process's view of the same database. */
  another(): Promise<Directory>;
  /** Moves everyone's clock. */
  pass(minutes: number): void;
  close(): Promise<void>;
}

const START = Date.parse('2026-03-02T01:00:00.000Z');

export async function testDirectory(): Promise<TestDirectory> {
  const database = await freshDatabase();
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
  try {
    await migrateDirectory(owner);
  } finally {
    await owner.end();
  }
  let passedMs = 0;
  const opened: Directory[] = [];
  const another = async (): Promise<Directory> => {
    const directory = await createDirectory({
      url: database.appUrl,
      poolSize: 2,
      now: () => new Date(START + passedMs),
    });
    opened.push(directory);
    return directory;
  };
  return {
    directory: await another(),
    database,
    another,
    pass: (minutes) => (passedMs += minutes * 60_000),
    close: async () => {
      await Promise.all(opened.map((directory) => directory.close()));
      await database.drop();
    },
  };
}
