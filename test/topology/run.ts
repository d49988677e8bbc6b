/**
 * `npm run topology`: production's topology without containers: PostgreSQL for the product and another for Temporal's own
 * server, two APIs behind a balancer, two workers, two projectors. The end-to-end tests named below pass on it, both of
 * each kind were at work, and everything agrees with the ledger.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '#libs/platform/postgres';
import { freePort } from '#libs/platform/process';
import { reportedStatuses } from '#libs/read-models';
import { openRuntime } from '#libs/runtime';
import { prometheusNames } from '#libs/telemetry';
import { ended, run, serving, stopped } from '../bench/support/processes.ts';
import type { RunningSystem } from '../e2e/system.ts';
import { agreement } from '../faults/checks.ts';
import { startScratchPostgres } from '../support/postgres.ts';
import { startBalancer } from './balancer.ts';
import { startTemporalOnPostgres, temporalServerPrograms } from './temporal-server.ts';

const INSTANCES = 2;
const WALKS = ['walk', 'editions'].map((name) => `test/e2e/${name}.test.ts`);
const ROOT = new URL('../../', import.meta.url).pathname;
/** Nothing was refused here, and no authority stamps. */
const SELDOM: ReadonlySet<string> = new Set(['dunghan_http_shed_total', 'dunghan_stamp_age_seconds']);
const UP_MS = 120_000;
const POLL_MS = 200;

const begun = performance.now();
const say = (line: string): void =>
  void process.stdout.write(`${Math.round((performance.now() - begun) / 1_000)} s: ${line}\n`);

const undo: (() => Promise<unknown> | void)[] = [];

async function start() {
  const programs = await temporalServerPrograms(say);
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-topology-'));
  await chmod(folder, 0o711);
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const postgres = await startScratchPostgres();
  undo.push(() => postgres.drop());
  const its = await startPostgres({
    folder: join(folder, 'temporal-postgres'),
    logFile: join(folder, 'temporal-postgres.log'),
  });
  undo.push(() => its.stop());
  say('PostgreSQL twice');
  const temporal = await startTemporalOnPostgres({ programs, folder, postgresPort: its.port });
  undo.push(() => temporal.stop());
  say(`Temporal's server at ${temporal.address}`);

  const masterKey = randomBytes(32).toString('base64');
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: postgres.appUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    TEMPORAL_ADDRESS: temporal.address,
    DUNGHAN_DATA: folder,
    DUNGHAN_MASTER_KEY: masterKey,
    DUNGHAN_LOG_LEVEL: 'error',
  };
  await ended(run('cli', environment, ['migrate']));
  await ended(run('cli', environment, ['demo', 'load']));
  const ports = await Promise.all(Array.from({ length: INSTANCES }, () => freePort()));
  const metrics: string[] = [];
  const processes: ChildProcess[] = [];
  const begin = async (name: string, changes: NodeJS.ProcessEnv = {}): Promise<void> => {
    const address = `127.0.0.1:${await freePort()}`;
    metrics.push(address);
    processes.push(run(name, { ...environment, ...changes, DUNGHAN_METRICS: address }));
  };
  for (const port of ports) {
    await begin('api', { PORT: String(port) });
    await begin('worker');
    await begin('projector');
  }
  undo.push(() => stopped(processes));
  await Promise.all(ports.map((port) => serving(`http://127.0.0.1:${port}`)));
  const balancer = await startBalancer(ports);
  undo.push(() => balancer.close());
  const { appUrl, ownerUrl, adminUrl } = postgres;
  const system: RunningSystem = { url: balancer.url, appUrl, ownerUrl, adminUrl, masterKey };
  return { system, balancer, temporal, metrics, headsFile: join(folder, 'heads.jsonl') };
}

async function passes(system: RunningSystem): Promise<boolean> {
  const args = [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '-i',
    ...WALKS,
  ];
  const env = { ...process.env, DUNGHAN_E2E: JSON.stringify(system) };
  const [code] = (await once(
    spawn(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' }),
    'exit',
  )) as [number];
  return code === 0;
}

/** Metrics that none of the processes serves. */
async function unmeasured(addresses: readonly string[]): Promise<readonly string[]> {
  const served = await Promise.all(
    addresses.map(async (address) => (await fetch(`http://${address}/metrics`)).text()),
  );
  const names = new Set(
    served.flatMap((text) => [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name)),
  );
  return prometheusNames().filter((name) => !names.has(name) && !SELDOM.has(name));
}

const wrong: string[] = [];
try {
  const { system, balancer, temporal, metrics, headsFile } = await start();
  const runtime = await openRuntime({
    databaseUrl: system.appUrl,
    masterKeys: [Buffer.from(system.masterKey, 'base64')],
    applicationName: 'dunghan-topology',
  });
  undo.push(() => runtime.close());
  const instances = async (part: string): Promise<number> =>
    (await reportedStatuses(runtime.pool)).filter((status) => status.part === part).length;
  const parts = ['worker', 'relay', 'projector', 'sealer', 'notifier'];
  const end = performance.now() + UP_MS;
  for (const part of parts) {
    while ((await instances(part)) < INSTANCES && performance.now() < end) await sleep(POLL_MS);
    if ((await instances(part)) < INSTANCES) wrong.push(`${part}: fewer than ${INSTANCES} say that they run`);
  }
  say(`${INSTANCES} of each: ${parts.join(', ')}, api`);
  if (!(await passes(system))) wrong.push('an end-to-end test failed');
  say(`connections to each API: ${balancer.given.join(', ')}`);
  if (balancer.given.includes(0)) wrong.push('an API was never asked');
  for (const name of await unmeasured(metrics)) wrong.push(`${name} is measured nowhere`);
  for (const [name, found] of await agreement(runtime, temporal.address, headsFile)) {
    say(`${found.length === 0 ? 'ok' : 'WRONG'}  ${name}`);
    if (found.length > 0) wrong.push(`${name}: ${JSON.stringify(found[0])}`);
  }
} finally {
  for (const step of undo.toReversed()) await step();
}
for (const line of wrong) say(`WRONG  ${line}`);
say(wrong.length === 0 ? 'topology: passed' : 'topology: failed');
process.exit(wrong.length === 0 ? 0 : 1);
