import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** Root's data, where the checkout lies in a folder of root's alone. */
const SYSTEM_FOLDER = '/var/lib/dunghan';
const OTHERS_MAY_ENTER = 0o001;

/**
 * Where data are kept when DUNGHAN_DATA does not say: in the checkout. Root's PostgreSQL runs as another user, so
 * under root the checkout will only do if everybody may enter it.
 */
export function defaultDataFolder(): string {
  const ours = join(packageRoot(), '.dunghan', 'data');
  return process.getuid?.() === 0 && !everybodyMayEnter(packageRoot()) ? SYSTEM_FOLDER : ours;
}

function everybodyMayEnter(folder: string): boolean {
  if ((statSync(folder).mode & OTHERS_MAY_ENTER) === 0) return false;
  return folder === dirname(folder) || everybodyMayEnter(dirname(folder));
}
