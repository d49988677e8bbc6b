/** Run by the build, in dist: the worker then starts without bundling. */
import { writeFile } from 'node:fs/promises';
import { DefaultLogger } from '@temporalio/worker';
import { BUNDLED_AHEAD, bundleWorkflows } from './bundle.ts';

const { code } = await bundleWorkflows(new DefaultLogger('ERROR'));
await writeFile(BUNDLED_AHEAD, code);
