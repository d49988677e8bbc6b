/**
 * Kills one part after the other under load, then checks. `--kills N` (default 5, one of each part: the short run),
 * `--pause MS` between two kills, `--clients N`, `--seed N`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { check } from './checks.ts';
import { startLoad, type Load } from './load.ts';
import { PARTS, startParts, type Part } from './parts.ts';

const POLL_MS = 20;
const MOST_PAUSE_MS = 60_000;

const asked = (option: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${option}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const kills = asked('kills', PARTS.length);
const pauseMs = asked('pause', 1_000);
const clients = asked('clients', 4);
let seed = asked('seed', 1);
const below = (bound: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return (seed >>> 8) % bound;
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** Until the clients are at work again: a part that never runs cannot be interrupted. */
async function atWork({ acknowledged }: Load): Promise<void> {
  const enough = acknowledged.length + clients;
  const end = performance.now() + MOST_PAUSE_MS;
  while (acknowledged.length < enough && performance.now() < end) await sleep(POLL_MS);
}

const begun = performance.now();
const seconds = (): number => Math.round((performance.now() - begun) / 1_000);
say('starting…');
const parts = await startParts();
let failed = true;
try {
  say(`${seconds()} s: up; ${kills} kills under ${clients} clients`);
  const load = await startLoad(parts.url, clients);
  const killed = new Map<Part, number>();
  for (let kill = 0; kill < kills; kill++) {
    await sleep(pauseMs / 2 + below(pauseMs));
    // Each in turn, so that a short run meets them all; the moment is random.
    const part = PARTS[kill % PARTS.length]!;
    await parts.kill(part);
    killed.set(part, (killed.get(part) ?? 0) + 1);
    await atWork(load);
  }
  await sleep(pauseMs);
  await load.stop();
  say(`${seconds()} s: ${load.acknowledged.length} commands acknowledged; checking`);
  const checks = await check(parts, load);
  for (const [name, wrong] of checks) {
    say(
      `${wrong.length === 0 ? 'ok' : 'WRONG'}  ${name}${wrong.length ? `: ${wrong.length}, ${JSON.stringify(wrong[0])}` : ''}`,
    );
  }
  failed = checks.some(([, wrong]) => wrong.length > 0);
  const summary = {
    kills: Object.fromEntries(killed),
    acknowledged: load.acknowledged.length,
    repeats: load.repeats(),
    seconds: seconds(),
    failed,
  };
  say(JSON.stringify({ faults: summary }));
} finally {
  await parts.stop();
}
process.exit(failed ? 1 : 0);
