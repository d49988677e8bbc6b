/** Between Temporal and the traces: the relay's message carries its span's id along, and activities go on from it. */
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { ActivityInboundCallsInterceptor, InjectedSinks, WorkerInterceptors } from '@temporalio/worker';
import { afterTraceparent, traceparent } from '#libs/telemetry';
import { TRACE_HEADER, type TraceSinks } from '#workflows';

const MILLISECONDS = 1_000;

interface WithHeaders {
  readonly headers: Readonly<Record<string, Payload>>;
}

function withTrace<Input extends WithHeaders>(input: Input): Input {
  const its = traceparent();
  if (its === undefined) return input;
  return { ...input, headers: { ...input.headers, [TRACE_HEADER]: defaultPayloadConverter.toPayload(its) } };
}

const traceIn = (payload: Payload | undefined): string | undefined =>
  payload && defaultPayloadConverter.fromPayload<string>(payload);

export const tellsItsTrace: WorkflowClientInterceptor = {
  signal: (input, next) => next(withTrace(input)),
  signalWithStart: (input, next) => next(withTrace(input)),
};

const activities = (type: string): ActivityInboundCallsInterceptor => ({
  execute: (input, next) =>
    afterTraceparent(traceIn(input.headers[TRACE_HEADER]), `activity ${type}`, {}, () => next(input)),
});

export const tracedActivities: WorkerInterceptors = {
  activity: [({ info }) => ({ inbound: activities(info.activityType) })],
};

export const traceSinks: InjectedSinks<TraceSinks> = {
  traces: {
    timerSet: {
      fn({ workflowId }, trace, { summary = 'timer', dueMs, setMs }) {
        const attributes = {
          'dunghan.dossier': workflowId,
          'dunghan.timer': summary,
          'dunghan.due': new Date(dueMs).toISOString(),
          'dunghan.wait.seconds': (dueMs - setMs) / MILLISECONDS,
        };
        void afterTraceparent(traceIn(trace), 'timer set', attributes, () => Promise.resolve());
      },
      callDuringReplay: false,
    },
  },
};
