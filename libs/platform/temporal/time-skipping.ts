import { access, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from '../process/index.ts';
import { cacheFolder } from './cache.ts';

/** The server that skips over timers, for tests. Its later releases are not published for Java alone. */
export const TEST_SERVER_VERSION = '1.31.0';
/** The logging facade that version is built with; its empty backend keeps the server quiet. */
const SLF4J_VERSION = '1.7.36';
const KEPT_FOR = '365d';

type Executable =
  | { readonly type: 'existing-path'; readonly path: string }
  | { readonly type: 'cached-download'; readonly downloadDir: string; readonly ttl: string };

/** What `TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })` takes, or why there is none. */
export type TimeSkippingServer =
  | { readonly kind: 'found'; readonly executable: Executable }
  | { readonly kind: 'absent'; readonly reason: string };

const home = () => join(cacheFolder(), `temporal-test-server-${TEST_SERVER_VERSION}`);

const dependency = (group: string, artifact: string, version: string) =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;

const POM = `<project><modelVersion>4.0.0</modelVersion>
<groupId>dunghan</groupId><artifactId>test-server</artifactId><version>1</version>
<dependencies>
${dependency('io.temporal', 'temporal-test-server', TEST_SERVER_VERSION)}
${dependency('org.slf4j', 'slf4j-nop', SLF4J_VERSION)}
</dependencies></project>
`;

/** The SDK wants one executable; this one starts quickly and lives briefly. */
const WRAPPER = `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \\
  -cp "$(dirname "$0")/jars/*" io.temporal.testserver.TestServer "$@"
`;

/** Finds the time-skipping server in the project's cache, or fetches it there: with Maven, else by the SDK. */
export async function timeSkippingServer(): Promise<TimeSkippingServer> {
  const path = join(home(), 'run');
  const noJava = await runToEnd('java', ['-version']);
  const noJars = noJava ?? ((await exists(path)) ? undefined : await installJars());
  if (noJars === undefined) return { kind: 'found', executable: { type: 'existing-path', path } };
  const downloadDir = join(cacheFolder(), 'temporal-test-server');
  const executable = { type: 'cached-download', downloadDir, ttl: KEPT_FOR } as const;
  const noDownload = await download(executable);
  if (noDownload === undefined) return { kind: 'found', executable };
  return { kind: 'absent', reason: `by Java and Maven: ${noJars}; by download: ${noDownload}` };
}

async function download(executable: Executable & { type: 'cached-download' }): Promise<string | undefined> {
  try {
    await mkdir(executable.downloadDir, { recursive: true });
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    await environment.teardown();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

async function installJars(): Promise<string | undefined> {
  await mkdir(cacheFolder(), { recursive: true });
  const folder = await mkdtemp(`${home()}-`);
  try {
    await writeFile(join(folder, 'pom.xml'), POM);
    const copy = [
      '-q',
      '-B',
      'dependency:copy-dependencies',
      '-DoutputDirectory=jars',
      '-DincludeScope=runtime',
    ];
    const failure = await runToEnd('mvn', copy, { cwd: folder });
    if (failure !== undefined) return failure;
    await writeFile(join(folder, 'run'), WRAPPER);
    await chmod(join(folder, 'run'), 0o755);
    await rename(folder, home()).catch(() => undefined);
    return (await exists(join(home(), 'run'))) ? undefined : `${home()} could not be made`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
