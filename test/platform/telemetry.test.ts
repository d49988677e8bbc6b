/** Metrics as Prometheus reads them, and one trace from an officer's request to the timers of its workflow. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commandIdOf } from '#libs/ledger';
import { freePort } from '#libs/platform/process';
import { measurePool } from '#libs/runtime';
import { prometheusNames, startTelemetry, type Telemetry } from '#libs/telemetry';
import { measureFollowers } from '../../apps/projector/measured.ts';
import { startProjector } from '../../apps/projector/projector.ts';
import { KHCN } from '../e2e/paths.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';
import { eventually, startRunning, type Running } from '../workflows/running.ts';
import type { World } from '../workflows/world.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
}

/** What OTLP's collectors take in, as JSON. */
interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

const spans: Span[] = [];
let collector: Server;
let metricsAddress: string;
let telemetry: Telemetry;
let system: TestSystem;
let temporal: TestTemporal;
let running: Running;

beforeAll(async () => {
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as Export;
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  metricsAddress = `127.0.0.1:${await freePort()}`;
  telemetry = await startTelemetry({
    process: 'test',
    instance: 'one',
    metricsAddress,
    tracesUrl: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
    traceShare: 1,
    onError(error) {
      throw error;
    },
  });
  [system, temporal] = await Promise.all([startSystem(), startTestTemporal()]);
  running = await startRunning(system.runtime as unknown as World, temporal);
}, 180_000);
afterAll(async () => {
  await running?.stop();
  await telemetry?.close();
  await system?.close();
  await temporal?.stop();
  collector?.close();
});

const scrape = async (): Promise<string> => (await fetch(`http://${metricsAddress}/metrics`)).text();

describe('telemetry', () => {
  it('follows one command from its request through the ledger to the timers of its workflow', async () => {
    const counter = await system.people.as('tiepnhan.khcn');
    const key = randomUUID();
    const { status, body } = await counter.post('/api/dossiers', KHCN, key);
    expect(status).toBe(201);
    const traceId = commandIdOf('tiepnhan.khcn', key).replaceAll('-', '');
    const names = (): string[] => spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
    await eventually(() => names().includes('timer set') && names().includes('POST /api/dossiers'));

    const its = spans.filter((span) => span.traceId === traceId);
    const parentOf = (name: string): string | undefined => {
      const parentId = its.find((span) => span.name === name)?.parentSpanId;
      return its.find(({ spanId }) => spanId === parentId)?.name;
    };
    expect(parentOf('POST /api/dossiers')).toBeUndefined();
    expect(parentOf('command receive')).toBe('POST /api/dossiers');
    expect(parentOf('ledger append')).toBe('command receive');
    expect(parentOf('relay')).toBe('command receive');
    expect(parentOf('timer set')).toBe('relay');
    // Whose dossier it is stands in no span.
    const text = JSON.stringify(spans);
    expect(text).toContain(body.dossier);
    for (const word of [KHCN.applicant.name, KHCN.applicant.idNumber]) expect(text).not.toContain(word);
  });

  it('serves every metric that the documents name', async () => {
    measurePool(system.runtime);
    const projector = startProjector(system.runtime);
    const sealer = {
      lag: async () => ({ lagSeconds: 0, detail: { size: 7, failures: 0 } }),
      stop: async () => {},
    };
    measureFollowers(system.runtime, { projector, figures: sealer, notifier: sealer, sealer });
    const metrics = await scrape();
    await projector.stop();
    const documented = await readFile(new URL('../../docs/operating.md', import.meta.url), 'utf8');
    for (const name of prometheusNames()) expect(documented).toContain(`\`${name}`);
    const served = new Set([...metrics.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name));
    // Counted when it happens for the first time; and the stamps have a test of their own.
    const later = new Set(['dunghan_http_shed_total', 'dunghan_stamp_age_seconds']);
    expect(prometheusNames().filter((name) => !served.has(name) && !later.has(name))).toEqual([]);
    expect(metrics).toMatch(/dunghan_commands_total\{[^}]*outcome="recorded"[^}]*\} [1-9]/);
    expect(metrics).toMatch(/http_route="\/api\/dossiers"/);
    expect(metrics).not.toContain(KHCN.applicant.idNumber);
  });
});
