/** What the modules are given. */
export const RUNTIME = Symbol('runtime');
export const SETTINGS = Symbol('settings');

export interface Settings {
  /** Where uploaded files are kept, by hash. */
  readonly filesFolder: string;
  /** The demo's accounts are told to whoever asks. */
  readonly demo: boolean;
  /** In how many shards the projector reads. */
  readonly projectorShards: number;
  /** What the launcher says of the parts it runs; absent in production. */
  readonly statusFile?: string;
  /** The portal as built; absent: not served. */
  readonly portalFolder?: string;
}
