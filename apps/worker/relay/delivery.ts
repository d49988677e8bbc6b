/** Brings one message to its dossier's workflow, however long Temporal is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Editions } from '#libs/commands';
import type { Edition } from '#libs/procedure';
import { afterCommand } from '#libs/telemetry';
import { eventsSignal, inBrief, RESTARTS, type DossierStart, type Told } from '#workflows';
import type { DossierReader } from './dossier-reader.ts';
import { pointersOf, type Message } from './group.ts';
import type { TokenBucket } from './token-bucket.ts';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
/** gRPC codes that speak of the message and not of the server: 3 INVALID_ARGUMENT, 8 RESOURCE_EXHAUSTED by size. */
const ABOUT_THE_MESSAGE: ReadonlySet<number> = new Set([3]);

export interface DeliveryPorts {
  readonly client: Client;
  readonly taskQueue: string;
  readonly bucket: TokenBucket;
  readonly dossiers: DossierReader;
  readonly editions: Pick<Editions, 'edition'>;
  onRetry(stream: string, error: unknown, attempt: number): void;
}

export type Delivered = 'told' | 'not-needed';

/** Returns only when Temporal has it (or it needs none), or when `signal` stops the relay. */
export async function deliver(
  message: Message,
  ports: DeliveryPorts,
  signal?: AbortSignal,
): Promise<Delivered> {
  let { told } = message;
  const cause = message.told.at(-1)?.event?.commandId;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      await ports.bucket.take(signal);
      const now = told;
      return await afterCommand(cause, 'relay', { 'dunghan.dossier': message.stream }, () =>
        message.closes ? tellIfThere(message, now, ports) : tellOrStart(message, now, ports),
      );
    } catch (error) {
      signal?.throwIfAborted();
      ports.onRetry(message.stream, error, attempt);
      // A message that is refused for itself is sent as a pointer; the workflow reads the ledger.
      if (isAboutTheMessage(error)) told = pointersOf(told);
      await sleep(backoffMs(attempt), undefined, { signal });
    }
  }
}

/** Starts the workflow if it isn't there, and tells it. */
export async function tell(
  stream: string,
  procedure: string,
  told: readonly Told[],
  { client, taskQueue }: Pick<DeliveryPorts, 'client' | 'taskQueue'>,
  edition?: Edition,
): Promise<'told'> {
  const start: DossierStart = { stream, version: 0, ...(edition ? { edition: inBrief(edition) } : {}) };
  await client.workflow.signalWithStart(procedure, {
    workflowId: stream,
    taskQueue,
    args: [start],
    signal: eventsSignal,
    signalArgs: [told],
    retry: RESTARTS,
  });
  return 'told';
}

async function tellOrStart(message: Message, told: readonly Told[], ports: DeliveryPorts): Promise<'told'> {
  const { stream, edition: number } = message;
  const procedure = await procedureFor(message, ports);
  const edition = number === null ? undefined : await ports.editions.edition(procedure, number);
  return tell(stream, procedure, told, ports, edition);
}

/** A dossier that closes needs no new workflow; one that runs must hear of it. */
async function tellIfThere(
  message: Message,
  told: readonly Told[],
  ports: DeliveryPorts,
): Promise<Delivered> {
  if (!message.opens) {
    try {
      await ports.client.workflow.getHandle(message.stream).signal(eventsSignal, told);
      return 'told';
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  if (await ports.dossiers.isClosed(message.stream)) return 'not-needed';
  return tellOrStart(message, told, ports);
}

async function procedureFor({ procedure, stream }: Message, { dossiers }: DeliveryPorts): Promise<string> {
  if (procedure === null) return dossiers.procedureOf(stream);
  dossiers.remember(stream, procedure);
  return procedure;
}

function isAboutTheMessage(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return isGrpcServiceError(cause) && ABOUT_THE_MESSAGE.has(cause.code);
}

/** Before the attempt after this one. */
export const backoffMs = (attempt: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt - 1, 16));
