/** A proxy before PostgreSQL that cuts connections around the commit of an append: before it, behind it, or half-way. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** As `libs/ledger` names the statement that records a command. */
const APPEND = 'ledger-append';

export interface CuttingProxy {
  readonly port: number;
  /** Share of the appends whose connection is cut, 0 to 1. */
  cut(share: number): void;
  /** How often it was cut, by the moment. */
  readonly cuts: Readonly<Record<Moment, number>>;
  close(): void;
}

/** `before`: PostgreSQL never hears of it. `after`: it does, and its answer reaches nobody. `answering`: it answered. */
const MOMENTS = ['before', 'after', 'answering'] as const;
type Moment = (typeof MOMENTS)[number];

export async function startProxy(target: number, below: (bound: number) => number): Promise<CuttingProxy> {
  const cuts: Record<Moment, number> = { before: 0, after: 0, answering: 0 };
  let share = 0;
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const end = (): void => void (client.destroy(), upstream.destroy());
    let cutAnswer = false;
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    const count = (moment: Moment): void => void (cuts[moment] += 1);
    client.on('data', (bytes: Buffer) => {
      const its = share > 0 && bytes.includes(APPEND) && below(1_000) < share * 1_000;
      const moment = its ? MOMENTS[below(MOMENTS.length)] : undefined;
      if (moment) count(moment);
      if (moment === 'before') return end();
      cutAnswer ||= moment === 'answering';
      // What is written before the end is still sent: PostgreSQL commits, and finds nobody to tell.
      if (moment === 'after') return void (upstream.end(bytes), client.destroy());
      upstream.write(bytes);
    });
    upstream.on('data', (bytes: Buffer) => (cutAnswer ? end() : client.write(bytes)));
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: (next) => void (share = next),
    cuts,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
