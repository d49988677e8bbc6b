import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { bundleWorkflows } from '../../apps/worker/temporal/bundle.ts';
import { historyOf, type KeptHistory } from './kept-history.ts';
import { workflowCode } from '../workflows/running.ts';
import { logger } from '../support/quiet-runtime.ts';

const HISTORIES = new URL('./histories/', import.meta.url);
const names = (await readdir(HISTORIES)).filter((name) => name.endsWith('.json'));

const readHistory = async (name: string) =>
  historyOf(JSON.parse(await readFile(new URL(name, HISTORIES), 'utf8')) as KeptHistory);

describe('every workflow version that may still be open somewhere', () => {
  it('left a history', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  it('is told from code that does not fit it', async () => {
    const workflowsPath = fileURLToPath(new URL('../workflows/unlike.ts', import.meta.url));
    const workflowBundle = await bundleWorkflows(logger, workflowsPath);
    const history = await readHistory(names[0]!);
    await expect(Worker.runReplayHistory({ workflowBundle }, history)).rejects.toThrow(/nondeterminism/i);
  }, 60_000);

  it.each(names)(
    '%s replays on this code',
    async (name) => {
      const replay = Worker.runReplayHistory(
        { workflowBundle: await workflowCode() },
        await readHistory(name),
      );
      await expect(replay).resolves.toBeUndefined();
    },
    60_000,
  );
});
