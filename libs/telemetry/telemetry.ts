/** Metrics and traces of one process, by configuration; without it nothing is loaded, runs or is measured. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { context, metrics, trace } from '@opentelemetry/api';
import { givenIds } from './ids.ts';
import { gauge } from './meters.ts';
import { setTracing } from './spans.ts';

export interface TelemetryOptions {
  /** `api`, `worker`, `projector`. */
  readonly process: string;
  /** Tells this process from its like. */
  readonly instance: string;
  /** host:port; absent: no metrics. */
  readonly metricsAddress: string | undefined;
  /** Of a collector (OTLP over HTTP); absent: no traces. */
  readonly tracesUrl: string | undefined;
  /** 0 to 1. */
  readonly traceShare: number;
  /** Metrics can't be served there: the process goes on without. */
  onError(error: unknown): void;
}

export interface Telemetry {
  /** Sends what was not sent yet. Bounded by `CLOSE_MS`. */
  close(): Promise<void>;
}

const CLOSE_MS = 2_000;
const NANOSECONDS = 1e9;
const TRACES_PATH = 'v1/traces';

/** Before anything is measured: once a process. */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const closing = [await startMetrics(options), await startTraces(options)];
  return {
    async close() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([Promise.allSettled(closing.map(async (close) => close())), late]);
    },
  };
}

type Close = () => Promise<void>;
const nothing: Close = () => Promise.resolve();

async function resourceOf({ process: name, instance }: TelemetryOptions) {
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  return resourceFromAttributes({ 'service.name': `dunghan-${name}`, 'service.instance.id': instance });
}

async function startMetrics(options: TelemetryOptions): Promise<Close> {
  if (options.metricsAddress === undefined) return nothing;
  const { PrometheusExporter } = await import('@opentelemetry/exporter-prometheus');
  const { MeterProvider } = await import('@opentelemetry/sdk-metrics');
  const [host, port] = options.metricsAddress.split(':') as [string, string];
  const exporter = new PrometheusExporter({ host, port: Number(port), preventServerStart: true });
  try {
    await exporter.startServer();
  } catch (error) {
    options.onError(error);
    return nothing;
  }
  const provider = new MeterProvider({ resource: await resourceOf(options), readers: [exporter] });
  metrics.setGlobalMeterProvider(provider);
  const delay = monitorEventLoopDelay();
  delay.enable();
  gauge('nodejs.eventloop.delay.p99.seconds', () => {
    const value = delay.percentile(99) / NANOSECONDS;
    delay.reset();
    return [{ value }];
  });
  gauge('process.memory.usage.bytes', () => [{ value: process.memoryUsage.rss() }]);
  return async () => {
    delay.disable();
    await provider.shutdown();
    metrics.disable();
  };
}

async function startTraces(options: TelemetryOptions): Promise<Close> {
  if (options.tracesUrl === undefined) return nothing;
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } =
    await import('@opentelemetry/sdk-trace');
  const url = new URL(TRACES_PATH, `${options.tracesUrl.replace(/\/$/, '')}/`).href;
  const provider = new TracerProvider({
    resource: await resourceOf(options),
    // By the trace's id alone, whoever its parent is: every process decides alike, and nothing need be handed on.
    sampler: new TraceIdRatioBasedSampler(options.traceShare),
    idGenerator: givenIds,
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  setTracing(true);
  return async () => {
    setTracing(false);
    await provider.shutdown();
    trace.disable();
    context.disable();
  };
}
