/**
 * From an event's commit to the board: a paced stream of simulated work into the ledger, the projector as it ships, and
 * a listener who looks at the read tables whenever a change is told, as the API does for its watchers.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DOSSIER, toNewEvent } from '#libs/commands';
import { requestHashOf } from '#libs/ledger';
import { CHANGES_CHANNEL } from '#libs/read-models';
import { openRuntime, type Runtime } from '#libs/runtime';
import { startScratchPostgres } from '../support/postgres.ts';
import { numberAsked } from './support/bench-ledger.ts';
import { simulatedEvents } from './support/figure-history.ts';
import { ended, run, stopped } from './support/processes.ts';

const PER_SECOND = numberAsked('rate', 200);
const SECONDS = numberAsked('seconds', 30);
const EVENTS_A_DOSSIER = 20;
const YEAR = 2025;
const WARM_UP_MS = 5_000;
const LOOK_AGAIN_MS = 20;
const GIVE_UP_MS = 30_000;

const scratch = await startScratchPostgres();
const masterKey = randomBytes(32);
const env = {
  ...process.env,
  DATABASE_URL: scratch.appUrl,
  DATABASE_OWNER_URL: scratch.ownerUrl,
  DUNGHAN_MASTER_KEY: masterKey.toString('base64'),
  DUNGHAN_LOG_LEVEL: 'error',
};
await ended(run('cli', env, ['migrate']));
await ended(run('cli', env, ['demo', 'load']));
const projector = run('projector', env);
const runtime = await openRuntime({
  databaseUrl: scratch.appUrl,
  masterKeys: [masterKey],
  applicationName: 'dunghan-bench',
  poolSize: 8,
});
try {
  await sleep(WARM_UP_MS);
  const latencies = (await measured(runtime)).sort((a, b) => a - b);
  const at = (share: number): number => Math.round(latencies[Math.floor(latencies.length * share)] ?? 0);
  const answer = {
    eventsPerSecond: PER_SECOND,
    events: latencies.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    mostMs: Math.round(latencies.at(-1) ?? 0),
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify({ board: answer }));
  else console.table(answer);
} finally {
  await stopped([projector]);
  await runtime.close();
  await scratch.drop();
}

/** Milliseconds from each event's commit until the read tables have it. */
async function measured({ ledger, secrets, pool }: Runtime): Promise<number[]> {
  const waiting = new Map<string, { version: number; since: number }[]>();
  const latencies: number[] = [];
  const listener = new pg.Client({ connectionString: scratch.appUrl });
  await listener.connect();
  await listener.query(`listen ${CHANGES_CHANNEL}`);
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const seen = performance.now();
    const { rows } = await pool.query<{ id: string; version: number }>(
      'select id, version from read.dossier where id = any($1::uuid[])',
      [[...waiting.keys()]],
    );
    for (const { id, version } of rows) {
      const left = (waiting.get(id) ?? []).filter((one) => {
        if (one.version > version) return true;
        latencies.push(Math.max(0, seen - one.since));
        return false;
      });
      if (left.length === 0) waiting.delete(id);
      else waiting.set(id, left);
    }
  };
  listener.on('notification', () => void (looking ??= look().finally(() => (looking = undefined))));

  const began = performance.now();
  let sent = 0;
  for (const { request, versions } of work(secrets)) {
    if (sent >= PER_SECOND * SECONDS) break;
    const due = began + (1_000 * sent) / PER_SECOND;
    if (due > performance.now()) await sleep(due - performance.now());
    await ledger.appendMany([request]);
    const since = performance.now();
    const known = waiting.get(request.streamId) ?? [];
    waiting.set(request.streamId, [...known, ...versions.map((version) => ({ version, since }))]);
    sent += versions.length;
  }
  for (const end = performance.now() + GIVE_UP_MS; waiting.size > 0 && performance.now() < end;) {
    await look();
    await sleep(LOOK_AGAIN_MS);
  }
  await listener.end();
  if (waiting.size > 0) throw new Error(`${waiting.size} dossiers never reached the board`);
  return latencies;
}

/** Command by command, dossiers in turn, as officers work. */
function* work(secrets: Runtime['secrets']) {
  const dossiers = simulatedEvents(Math.ceil((PER_SECOND * SECONDS) / EVENTS_A_DOSSIER) * 2, YEAR)
    .filter((events) => events.length > 0)
    .map((events) => ({ events, at: 0 }));
  const subject = secrets.subjectOf('001099000001');
  const applicant = { name: 'Nguyễn Văn A', idNumber: '001099000001', phone: '0900000001' };
  for (let left = true; left;) {
    left = false;
    for (const dossier of dossiers) {
      const { events, at: from } = dossier;
      const first = events[from];
      if (!first) continue;
      left = true;
      let to = from + 1;
      while (events[to]?.commandId === first.commandId) to += 1;
      dossier.at = to;
      const taken = events.slice(from, to);
      yield {
        versions: taken.map(({ version }) => version),
        request: {
          streamId: first.dossier,
          kind: DOSSIER,
          expectedVersion: from,
          commandId: first.commandId,
          requestHash: requestHashOf({ commandId: first.commandId, from, to }),
          events: taken.map((event, index) => ({
            ...toNewEvent(event, subject, from + index === 0 ? applicant : undefined),
            imported: true,
          })),
        },
      };
    }
  }
}
