/**
 * Another agency's part of the procedure: a child workflow `<dossier>/<part>`, which outlives its parent's runs.
 * The parent forwards the events that touch the part, with those in between, so that the child sees no gap.
 */
import type { DossierState } from '#libs/dossier';
import {
  condition,
  getExternalWorkflowHandle,
  ParentClosePolicy,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Branches } from './branches.ts';
import type { Followed } from './followed.ts';
import { eventsSignal, partId, RESTARTS, type DossierStart, type Told } from './messages.ts';

/** A child may end just while it is told something; it is then started again. More often is a bug. */
const MAX_TELL_ATTEMPTS = 5;

type PartStart = DossierStart & { readonly part: string };

/** Follows one part for as long as it has open steps; its last event is forwarded too. */
export async function followPart(
  dossier: Followed,
  stream: string,
  part: string,
  branches: Branches,
): Promise<void> {
  const outbox = new Outbox(part);
  const stop = dossier.onFold((told, before, after) => outbox.add(told, before, after));
  const over = (): boolean => !dossier.partsElsewhere.includes(part);
  try {
    await branches.uninterrupted(() => meet(startOf(dossier, stream, part), dossier.latest));
    while (!over() || outbox.isTouched) {
      await condition(() => outbox.isTouched || over());
      if (outbox.isTouched) {
        await branches.uninterrupted(() => tell(startOf(dossier, stream, part), outbox.take()));
      }
    }
  } finally {
    stop();
  }
}

/**
 * A part that was done while one run gave way to the next is followed by no branch of this one: its child is told how
 * far the stream is, reads what it lacks, and ends.
 */
export async function tellDoneParts(dossier: Followed, stream: string): Promise<void> {
  for (const part of dossier.partsDoneElsewhere) {
    try {
      await getExternalWorkflowHandle(partId(stream, part)).signal(eventsSignal, [dossier.latest]);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
}

function startOf({ version, edition }: Followed, stream: string, part: string): PartStart {
  return { stream, version, part, ...(edition ? { edition } : {}) };
}

/** Starts the child, or tells the one that an earlier run started how far the stream is: it reads what it lacks. */
async function meet(start: PartStart, latest: Told): Promise<void> {
  if (!(await begin(start))) await tell(start, [latest]);
}

async function tell(start: PartStart, told: readonly Told[]): Promise<void> {
  const { stream, part } = start;
  for (let attempt = 1; attempt <= MAX_TELL_ATTEMPTS; attempt += 1) {
    try {
      return await getExternalWorkflowHandle(partId(stream, part)).signal(eventsSignal, told);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      if (await begin(start)) return;
    }
  }
  throw new Error(`part ${part} ends whenever it is told something`);
}

/** A new child reads the stream up to `version` by itself. False: it was running after all. */
async function begin(start: PartStart): Promise<boolean> {
  try {
    await startChild(workflowInfo().workflowType, {
      workflowId: partId(start.stream, start.part),
      args: [start],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      retry: RESTARTS,
      staticSummary: `${start.stream} · ${start.part}`,
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof ApplicationFailure && error.type === 'ExternalWorkflowExecutionNotFound';

/** Events for a part, held back until one of them touches it. */
class Outbox {
  readonly #part: string;
  #told: Told[] = [];
  #touched = false;

  constructor(part: string) {
    this.#part = part;
  }

  get isTouched(): boolean {
    return this.#touched;
  }

  add(told: Told, before: DossierState, after: DossierState): void {
    this.#told.push(told);
    this.#touched ||= viewOf(before, this.#part) !== viewOf(after, this.#part);
  }

  take(): readonly Told[] {
    const told = this.#told;
    this.#told = [];
    this.#touched = false;
    return told;
  }
}

/** What of a dossier matters to a part: its own open steps, what the dossier waits for, and whether it is closed. */
function viewOf(state: DossierState, part: string): string {
  if (!('pinned' in state)) return state.status;
  const steps = state.open.filter((step) => step.part === part);
  const closed = state.parts.find((known) => known.part === part)?.closedAt;
  return JSON.stringify([state.status, state.pinned.edition, steps, closed, state.waiting]);
}
