/**
 * `npm run faults`: every scenario in its long form, with the checks after each. `-- --short`: those that need no waiting,
 * in about a minute, and the checks once, as CI runs it. `--only a,b`: these scenarios; `--kills N`, `--pause MS`,
 * `--clients N`, `--seed N`.
 */
import { check } from './checks.ts';
import { createLoad } from './load.ts';
import { PARTS, startParts } from './parts.ts';
import {
  cuts,
  foreignTransaction,
  fullDisk,
  hourAway,
  jumps,
  kills,
  writers,
  type Outcome,
  type Scene,
} from './scenarios.ts';

const LONG_KILLS = 200;
/** The checks come every so many kills. */
const KILLS_A_ROUND = 50;
const INTERRUPTED = 130;

const text = (option: string): string | undefined => {
  const at = process.argv.indexOf(`--${option}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const asked = (option: string, otherwise: number): number => Number(text(option) ?? otherwise);
const short = process.argv.includes('--short');
const clients = asked('clients', short ? 2 : 4);
const pauseMs = asked('pause', short ? 300 : 1_000);
let seed = asked('seed', 1);
const below = (bound: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return (seed >>> 8) % bound;
};

type Run = (scene: Scene) => Promise<Outcome>;
const killsInRounds = (count: number): (readonly [string, Run])[] =>
  Array.from({ length: Math.ceil(count / KILLS_A_ROUND) }, (_, round) => [
    'kills',
    (scene) => kills(scene, Math.min(KILLS_A_ROUND, count - round * KILLS_A_ROUND), pauseMs),
  ]);

const SCENARIOS: readonly (readonly [name: string, run: Run])[] = short
  ? [
      ['writers', (scene) => writers(scene, 500)],
      ['cuts', (scene) => cuts(scene, 2)],
      ['clock', (scene) => jumps(scene, 100)],
      ['foreign', (scene) => foreignTransaction(scene, 1)],
      ...killsInRounds(asked('kills', PARTS.length)),
    ]
  : [
      ...killsInRounds(asked('kills', LONG_KILLS)),
      ['cuts', (scene) => cuts(scene, 30)],
      ['disk', (scene) => fullDisk(scene, 5)],
      ['clock', (scene) => jumps(scene, 3_000)],
      ['hour', (scene) => hourAway(scene, 12)],
      ['foreign', (scene) => foreignTransaction(scene, 20)],
      ['writers', (scene) => writers(scene, 10_000)],
    ];

const only = text('only')?.split(',');
const chosen = SCENARIOS.filter(([name]) => only?.includes(name) ?? true);
const begun = performance.now();
const seconds = (): number => Math.round((performance.now() - begun) / 1_000);
const say = (line: string): void => void process.stdout.write(`${seconds()} s: ${line}\n`);

const outcomes: (Outcome & { readonly scenario: string })[] = [];
let wrongs = 0;
const parts = await startParts(below);
// Whoever breaks it off leaves nothing running.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void parts.stop().finally(() => process.exit(INTERRUPTED)));
try {
  say(`up; ${clients} clients`);
  const load = createLoad(parts.url, clients);
  const scene: Scene = { parts, load, clients, below, say };
  for (const [index, [name, run]] of chosen.entries()) {
    load.start();
    const outcome = await run(scene);
    await load.stop();
    outcomes.push({ scenario: name, ...outcome });
    say(`${name}: ${JSON.stringify(outcome)}, ${load.acknowledged.length} commands acknowledged so far`);
    if (short && index < chosen.length - 1) continue;
    for (const [what, wrong] of await check(parts, load)) {
      wrongs += wrong.length;
      say(
        wrong.length === 0
          ? `  ok  ${what}`
          : `  WRONG  ${what}: ${wrong.length}, ${JSON.stringify(wrong[0])}`,
      );
    }
  }
  const acknowledged = load.acknowledged.length;
  const summary = {
    outcomes,
    acknowledged,
    repeats: load.repeats(),
    hung: load.hung(),
    seconds: seconds(),
    wrong: wrongs,
  };
  process.stdout.write(`${JSON.stringify({ faults: summary })}\n`);
} catch (error) {
  wrongs += 1;
  say(`WRONG  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  say(`the API's last words: ${await parts.lastWords('api')}`);
} finally {
  await parts.stop();
}
process.exit(wrongs > 0 ? 1 : 0);
