/** The program of a server that speaks S3 over a folder: it checks signatures and hashes, and keeps versions. */
import { access, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from '#libs/platform/process';
import { cacheFolder } from '#libs/platform/temporal';

const S3_SERVER_VERSION = 'v1.8.0';
const GO_PACKAGE = `github.com/versity/versitygw/cmd/versitygw@${S3_SERVER_VERSION}`;
const WITHOUT_SYMBOLS = '-ldflags=-s -w';
/** It takes a good minute on two cores. */
const BUILD_MS = 15 * 60_000;

const cached = (): string => join(cacheFolder(), `versitygw-${S3_SERVER_VERSION}`, 'versitygw');

/** In the project's cache; undefined: not there. */
export function locateS3Server(): Promise<string | undefined> {
  const path = cached();
  return access(path, constants.X_OK).then(
    () => path,
    () => undefined,
  );
}

/** Builds it with Go into the project's cache, unless it is there. Why there is none; undefined: there is. */
export async function fetchS3Server(): Promise<string | undefined> {
  if (await locateS3Server()) return undefined;
  await mkdir(cacheFolder(), { recursive: true });
  const folder = await mkdtemp(join(cacheFolder(), 'versitygw-'));
  try {
    const failure = await runToEnd('go', ['install', WITHOUT_SYMBOLS, GO_PACKAGE], {
      env: { GOBIN: folder },
      signal: AbortSignal.timeout(BUILD_MS),
    });
    if (failure !== undefined) return `go install: ${failure}`;
    await rename(folder, join(cached(), '..')).catch(() => undefined);
    return (await locateS3Server()) ? undefined : `${cached()} could not be made`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
