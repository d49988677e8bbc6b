import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig, readStatus, type Config, type PartStatus } from '#libs/platform';
import { launch } from '#libs/platform/launch';
import { openDataFolder } from '../../libs/platform/launch/folder.ts';
import { supervise, type PartPlan, type StartedPart } from '../../libs/platform/launch/supervise.ts';
import { startPostgres } from '#libs/platform/postgres';
import { StatusBoard } from '../../libs/platform/status.ts';
import { runFolder } from '../support/once-per-run.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-launch-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const POLL_MS = 20;

async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await sleep(POLL_MS);
  }
}

describe('the data folder', () => {
  it('belongs to one launcher at a time', async () => {
    const first = await openDataFolder(folder);
    await expect(openDataFolder(folder)).rejects.toMatchObject({ code: 'already-running' });
    await first.release();
    await (await openDataFolder(folder)).release();
  });

  it('is taken over from a launcher that was killed', async () => {
    await (await openDataFolder(folder)).release();
    const gone = { pid: process.pid, started: 'another life of this number' };
    await writeFile(join(folder, 'run', 'launcher.pid'), JSON.stringify(gone));
    const taken = await openDataFolder(folder);
    expect(JSON.parse(await readFile(join(folder, 'run', 'launcher.pid'), 'utf8'))).not.toEqual(gone);
    await taken.release();
  });

  it('of a newer release is refused and left alone', async () => {
    await writeFile(join(folder, 'format.json'), '{"format":2}');
    await expect(openDataFolder(folder)).rejects.toMatchObject({ code: 'folder-newer' });
    expect(await readFile(join(folder, 'format.json'), 'utf8')).toBe('{"format":2}');
  });

  it('must be a folder', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(openDataFolder(file)).rejects.toMatchObject({ code: 'folder-unreachable' });
  });
});

describe('a PostgreSQL folder', () => {
  const options = () => ({
    folder: join(runFolder(), `cluster-${Date.now()}`),
    logFile: join(folder, 'log'),
  });

  it('of a newer PostgreSQL, or full of something else, is refused and left alone', async () => {
    const { mkdir, readdir } = await import('node:fs/promises');
    for (const [name, content, code] of [
      ['PG_VERSION', '19\n', 'folder-newer'],
      ['thesis.odt', 'words', 'folder-not-ours'],
    ] as const) {
      const cluster = { ...options(), folder: join(runFolder(), name) };
      await mkdir(cluster.folder);
      await writeFile(join(cluster.folder, name), content);
      await expect(startPostgres(cluster)).rejects.toMatchObject({ code });
      expect(await readdir(cluster.folder)).toEqual([name]);
    }
  });

  it('starts again after a kill, at the same port', async () => {
    const cluster = options();
    const first = await startPostgres(cluster);
    process.kill(first.pid, 'SIGKILL');
    await once(first.child, 'exit');
    const second = await startPostgres({ ...cluster, port: first.port });
    expect(second.port).toBe(first.port);
    await second.stop();
  });
});

describe('a supervised part', () => {
  const plan = (program: string): PartPlan => ({
    name: 'worker',
    stop: { signal: 'SIGTERM', graceMs: 200, lastSignal: 'SIGKILL' },
    start: async (): Promise<StartedPart> => {
      const child = spawn(process.execPath, ['--eval', program], { stdio: 'ignore' });
      await once(child, 'spawn');
      return { pid: child.pid!, child };
    },
  });
  const state = (wanted: PartStatus['state'], restarts?: number) =>
    until(() => {
      const worker = readStatus(folder).worker;
      return worker?.state === wanted && worker.restarts === restarts ? worker : undefined;
    });

  it('is started again when it ends by itself, and the status tells', async () => {
    const part = supervise(plan('setInterval(() => {}, 1000)'), folder, new StatusBoard(folder));
    const { pid } = await part.first;
    await state('up');
    process.kill(pid, 'SIGKILL');
    await state('up', 1);
    await part.stop();
    expect(readStatus(folder).worker?.state).toBe('down');
  });

  it('is stopped in bounded time, willing or not', async () => {
    const part = supervise(
      plan("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"),
      folder,
      new StatusBoard(folder),
    );
    const { child } = await part.first;
    await part.stop();
    expect(child.exitCode ?? child.signalCode).not.toBeNull();
  });
});

describe('a launch', () => {
  let taken: Server;
  let config: Config;

  beforeEach(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    config = readConfig({ DUNGHAN_DATA: folder, PORT: String(port) });
  });

  afterEach(() => void taken.close());

  it('is refused when its port is in use, and leaves the folder free', async () => {
    const silent = { out: () => {}, err: () => {} };
    const refusal = launch(config, silent, new AbortController().signal);
    await expect(refusal).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining('PORT'),
    });
    await (await openDataFolder(folder)).release();
  });
});
