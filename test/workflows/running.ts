/** The product's own relay and worker, in the test's process, on a Temporal of the test's. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger } from '@temporalio/worker';
import type { Instant } from '#libs/calendar';
import {
  createQmsCommands,
  createScoringCommands,
  type NonconformityCommands,
  type ScoringCommands,
} from '#libs/commands';
import { NO_METRICS } from '#libs/scoring/year';
import { createAutomaticSystems, type AutomaticSystem } from '../../apps/worker/activities/automatic.ts';
import type { AuditPorts } from '../../apps/worker/activities/audit.ts';
import type { QualityPorts } from '../../apps/worker/activities/quality.ts';
import { runService, type PartStatus } from '../../apps/worker/service.ts';
import type { Misfits } from '../../apps/worker/temporal/misfits.ts';
import { bundleWorkflows } from '../../apps/worker/temporal/bundle.ts';
import { oncePerRun, runFolder } from '../support/once-per-run.ts';
import type { World } from './world.ts';

const SILENT = new DefaultLogger('ERROR', () => undefined);

/** Bundled once for the whole run. */
export function workflowCode(): Promise<{ codePath: string }> {
  return oncePerRun('workflow-code', async () => {
    const codePath = join(runFolder(), 'workflow-code.cjs');
    const { code } = await bundleWorkflows(SILENT);
    await writeFile(codePath, code);
    return { codePath };
  });
}

export interface Running {
  readonly client: Client;
  /** The last thing each part said of itself. */
  readonly statuses: ReadonlyMap<PartStatus['part'], PartStatus>;
  readonly restarts: readonly string[];
  stop(): Promise<void>;
}

export interface RunningOptions {
  readonly codePath?: string;
  readonly systems?: Readonly<Record<string, AutomaticSystem>>;
  readonly commands?: World['commands'];
  readonly scoring?: ScoringCommands;
  readonly nonconformities?: Pick<NonconformityCommands, 'load' | 'onDue'>;
  readonly openYears?: readonly string[];
  /** Agencies whose systems are on record. */
  readonly qmsAgencies?: readonly string[];
  readonly quality?: QualityPorts['quality'];
  readonly audits?: AuditPorts['audits'];
  readonly misfits?: Misfits;
  readonly ratePerSecond?: number;
  /** Default all; none: a worker without relay. */
  readonly shards?: readonly number[];
}

const NEVER: Misfits = { on: () => () => undefined };

const NO_NONCONFORMITIES: Pick<NonconformityCommands, 'load' | 'onDue'> = {
  load: () => Promise.resolve({ state: { status: 'none' }, version: 0 }),
  onDue: () => Promise.resolve({ kind: 'unknown' }),
};

const NO_AUDITS: AuditPorts['audits'] = {
  quality: {
    load: () => Promise.resolve(undefined),
    act: ({ id }) => Promise.resolve({ kind: 'unknown', id }),
    remind: () => Promise.resolve(0),
  },
  nonconformities: { raise: () => Promise.resolve({ kind: 'unknown' }) },
  now: () => now(),
};

const NO_QUALITY: QualityPorts['quality'] = {
  toRemind: () => Promise.resolve([]),
  remind: () => Promise.resolve(0),
  toMeasure: () => Promise.resolve([]),
  measure: () => Promise.resolve(0),
  proposeRisks: () => Promise.resolve(0),
};

const now = (): Instant => new Date().toISOString() as Instant;

export async function startRunning(
  world: World,
  temporal: { readonly address: string; readonly namespace?: string },
  options: RunningOptions = {},
): Promise<Running> {
  const statuses = new Map<PartStatus['part'], PartStatus>();
  const restarts: string[] = [];
  const stopping = new AbortController();
  const namespace = temporal.namespace ?? 'default';
  const ignored = (): void => undefined;
  const done = runService(
    {
      ledger: world.ledger,
      commands: options.commands ?? world.commands,
      scoring:
        options.scoring ??
        createScoringCommands({
          ledger: world.ledger,
          metrics: NO_METRICS,
          now,
          qualified: () => Promise.resolve(true),
        }),
      nonconformities: options.nonconformities ?? NO_NONCONFORMITIES,
      qms: {
        commands: createQmsCommands(world.ledger, now),
        agencies: () => Promise.resolve(options.qmsAgencies ?? []),
        now,
      },
      quality: options.quality ?? NO_QUALITY,
      audits: options.audits ?? NO_AUDITS,
      openYears: () => Promise.resolve(options.openYears ?? []),
      editions: world.editions,
      systems: createAutomaticSystems(options.systems ?? {}),
      temporal: { address: temporal.address, namespace },
      workflowBundle: { codePath: options.codePath ?? (await workflowCode()).codePath },
      instance: randomUUID(),
      log: {
        info: ignored,
        warn: ignored,
        error: (detail: object) => 'dossier' in detail && restarts.push(String(detail.dossier)),
      },
      misfits: options.misfits ?? NEVER,
      ...(options.shards ? { shards: options.shards } : {}),
      ...(options.ratePerSecond === undefined ? {} : { ratePerSecond: options.ratePerSecond }),
      reportStatus: (status) => Promise.resolve(void statuses.set(status.part, status)),
    },
    stopping.signal,
  );
  const connection = Connection.lazy({ address: temporal.address });
  return {
    client: new Client({ connection, namespace }),
    statuses,
    restarts,
    async stop() {
      stopping.abort();
      await done;
      await connection.close();
    },
  };
}

/** Polls until `probe` holds. Whatever time that takes is the test's own limit. */
export async function eventually(probe: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await probe())) await sleep(25);
}

/** Until the workflow's own state is the ledger's. */
export async function followed(world: World, client: Client, dossier: string): Promise<void> {
  await eventually(async () => {
    const ledger = JSON.stringify(await world.stateOf(dossier));
    const workflow = await client.workflow
      .getHandle(dossier)
      .query('state')
      .catch(() => null);
    return JSON.stringify(workflow) === ledger;
  });
}
