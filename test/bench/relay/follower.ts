/** Relay and worker in a process of their own, as in production. */
import type { Instant } from '#libs/calendar';
import { startRunning } from '../../workflows/running.ts';
import { openWorld } from '../../workflows/world.ts';

export interface FollowerOrder {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly codePath: string;
  /** 0: a worker without relay. */
  readonly ratePerSecond: number;
}

process.once('message', (order: FollowerOrder) => void follow(order));

async function follow({
  databaseUrl,
  temporalAddress,
  codePath,
  ratePerSecond,
}: FollowerOrder): Promise<void> {
  const database = { appUrl: databaseUrl, ownerUrl: databaseUrl, adminUrl: databaseUrl, drop: nothing };
  const world = openWorld(() => new Date().toISOString() as Instant, database);
  const running = await startRunning(
    world,
    { address: temporalAddress },
    {
      codePath,
      ...(ratePerSecond > 0 ? { ratePerSecond } : { shards: [] }),
    },
  );
  process.once('disconnect', () => void running.stop().then(() => process.exit(0)));
}

const nothing = (): Promise<void> => Promise.resolve();
