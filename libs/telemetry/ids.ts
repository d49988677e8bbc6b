/**
 * Which trace a command belongs to follows from the command's id alone: its 32 digits are the trace's, the last 16 the
 * span's. So whoever meets an event later, in another process and after any restart, finds the trace that led to it, and
 * nothing of it is kept in the ledger.
 */
import { randomBytes } from 'node:crypto';
import { TraceFlags, type SpanContext } from '@opentelemetry/api';
import type { IdGenerator } from '@opentelemetry/sdk-trace';

export interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
}

const SPAN_ID_DIGITS = 16;
const randomDigits = (digits: number): string => randomBytes(digits / 2).toString('hex');

export function idsOfCommand(commandId: string): SpanIds {
  const traceId = commandId.replaceAll('-', '');
  return { traceId, spanId: traceId.slice(-SPAN_ID_DIGITS) };
}

/** As the parent of a span in this process; who samples goes by the trace's id, so that all processes agree. */
export const asParent = (ids: SpanIds): SpanContext => ({
  ...ids,
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
});

/** Gives the next span the ids it is to have; random ones else. */
export class GivenIds implements IdGenerator {
  #given: SpanIds | undefined;

  /** `start` starts one span and returns at once. */
  with<Answer>(ids: SpanIds, start: () => Answer): Answer {
    this.#given = ids;
    try {
      return start();
    } finally {
      this.#given = undefined;
    }
  }

  readonly generateTraceId = (): string => this.#given?.traceId ?? randomDigits(2 * SPAN_ID_DIGITS);
  readonly generateSpanId = (): string => this.#given?.spanId ?? randomDigits(SPAN_ID_DIGITS);
}

export const givenIds = new GivenIds();
