import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDataFolder } from './folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-launch-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

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
