export { startTelemetry, type Telemetry, type TelemetryOptions } from './telemetry.ts';
export {
  afterCommand,
  afterTraceparent,
  endRequest,
  inCommand,
  inRequest,
  inSpan,
  isTracing,
  traceparent,
  type RequestEnd,
  type TracedRequest,
} from './spans.ts';
export {
  counter,
  gauge,
  histogram,
  prometheusNames,
  type CounterName,
  type GaugeName,
  type HistogramName,
  type Reading,
} from './meters.ts';
