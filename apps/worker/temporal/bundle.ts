/** The workflows' code in one piece, as the worker's sandbox loads it. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger, type WorkflowBundleOption } from '@temporalio/worker';

/** Running from TypeScript the sources are bundled, from `dist` the built files. */
const SUFFIX = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const WORKFLOWS = fileURLToPath(new URL(`../../../workflows/bundle.${SUFFIX}`, import.meta.url));
const SHORT_STACKS = fileURLToPath(new URL(`../../../workflows/short-stacks.${SUFFIX}`, import.meta.url));
const TRACING = fileURLToPath(new URL(`../../../workflows/tracing.${SUFFIX}`, import.meta.url));
/** Written by the build, so that a worker starts without bundling. */
export const BUNDLED_AHEAD = fileURLToPath(new URL('../../../workflows/bundled.cjs', import.meta.url));

export async function workflowBundle(logger?: Logger): Promise<WorkflowBundleOption> {
  const isThere = await access(BUNDLED_AHEAD).then(
    () => true,
    () => false,
  );
  return isThere ? { codePath: BUNDLED_AHEAD } : bundleWorkflows(logger);
}

export function bundleWorkflows(logger?: Logger, workflowsPath = WORKFLOWS): Promise<{ code: string }> {
  return bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: [TRACING],
    ...(logger ? { logger } : {}),
    // Loaded once and shared: the pure core keeps nothing of a workflow's own.
    preloadModules: [SHORT_STACKS, '#libs/dossier'],
    webpackConfigHook: (config) => ({
      ...config,
      resolve: {
        ...config.resolve,
        conditionNames: [...(SUFFIX === 'ts' ? ['dunghan-source'] : []), 'import', 'require', 'default'],
      },
    }),
  });
}
