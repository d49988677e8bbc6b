import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig, type Config } from '#libs/platform';
import { launch } from '#libs/platform/launch';
import { startPostgres } from '#libs/platform/postgres';
import { runFolder } from '../support/once-per-run.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-launch-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a PostgreSQL folder', () => {
  const options = () => ({
    folder: join(runFolder(), `cluster-${Date.now()}`),
    logFile: join(folder, 'log'),
  });

  it('of a newer PostgreSQL, or full of something else, is refused and left alone', async () => {
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
    for (let time = 1; time <= 2; time += 1) {
      const refusal = launch(config, silent, new AbortController().signal);
      await expect(refusal).rejects.toMatchObject({ code: 'port-in-use' });
      await expect(refusal).rejects.toThrow(/^PORT: /);
    }
  });
});
