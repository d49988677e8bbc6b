/** What the projector's process measures: how far each follower is behind, and what holds them all back. */
import type { Runtime } from '#libs/runtime';
import { gauge } from '#libs/telemetry';
import type { Projector } from './projector.ts';
import type { Sealing } from './sealing.ts';

interface Follower {
  lag(): Promise<{ lagSeconds: number }>;
}

interface Followers {
  readonly projector: Projector;
  readonly figures: Follower;
  readonly notifier: Follower;
  readonly sealer: Sealing;
}

export function measureFollowers(runtime: Runtime, followers: Followers): void {
  gauge('dunghan.lag.seconds', () =>
    Promise.all(
      Object.entries(followers).map(async ([part, follower]: [string, Follower]) => ({
        value: (await follower.lag()).lagSeconds,
        attributes: { part },
      })),
    ),
  );
  gauge('dunghan.xmin.age.seconds', async () => {
    const since = await runtime.ledger.heldSince();
    return [{ value: since === undefined ? 0 : Math.max(0, (Date.now() - Date.parse(since)) / 1_000) }];
  });
  gauge('dunghan.sealed.events', async () => [{ value: (await followers.sealer.lag()).detail.size }]);
  gauge('dunghan.seal.failures', async () => [{ value: (await followers.sealer.lag()).detail.failures }]);
}
