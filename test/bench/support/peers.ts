/** The peers' packages, installed beside the benches when a bench first asks: the product does not depend on them. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const FOLDER = new URL('../peers/', import.meta.url);

/** A module of the peers' folder. Undefined when they can't be had; the bench then goes without. */
export async function peer<Module>(name: string): Promise<Module | undefined> {
  try {
    if (!existsSync(new URL('node_modules', FOLDER))) {
      const options = ['--no-audit', '--no-fund', '--loglevel=error'];
      execFileSync('npm', ['ci', ...options], { cwd: FOLDER, stdio: ['ignore', 2, 2] });
    }
    return (await import(new URL(name, FOLDER).href)) as Module;
  } catch (error) {
    console.error(`${name}: ${(error as Error).message}`);
    return undefined;
  }
}
