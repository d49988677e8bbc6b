/**
 * `npm test [-- jest's arguments]`: installs what is missing, runs the tests, and closes with the line
 * `N passed, N failed[, N skipped]`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensurePortalBuilt } from './build-portal.mjs';
import { ensureBuilt, ensureInstalled, main, ownNode, root, run, say } from './setup.mjs';

const PREPARE = `
  import { fetchS3Server } from '${join(root, 'test/support/s3-server.ts')}';
  import { fetchTemporal, timeSkippingServer } from '${join(root, 'dist/libs/platform/temporal/index.js')}';
  const onStage = (stage) => console.error('Temporal: ' + stage + '…');
  // At once: while one is downloaded, another is built.
  const [noTemporal, server, noS3] = await Promise.all([
    fetchTemporal({ onStage }).then(() => undefined, (error) => error),
    timeSkippingServer(),
    fetchS3Server(),
  ]);
  if (server.kind === 'absent') console.error('No time-skipping server, its tests are skipped. ' + server.reason);
  if (noS3 !== undefined) console.error('No S3 server, its tests are skipped. ' + noS3);
  if (noTemporal) throw noTemporal;
`;

async function runJest(args) {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-results-'));
  const results = join(folder, 'results.json');
  try {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const options = ['--experimental-vm-modules', '--no-warnings', jest, '--json', `--outputFile=${results}`];
    const code = await run(ownNode, [...options, ...args]);
    return { code, results: JSON.parse(await readFile(results, 'utf8').catch(() => 'null')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Counts tests; a file that could not be run at all counts as one failed test. */
export function count(results) {
  if (!results) return { passed: 0, failed: 1, skipped: [] };
  const skipped = results.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'skipped')
      .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
  );
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed, skipped };
}

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const [prepared] = await Promise.all([
    run(ownNode, ['--input-type=module', '--eval', PREPARE]),
    // Without its pages the API serves all the same.
    ensurePortalBuilt().catch(({ message }) => say(message)),
  ]);
  if (prepared !== 0) say('Temporal could not be had: the tests that need it will fail.');
  const { code, results } = await runJest(process.argv.slice(2));
  const { passed, failed, skipped } = count(results);
  for (const test of skipped) console.log(`skipped: ${test}`);
  console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
});
