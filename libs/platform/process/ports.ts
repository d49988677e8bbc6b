import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** Whether a port of the loopback address can be listened on now. */
export async function portIsFree(port: number): Promise<boolean> {
  return (await tryListening(port)) !== undefined;
}

/** A free loopback port: the wished one if it is free. */
export async function freePort(wished?: number): Promise<number> {
  if (wished !== undefined && (await portIsFree(wished))) return wished;
  const port = await tryListening(0);
  if (port === undefined) throw new Error('the system has no free port');
  return port;
}

function tryListening(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
