/** The time-skipping server, begun at a moment of the test's choice: its own command can only begin now. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Instant } from '#libs/calendar';
import { timeSkippingServer } from '#libs/platform/temporal';
import { oncePerRun, runFolder } from '../support/once-per-run.ts';
import { startPatiently } from '../support/time-skipping.ts';

const SOURCE = `
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.TestServicesStarter;
import java.net.InetSocketAddress;

public class TestServerFrom {
  public static void main(String[] arguments) throws Exception {
    long from = Long.parseLong(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    TestServicesStarter services = new TestServicesStarter(true, from);
    NettyServerBuilder server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port));
    services.getServices().forEach(server::addService);
    server.build().start().awaitTermination();
  }
}
`;

/** Compiled once a run, with a JDK: the SDK waits five seconds for a server and no longer. */
const server = await oncePerRun(
  'time-skipping-from',
  async (): Promise<{ folder?: string; jars?: string }> => {
    const found = await timeSkippingServer();
    if (found.kind === 'absent' || found.executable.type !== 'existing-path') return {};
    const jars = join(dirname(found.executable.path), 'jars', '*');
    const folder = await mkdtemp(join(runFolder(), 'time-skipping-'));
    const source = join(folder, 'TestServerFrom.java');
    await writeFile(source, SOURCE);
    return promisify(execFile)('javac', ['-proc:none', '-cp', jars, '-d', folder, source]).then(
      () => ({ folder, jars }),
      () => ({}),
    );
  },
);

/** `describe` where there is a JDK and the server as jars, `describe.skip` elsewhere. */
export const describeWithTimeSkippingFrom = server.folder ? describe : describe.skip;

export async function timeSkippingFrom(moment: Instant): Promise<TestWorkflowEnvironment> {
  const { folder, jars } = server;
  if (folder === undefined) throw new Error('no time-skipping server that begins when it is told');
  const path = join(await mkdtemp(join(folder, 'from-')), 'run');
  await writeFile(
    path,
    `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp '${folder}:${jars}' \\
  TestServerFrom ${Date.parse(moment)} "$@"
`,
  );
  await chmod(path, 0o755);
  return startPatiently(() =>
    TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path } },
    }),
  );
}
