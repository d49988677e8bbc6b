import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimPidFile, runToEnd } from '../process/index.ts';
import { cachedTemporal } from './cache.ts';
import { locateTemporal } from './locate.ts';

/** The newest release of the CLI that installs with `go install`. */
export const TEMPORAL_CLI_VERSION = 'v1.5.1';
const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@${TEMPORAL_CLI_VERSION}`;

const WAIT_FOR_OTHER_MS = 500;
const DOWNLOAD_TIMEOUT_MS = 180_000;

export type FetchStage = 'fetching' | 'building';

export interface FetchOptions {
  onStage?(stage: FetchStage): void;
  readonly signal?: AbortSignal;
}

/** Why Temporal could not be had; each line is one way that was tried. */
export class TemporalNotFound extends Error {
  override readonly name = 'TemporalNotFound';
}

/**
 * The path of a Temporal CLI, fetched into the project's cache when the machine has none: by the SDK's own
 * downloader where the internet is open, else built with Go, which takes minutes.
 */
export async function fetchTemporal(options: FetchOptions = {}): Promise<string> {
  const lock = `${cachedTemporal()}.fetching`;
  await mkdir(dirname(lock), { recursive: true });
  options.onStage?.('fetching');
  while (await claimPidFile(lock)) {
    // Another process is at it, and building twice takes twice as long.
    await sleep(WAIT_FOR_OTHER_MS, undefined, { signal: options.signal });
  }
  try {
    return (await locateTemporal()) ?? (await fetchInto(cachedTemporal(), options));
  } finally {
    await rm(lock, { force: true });
  }
}

async function fetchInto(target: string, options: FetchOptions): Promise<string> {
  const folder = await mkdtemp(`${target}-`);
  try {
    const download = await downloaded(folder);
    if ('path' in download) return await moved(download.path, target);
    options.onStage?.('building');
    const built = await runToEnd('go', ['install', GO_PACKAGE], {
      env: { GOBIN: folder },
      signal: options.signal,
    });
    if (built === undefined) return await moved(join(folder, 'temporal'), target);
    throw new TemporalNotFound(
      `Temporal could not be fetched. Install its CLI on the PATH, or set TEMPORAL_ADDRESS.\ndownload: ${download.failure}\ngo install: ${built}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function moved(from: string, to: string): Promise<string> {
  await rename(from, to);
  return to;
}

async function downloaded(folder: string): Promise<{ path: string } | { failure: string }> {
  const timeout = sleep(DOWNLOAD_TIMEOUT_MS, undefined, { ref: false }).then(() => {
    throw new Error('the download took too long');
  });
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const executable = {
      type: 'cached-download',
      version: TEMPORAL_CLI_VERSION,
      downloadDir: folder,
    } as const;
    const environment = await Promise.race([
      TestWorkflowEnvironment.createLocal({ server: { executable } }),
      timeout,
    ]);
    await environment.teardown();
    const [file] = (await readdir(folder)).filter((name) => name.startsWith('temporal'));
    return file ? { path: join(folder, file) } : { failure: 'nothing was downloaded' };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
