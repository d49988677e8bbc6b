/**
 * Hands the trace of what a workflow was last told on to what it does: its activities, its children, its timers. The
 * headers that carry it are no commands, so that a history fits whether anybody traced it or not.
 */
import type { Payload } from '@temporalio/common';
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** Holds W3C's `traceparent`. */
export const TRACE_HEADER = 'traceparent';

/** A timer that was set, for whoever collects spans. */
export interface TimerSet {
  /** In the field's words, as an operator reads it; undefined for one without a name. */
  readonly summary: string | undefined;
  /** Milliseconds since 1970. */
  readonly setMs: number;
  readonly dueMs: number;
}

export interface TraceSinks extends Sinks {
  traces: { timerSet(trace: Payload, timer: TimerSet): void };
}

export const interceptors: WorkflowInterceptorsFactory = () => {
  const { traces } = proxySinks<TraceSinks>();
  let heard: Payload | undefined;
  const hear = ({ headers }: WithHeaders): void => void (heard = headers[TRACE_HEADER] ?? heard);
  const handOn = <Input extends WithHeaders>(input: Input): Input =>
    heard ? { ...input, headers: { ...input.headers, [TRACE_HEADER]: heard } } : input;
  return {
    inbound: [
      {
        execute(input, next) {
          hear(input);
          return next(input);
        },
        handleSignal(input, next) {
          hear(input);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        scheduleActivity: (input, next) => next(handOn(input)),
        startChildWorkflowExecution: (input, next) => next(handOn(input)),
        signalWorkflow: (input, next) => next(handOn(input)),
        startTimer(input, next) {
          const setMs = Date.now();
          const dueMs = setMs + input.durationMs;
          if (heard) traces.timerSet(heard, { summary: input.options?.summary, setMs, dueMs });
          return next(input);
        },
      },
    ],
  };
};

interface WithHeaders {
  readonly headers: Readonly<Record<string, Payload>>;
}
