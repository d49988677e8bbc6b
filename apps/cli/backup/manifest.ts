/** What lies in a backup: written last, so that a folder without it is no backup. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Why nothing was backed up or restored, in words for the person at the terminal. Nothing was changed. */
export class BackupRefusal extends Error {
  constructor(
    readonly code:
      | 'backup-unsound'
      | 'backup-of-another-release'
      | 'folder-not-empty'
      | 'database-not-empty'
      | 'database-empty'
      | 'cohort-away'
      | 'system-running',
    message: string,
  ) {
    super(message);
  }
}

const FORMAT = 'dunghan-backup-1';

const table = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  file: z.string(),
  rows: z.int(),
  /** Of the file. */
  sha256: z.string(),
});

const manifest = z.object({
  format: z.literal(FORMAT),
  at: z.iso.datetime(),
  /** Migrations applied, by schema: a backup is loaded by a release that knows exactly these. */
  migrations: z.record(z.string(), z.array(z.string())),
  /** In an order in which they can be loaded: a table after those it refers to. */
  tables: z.array(table),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
});

export type Manifest = z.infer<typeof manifest>;
export type DumpedTable = z.infer<typeof table>;

const pathIn = (folder: string): string => join(folder, 'manifest.json');

export async function writeManifest(folder: string, content: Omit<Manifest, 'format'>): Promise<void> {
  const path = pathIn(folder);
  await writeFile(`${path}.next`, JSON.stringify({ format: FORMAT, ...content }, null, 2));
  await rename(`${path}.next`, path);
}

/** Undefined: no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(pathIn(folder), 'utf8').catch((cause: Error) => {
    throw new BackupRefusal(
      'backup-unsound',
      `${folder}: no backup, or an unfinished one (${cause.message}).`,
    );
  });
  const read = manifest.safeParse(jsonOf(text));
  if (!read.success)
    throw new BackupRefusal('backup-unsound', `${pathIn(folder)}: ${z.prettifyError(read.error)}`);
  return read.data;
}
