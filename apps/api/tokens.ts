/** What the modules are given. */
import type { Files } from '#libs/platform/files';

export const RUNTIME = Symbol('runtime');
export const SETTINGS = Symbol('settings');

export interface Settings {
  /** Where uploaded files are kept, by hash. */
  readonly files: Files;
  /** The demo's accounts are told to whoever asks. */
  readonly demo: boolean;
  /** Where citizens reach the portal, for QR codes; absent: the address the request came to. */
  readonly publicUrl?: string;
  /** In how many shards the projector reads. */
  readonly projectorShards: number;
  /** Where the launcher says how the parts it runs are; absent in production. */
  readonly dataFolder?: string;
  /** Requests at one time, beyond which who comes is asked to come again; absent: as many as come. */
  readonly maxRequests?: number;
  /** Balancers whose word is taken for a caller's address, besides those on this machine. */
  readonly proxies?: readonly string[];
  /** The portal as built; absent: not served. */
  readonly portalFolder?: string;
}
