import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig, type Config } from './config.ts';

const file = (dataFolder: string) => join(dataFolder, 'run', 'environment.json');

export type PartEnvironment = Readonly<Record<string, string>>;

/** Leaves the addresses of a running system for the commands of a second terminal. It holds passwords. */
export async function leaveEnvironment(dataFolder: string, environment: PartEnvironment): Promise<void> {
  await writeFile(file(dataFolder), JSON.stringify(environment), { mode: 0o600 });
}

export function forgetEnvironment(dataFolder: string): Promise<void> {
  return rm(file(dataFolder), { force: true });
}

/**
 * The configuration for a command: what the environment says, else what the system that `npm start` runs on the same
 * data folder uses. Without either, `databaseUrl` is undefined.
 */
export function readCommandConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const config = readConfig(environment);
  try {
    const running = JSON.parse(readFileSync(file(config.dataFolder), 'utf8')) as PartEnvironment;
    return readConfig({ ...running, ...environment });
  } catch {
    return config;
  }
}
