/**
 * How long a year's scores take: 253 agencies from 200,000 dossiers, from the committee's decision to every score
 * written down. The figures' rows are a simulated year's, dealt out to the agencies.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startProjector } from '#apps/projector';
import { createScoringCommands } from '#libs/commands';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { openRuntime } from '#libs/runtime';
import { readSet, SHIPPED_SETS } from '#libs/scoring';
import { DATED_PHASES, NO_METRICS, type YearPlan } from '#libs/scoring/year';
import { startScratchPostgres } from '../support/postgres.ts';
import { numberAsked } from './support/bench-ledger.ts';
import { loadFigures } from './support/figure-history.ts';
import { takeTurns, tell, type Round } from './support/rounds.ts';

const ROUNDS = 3;
const DOSSIERS = numberAsked('dossiers', 200_000);
const AGENCIES = numberAsked('agencies', 253);
const YEAR = 2025;
const DAY_MS = 86_400_000;
const CLI = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const CLOCK = { kind: 'clock', id: 'clock' } as const;
const agencies = Array.from({ length: AGENCIES }, (_, index) => `cq-${index + 1}`);
const { set } = readSet(readFileSync(SHIPPED_SETS.get('proposed-100')!, 'utf8'));
if (set === null) throw new Error('the proposed set can not be read');

const scratch = await startScratchPostgres();
const masterKey = randomBytes(32);

async function dunghan(...args: string[]): Promise<void> {
  const env = {
    ...process.env,
    DATABASE_URL: scratch.appUrl,
    DATABASE_OWNER_URL: scratch.ownerUrl,
    DUNGHAN_MASTER_KEY: masterKey.toString('base64'),
  };
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`dunghan ${args.join(' ')} ended with ${code}`);
}

/** Every tenth dossier deviates in some way that is counted. */
const DEAL = `
  update read.figure_dossier set agency = 'cq-' || (abs(hashtext(dossier::text)) % ${AGENCIES} + 1);
  update read.figure_step set agency = 'cq-' || (abs(hashtext(dossier::text)) % ${AGENCIES} + 1);
  insert into read.finding (dossier, policy, place, version, at, agency, unit, officer, procedure, edition, step, detail)
    select dossier, case when hashtext(code) % 2 = 0 then 'out-of-order' else 'form-missing' end, '', 1, received_at,
           agency, unit, officer, procedure, edition, '', '{}' from read.figure_dossier where abs(hashtext(code)) % 10 = 0;`;

try {
  await dunghan('migrate');
  await dunghan('demo', 'load');
  const owner = new pg.Pool({ connectionString: scratch.ownerUrl, max: 1 });
  let clock = new Date();
  const runtime = await openRuntime({
    databaseUrl: scratch.appUrl,
    masterKeys: [masterKey],
    applicationName: 'dunghan-bench',
    now: () => clock,
  });
  const loaded = await loadFigures(runtime.pool, DOSSIERS, [YEAR]);
  await owner.query(DEAL);
  for (const table of ['figure_dossier', 'figure_step', 'finding']) {
    await owner.query(`vacuum analyze read.${table}`);
  }
  const projector = startProjector(runtime);
  const byHand = createScoringCommands({
    ...runtime,
    metrics: NO_METRICS,
    qualified: () => Promise.resolve(true),
  });
  let rounds = 0;

  /** Opens a year, has everybody score what is not computed, and lets its dates pass. */
  async function prepared(): Promise<string> {
    rounds += 1;
    const id = `vong-${rounds}`;
    const request = (key: string) => ({
      year: id,
      by: CLOCK,
      commandId: commandIdOf(id, key),
      requestHash: requestHashOf({ id, key }),
    });
    const ends = DATED_PHASES.map((phase, index) => [
      phase,
      new Date(Date.now() + (index + 1) * DAY_MS).toISOString(),
    ]);
    const plan = {
      id,
      title: id,
      period: { from: `${YEAR}-01-01`, to: `${YEAR}-12-31` },
      sets: { [set!.id]: set },
      ends: Object.fromEntries(ends),
      reminderDays: [],
      participants: agencies.map((agency) => ({
        agency,
        name: agency,
        level: 'commune',
        set: set!.id,
        reviewer: 'ubnd',
      })),
    } as unknown as YearPlan;
    clock = new Date();
    await expectRecorded(byHand.year({ ...request('open'), command: { type: 'open', plan } }));
    const points = Object.fromEntries(
      set!.criteria.map(({ id: key, max, scoring }) => [
        scoring.how === 'mixed' ? `${key}/${scoring.parts[1]!.id}` : key,
        { points: scoring.how === 'mixed' ? scoring.parts[1]!.max : max / 2, reason: 'theo hồ sơ' },
      ]),
    );
    points['P05/log'] = { points: 1, reason: 'theo hồ sơ' };
    const entries = { evidence: {}, points, notApplicable: {} };
    for (const agency of agencies) {
      const command = { type: 'submit', entries } as const;
      await expectRecorded(byHand.sheet({ ...request(`submit ${agency}`), agency, command }));
    }
    for (const phase of DATED_PHASES) {
      clock = new Date(plan.ends[phase]);
      await expectRecorded(byHand.closePhase(id, phase, CLOCK));
    }
    const decision = { number: '1/QĐ', date: `${YEAR + 1}-02-01` };
    await expectRecorded(byHand.year({ ...request('decide'), command: { type: 'take-decision', decision } }));
    return id;
  }

  const period = { from: `${YEAR}-01-01`, to: `${YEAR}-12-31` } as YearPlan['period'];
  const measured = await takeTurns(ROUNDS, {
    'figures of all agencies': () => timed(() => runtime.metrics.figuresOf(agencies, period, runtime.now())),
    'figures of one agency': () => timed(() => runtime.metrics.figuresOf(['cq-7'], period, runtime.now())),
    'figures and scores, written down': async () => {
      const id = await prepared();
      return timed(() => expectRecorded(runtime.scoring.settle(id, CLOCK)));
    },
  });
  const seconds = measured['figures and scores, written down']!.p50Ms / 1_000;
  tell('scoring', measured, { ...loaded, agencies: AGENCIES, seconds });
  await projector.stop();
  await runtime.close();
  await owner.end();
} finally {
  await scratch.drop();
}

async function expectRecorded(work: Promise<{ readonly kind: string }>): Promise<void> {
  const outcome = await work;
  if (outcome.kind !== 'recorded') throw new Error(JSON.stringify(outcome));
}

async function timed(ask: () => Promise<unknown>): Promise<Round> {
  const began = performance.now();
  await ask();
  const ms = Number((performance.now() - began).toFixed(1));
  return { perSecond: Number((1_000 / ms).toFixed(2)), p50Ms: ms, p99Ms: ms };
}
