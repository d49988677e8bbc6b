/** The product's metrics: every name in one place, as docs/operating.md lists them. */
import { metrics, type Attributes, type Histogram, type Counter } from '@opentelemetry/api';

const SCOPE = 'dunghan';

/** In seconds: from a read out of memory to the longest that anybody waits. */
const LATENCY_BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

interface Described {
  readonly description: string;
}

const COUNTERS = {
  'dunghan.http.shed': {
    description: 'Requests that were asked to come again, because too many were at hand',
  },
  'dunghan.commands': { description: 'Commands, by type and outcome' },
} as const satisfies Record<string, Described>;

const HISTOGRAMS = {
  'http.server.request.duration.seconds': { description: 'From a request to the end of its answer' },
} as const satisfies Record<string, Described>;

const GAUGES = {
  'http.server.active_requests': { description: 'Requests at hand' },
  'dunghan.db.pool.connections': { description: 'Connections to PostgreSQL, used and idle' },
  'dunghan.db.pool.waiting': { description: 'Who waits for a connection' },
  'dunghan.lag.seconds': { description: 'Age of the oldest event that a follower has not taken' },
  'dunghan.lag.events': { description: 'Events that a follower has not taken' },
  'dunghan.xmin.age.seconds': {
    description: 'Since when an open write transaction holds readers back',
  },
  'dunghan.sealed.events': { description: 'Events under the last signed head' },
  'dunghan.seal.failures': { description: 'Failures in a row of the sealer' },
  'dunghan.stamp.age.seconds': { description: 'Age of the last time-stamp of a head' },
  'dunghan.relay.sent': { description: 'Messages that Temporal has taken since the start' },
  'dunghan.relay.failures': { description: 'Attempts of the relay that failed since the start' },
  'dunghan.workflow.restarts': { description: 'Workflows begun again from the ledger since the start' },
  'dunghan.temporal.up': { description: '1 while Temporal answers, else 0' },
  'nodejs.eventloop.delay.p99.seconds': {
    description: 'How late the event loop is, at the 99th percentile',
  },
  'process.memory.usage.bytes': { description: 'Resident memory' },
} as const satisfies Record<string, Described>;

export type CounterName = keyof typeof COUNTERS;
export type HistogramName = keyof typeof HISTOGRAMS;
export type GaugeName = keyof typeof GAUGES;

/** Of every metric its name in Prometheus, for the documents' test. */
export const prometheusNames = (): readonly string[] => [
  ...Object.keys(COUNTERS).map((name) => `${plain(name)}_total`),
  ...Object.keys({ ...HISTOGRAMS, ...GAUGES }).map(plain),
];

const plain = (name: string): string => name.replaceAll('.', '_');

const meter = () => metrics.getMeter(SCOPE);

/** To be made after telemetry was started; before it, and without it, they count nothing. */
export const counter = (name: CounterName): Counter => meter().createCounter(name, COUNTERS[name]);

export const histogram = (name: HistogramName): Histogram =>
  meter().createHistogram(name, {
    ...HISTOGRAMS[name],
    advice: { explicitBucketBoundaries: LATENCY_BOUNDS },
  });

export interface Reading {
  readonly value: number;
  readonly attributes?: Attributes;
}

/** `read` is asked whenever somebody looks; what it throws is nobody's concern then: the metric is absent. */
export function gauge(name: GaugeName, read: () => readonly Reading[] | Promise<readonly Reading[]>): void {
  meter()
    .createObservableGauge(name, GAUGES[name])
    .addCallback(async (result) => {
      const readings = await Promise.resolve(read()).catch(() => []);
      for (const { value, attributes } of readings) result.observe(value, attributes);
    });
}
