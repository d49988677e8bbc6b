/**
 * The officer's list in an old office computer's browser: how soon `/viec` answers with thousands of open dossiers, what
 * comes over the line, and how smoothly the list rolls. `--dossiers N`, `--slowdown N`, `--rounds N`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing } from '../portal/browser.ts';
import { scroll, signedIn, visit } from './portal/measure.ts';
import type { Visit } from './portal/measure.ts';
import { startPortal } from './portal/system.ts';
import { numberAsked } from './support/bench-ledger.ts';

const DOSSIERS = numberAsked('dossiers', 10_000);
const SLOWDOWN = numberAsked('slowdown', 4);
const ROUNDS = numberAsked('rounds', 5);

if (missing !== undefined) throw new Error(missing);

const median = (visits: readonly Visit[], figure: keyof Visit): number =>
  visits.map((each) => each[figure]).sort((a, b) => a - b)[Math.floor(visits.length / 2)]!;

function summed(visits: readonly Visit[]): Record<string, number | string> {
  const figures = Object.keys(visits[0]!) as (keyof Visit)[];
  const times = visits.map(({ interactiveMs }) => interactiveMs);
  return {
    ...Object.fromEntries(figures.map((figure) => [figure, median(visits, figure)])),
    interactiveSpread: `${Math.min(...times)}–${Math.max(...times)}`,
  };
}

const system = await startPortal(DOSSIERS);
const profile = await mkdtemp(join(tmpdir(), 'dunghan-profile-'));
const page = await signedIn(profile, system.url);
try {
  const cold: Visit[] = [];
  const second: Visit[] = [];
  const later: Visit[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    cold.push(await visit(page, true, SLOWDOWN));
    second.push(await visit(page, false, SLOWDOWN));
    later.push(await visit(page, false, SLOWDOWN));
  }
  const figures = {
    dossiers: DOSSIERS,
    slowdown: SLOWDOWN,
    load: Math.round(loadavg()[0]!),
    cold: summed(cold),
    second: summed(second),
    later: summed(later),
    scroll: await scroll(page, SLOWDOWN),
  };
  console.log(process.argv.includes('--json') ? JSON.stringify({ portal: figures }) : figures);
} finally {
  await page.context().close();
  await rm(profile, { recursive: true, force: true });
  await system.stop();
}
