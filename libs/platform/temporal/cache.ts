import { homedir } from 'node:os';
import { join } from 'node:path';

/** The project's cache, outside the checkout, so that a clean clone finds what an earlier one fetched. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dunghan');
}

export function cachedTemporal(): string {
  return join(cacheFolder(), 'bin', 'temporal');
}
