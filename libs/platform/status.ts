import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type PartName = 'postgres' | 'temporal' | 'api' | 'worker' | 'projector';

export interface PartStatus {
  /** `external`: somebody else's, given by configuration. `waiting`: for another part. */
  readonly state: 'waiting' | 'starting' | 'fetching' | 'building' | 'up' | 'down' | 'external';
  /** When this state began, ISO 8601 in UTC. */
  readonly since: string;
  readonly address?: string;
  /** Pages a person can open. */
  readonly url?: string;
  /** Why it is down, or what it waits for. */
  readonly detail?: string;
  /** How often it was started again after it ended by itself. */
  readonly restarts?: number;
}

export type SystemStatus = Readonly<Partial<Record<PartName, PartStatus>>>;

const statusFile = (dataFolder: string) => join(dataFolder, 'status.json');

/** What the launcher last said of each part; empty where no launcher ever ran (production). */
export function readStatus(dataFolder: string): SystemStatus {
  try {
    return JSON.parse(readFileSync(statusFile(dataFolder), 'utf8')) as SystemStatus;
  } catch {
    return {};
  }
}

/** Keeps the status file: one writer, many readers, who never see half a file. */
export class StatusBoard {
  readonly #dataFolder: string;
  #status: SystemStatus = {};
  #written: Promise<void> = Promise.resolve();

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  get status(): SystemStatus {
    return this.#status;
  }

  /** Tells of one part; resolves when readers can see it. */
  tell(part: PartName, status: Omit<PartStatus, 'since'>): Promise<void> {
    this.#status = { ...this.#status, [part]: { ...status, since: new Date().toISOString() } };
    // A full disk must not stop the parts: whoever reads meets an older status.
    this.#written = this.#written.then(() => this.#write()).catch(() => undefined);
    return this.#written;
  }

  async #write(): Promise<void> {
    const file = statusFile(this.#dataFolder);
    await writeFile(`${file}.next`, JSON.stringify(this.#status, null, 2));
    await rename(`${file}.next`, file);
  }
}
