/** A real S3 server over a folder, on loopback. */
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from '@jest/globals';
import { AwsClient } from 'aws4fetch';
import type { S3Settings } from '#libs/platform/files';
import { freePort, stopProcess, type StopPlan } from '#libs/platform/process';
import { locateS3Server } from './s3-server.ts';

const program = await locateS3Server();

export const hasS3Server = program !== undefined;

/** `describe` where the server is in the project's cache, `describe.skip` where not: `npm test` builds it, if Go is there. */
export const describeWithS3 = hasS3Server ? describe : describe.skip;

export const S3_SECRET = 'only-for-tests';
const KEY = { keyId: 'dunghan', secret: S3_SECRET };
const AT_ONCE: StopPlan = { signal: 'SIGKILL', graceMs: 5_000, lastSignal: 'SIGKILL' };
const POLL_MS = 20;
const MAX_POLLS = 1_500;
const VERSIONING = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';

export interface S3Server {
  readonly settings: S3Settings;
  /** Where it keeps all that it keeps. */
  readonly folder: string;
  /** Connections are taken, and nothing is answered until it goes on. */
  hang(): void;
  goOn(): void;
  stop(): Promise<void>;
}

/** With one bucket, which keeps versions. */
export async function startS3(folder: string): Promise<S3Server> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const settings = { endpoint, region: 'vn-1', bucket: 'tep', prefix: 'dunghan', pathStyle: true, ...KEY };
  const [root, meta, versions] = ['root', 'meta', 'versions'].map((name) => join(folder, name));
  for (const path of [root!, meta!, versions!]) await mkdir(path);
  const place = ['--port', `127.0.0.1:${port}`, '--region', settings.region, '--quiet', 'posix'];
  const child = spawn(program!, [...place, '--sidecar', meta!, '--versioning-dir', versions!, root!], {
    env: { ROOT_ACCESS_KEY_ID: KEY.keyId, ROOT_SECRET_ACCESS_KEY: KEY.secret },
    stdio: 'ignore',
    detached: true,
  });
  await answers(endpoint, () => child.exitCode === null);
  await makeBucket(settings);
  return {
    settings,
    folder,
    hang: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    stop: async () => void (await stopProcess(child.pid!, AT_ONCE)),
  };
}

async function answers(endpoint: string, alive: () => boolean): Promise<void> {
  for (let count = 0; count < MAX_POLLS && alive(); count++) {
    const answered = await fetch(endpoint).catch(() => undefined);
    await answered?.text();
    if (answered) return;
    await sleep(POLL_MS);
  }
  throw new Error('the S3 server does not serve');
}

async function makeBucket({ endpoint, region, bucket, keyId, secret }: S3Settings): Promise<void> {
  const admin = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3' });
  for (const [query, body] of [
    ['', ''],
    ['?versioning', VERSIONING],
  ]) {
    const answer = await admin.fetch(`${endpoint}/${bucket}${query}`, { method: 'PUT', body: body! });
    if (!answer.ok) throw new Error(`the bucket: ${answer.status} ${await answer.text()}`);
  }
}
