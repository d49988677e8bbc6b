/** Relay and Temporal worker in one process, and what they say of themselves. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Ledger } from '#libs/ledger';
import { gauge, isTracing, type GaugeName } from '#libs/telemetry';
import { createActivities, type ActivityPorts } from './activities/index.ts';
import { createAuditActivities, type AuditPorts } from './activities/audit.ts';
import { createNonconformityActivities, type NonconformityPorts } from './activities/nonconformity.ts';
import { createQmsActivities, type QmsPorts } from './activities/qms.ts';
import { createQualityActivities, type QualityPorts } from './activities/quality.ts';
import { createScoringActivities, type ScoringPorts } from './activities/scoring.ts';
import { lagOf } from './relay/lag.ts';
import { ALL_SHARDS, RELAY, RELAY_SHARDS, startRelay } from './relay/relay.ts';
import { beginAgain, type Misfits } from './temporal/misfits.ts';
import { ensureSchedules } from './temporal/schedules.ts';
import { TASK_QUEUE } from './temporal/task-queue.ts';
import { tellsItsTrace } from './temporal/tracing.ts';
import { runWorker } from './temporal/worker.ts';

const REPORT_EVERY_MS = 2_000;
/** While Temporal is away everything fails at once, and one line says it. */
const TROUBLE_LOGGED_EVERY_MS = 10_000;
const ANSWERS_WITHIN_MS = 1_000;

/** What a part says of itself for `GET /api/health`. */
export interface PartStatus {
  readonly part: 'relay' | 'worker';
  readonly instance: string;
  readonly lagEvents?: number;
  readonly lagSeconds?: number;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

export interface Log {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

export interface ServiceOptions
  extends
    Omit<ActivityPorts, 'ledger' | 'onRestart'>,
    ScoringPorts,
    NonconformityPorts,
    QmsPorts,
    QualityPorts,
    AuditPorts {
  readonly ledger: Ledger;
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly workflowBundle: WorkflowBundleOption;
  readonly ratePerSecond?: number;
  /** Which of RELAY_SHARDS this process relays; none: it only works. */
  readonly shards?: readonly number[];
  readonly misfits: Misfits;
  /** Tells this process's rows from another's. */
  readonly instance: string;
  readonly log: Log;
  reportStatus(status: PartStatus): Promise<void>;
}

/** Runs until `signal`. Temporal may be away at the start or later: that is reported, and tried again. */
export async function runService(options: ServiceOptions, signal: AbortSignal): Promise<void> {
  const { temporal, ledger, log, shards = ALL_SHARDS, ratePerSecond } = options;
  // The relay tries again itself; the client's own way would go on after the connection is closed.
  const connection = Connection.lazy({ address: temporal.address, interceptors: [] });
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    interceptors: { workflow: isTracing() ? [tellsItsTrace] : [] },
  });
  const health = { up: false, restarts: 0, relayFailures: 0 };

  const logTrouble = seldom(TROUBLE_LOGGED_EVERY_MS, (detail, message) => log.warn(detail, message));
  const noteRestart = (dossier: string, reason: string): void => {
    health.restarts += 1;
    log.error({ dossier, reason }, 'workflow failed; begun again from the ledger');
  };

  const relay = startRelay({
    ledger,
    client,
    taskQueue: TASK_QUEUE,
    editions: options.editions,
    shards,
    signal,
    ...(ratePerSecond === undefined ? {} : { ratePerSecond }),
    onTrouble(error, what) {
      health.relayFailures += 1;
      logTrouble({ err: error, what }, 'relay: tried again');
    },
  });
  const worker = runWorker(
    {
      ...temporal,
      workflowBundle: options.workflowBundle,
      activities: {
        ...createActivities({ ...options, onRestart: noteRestart }),
        ...createScoringActivities(options),
        ...createNonconformityActivities(options),
        ...createQmsActivities(options),
        ...createQualityActivities(options),
        ...createAuditActivities(options),
      },
      onUp() {
        health.up = true;
        log.info(temporal, 'worker: connected to Temporal');
        ensureSchedules(client).catch((error: unknown) =>
          log.warn({ err: error }, 'worker: schedules not made, tried again at the next connection'),
        );
      },
      onDown(error) {
        health.up = false;
        logTrouble({ err: error, ...temporal }, 'worker: Temporal is away, tried again');
      },
    },
    signal,
  );

  const begunAgain = new Set<string>();
  const deaf = options.misfits.on((runId, reason) => {
    if (begunAgain.has(runId)) return;
    begunAgain.add(runId);
    beginAgain(client, runId).then(
      (dossier) => {
        if (dossier === false) begunAgain.delete(runId);
        else noteRestart(dossier, reason);
      },
      (error: unknown) => {
        begunAgain.delete(runId);
        log.warn({ err: error, runId }, 'workflow not begun again yet');
      },
    );
  });

  const measured = measures(() => [
    ['dunghan.relay.sent', relay.sent()],
    ['dunghan.relay.failures', health.relayFailures],
    ['dunghan.workflow.restarts', health.restarts],
  ]);
  const report = async (): Promise<void> => {
    const { instance } = options;
    const up = health.up && (await answers(connection));
    measured.temporalUp = up;
    await options.reportStatus({
      part: 'worker',
      instance,
      detail: { temporal: up, restarts: health.restarts },
    });
    if (shards.length === 0) return;
    const { events, seconds } = await lagOf(ledger, RELAY, shards, RELAY_SHARDS, Date.now());
    measured.lag = { events, seconds };
    await options.reportStatus({
      part: 'relay',
      instance,
      lagEvents: events,
      lagSeconds: seconds,
      detail: { sent: relay.sent(), failures: health.relayFailures, shards: shards.join(' ') },
    });
  };
  const reporting = repeatedly(REPORT_EVERY_MS, report, signal, (error) =>
    log.warn({ err: error }, 'status was not reported'),
  );
  await Promise.all([relay.done, worker, reporting]);
  deaf();
  await connection.close();
}

/** What the worker's process measures; the lag is as it was last reported. */
function measures(counts: () => readonly (readonly [GaugeName, number])[]) {
  const last = { temporalUp: false, lag: { events: 0, seconds: 0 } };
  const attributes = { part: 'relay' };
  for (const [at, [name]] of counts().entries()) gauge(name, () => [{ value: counts()[at]![1] }]);
  gauge('dunghan.temporal.up', () => [{ value: last.temporalUp ? 1 : 0 }]);
  gauge('dunghan.lag.seconds', () => [{ value: last.lag.seconds, attributes }]);
  gauge('dunghan.lag.events', () => [{ value: last.lag.events, attributes }]);
  return last;
}

/** The worker itself doesn't say when the server goes away: it waits. */
const answers = (connection: Connection): Promise<boolean> =>
  connection
    .withDeadline(Date.now() + ANSWERS_WITHIN_MS, () => connection.workflowService.getSystemInfo({}))
    .then(
      () => true,
      () => false,
    );

type Say = (detail: object, message: string) => void;

/** The first of many, and then one each `everyMs`. */
function seldom(everyMs: number, say: Say): Say {
  let nextAt = 0;
  return (detail, message) => {
    const now = performance.now();
    if (now < nextAt) return;
    nextAt = now + everyMs;
    say(detail, message);
  };
}

async function repeatedly(
  everyMs: number,
  work: () => Promise<void>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await work().catch(onError);
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
