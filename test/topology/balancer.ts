/** In front of several APIs: each connection goes to the next of them. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface Balancer {
  readonly url: string;
  /** Connections that each of them was given. */
  readonly given: readonly number[];
  close(): void;
}

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const given = ports.map(() => 0);
  let next = 0;
  const server = createServer((client) => {
    const index = next++ % ports.length;
    given[index]! += 1;
    const upstream = connect(ports[index]!, '127.0.0.1');
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    // What it answered before it hung up, to a request that is too large say, still reaches the client.
    upstream.on('error', () => client.end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given,
    close: () => server.close(),
  };
}
