/** The receipt log and generated logs: the verb's figures equal those of a script that shares nothing with it. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { logVerb } from '../../apps/cli/verbs/log.ts';
import { say } from './io.ts';
import { hasPython, outside } from './python.ts';

const RECEIPT = fileURLToPath(new URL('../../../shared/data/receipt.xes.gz', import.meta.url));
/** Generated logs, always the same. */
const LOGS = 200;
const SEED = 5;
const itWithLog = existsSync(RECEIPT) ? it : it.skip;
const itWithBoth = existsSync(RECEIPT) && hasPython ? it : it.skip;
const itWithPython = hasPython ? it : it.skip;

async function figuresOf(file: string): Promise<Record<string, unknown>> {
  const said = await say(logVerb, ['figures', file, '--json']);
  expect(said.exitCode).toBe(0);
  expect(said.out).toHaveLength(1);
  return JSON.parse(said.out[0] ?? '') as Record<string, unknown>;
}

describe('the receipt log', () => {
  itWithLog('has its published figures', async () => {
    const figures = await figuresOf(RECEIPT);
    expect(figures).toMatchObject({
      cases: 1434,
      events: 8577,
      variants: 116,
      lateByDeadline: 92,
      casesWithEnddate: 1329,
      lateByEnddate: 377,
    });
    expect(figures['activities']).toHaveLength(27);
  });

  itWithBoth('equals the outside computation, to the last digit', async () => {
    expect([await figuresOf(RECEIPT)]).toEqual(outside('log_figures.py', [RECEIPT]));
  });
});

describe('generated logs', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dunghan-log-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const name = fc.constantFrom('Tiếp nhận', 'Thẩm định', 'Ký & "ban hành" <kết quả>', 'Trả', '');
  const moment = fc
    .record({
      at: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2024, 0, 9) }),
      micros: fc.integer({ min: 0, max: 999 }),
      offset: fc.constantFrom('Z', '+07:00', '-03:30', ''),
    })
    .map(({ at, micros, offset }) =>
      new Date(at).toISOString().replace('Z', String(micros).padStart(3, '0') + offset),
    );
  const event = fc.record({
    'concept:name': fc.option(name, { nil: undefined }),
    'org:resource': fc.option(name, { nil: undefined }),
    'time:timestamp': fc.option(moment, { nil: undefined, freq: 9 }),
  });
  const trace = fc.record({
    deadline: fc.option(moment, { nil: undefined }),
    enddate: fc.option(moment, { nil: undefined }),
    events: fc.array(event, { maxLength: 8 }),
  });

  itWithPython(
    'equal it too: missing attributes, empty cases, negative gaps, offsets, entities',
    async () => {
      const log = fc.tuple(fc.array(trace, { maxLength: 12 }), fc.boolean());
      const files = await Promise.all(
        fc.sample(log, { numRuns: LOGS, seed: SEED }).map(async ([traces, zipped], index) => {
          const file = join(folder, `${index}.xes`);
          const xes = `<log xmlns="http://www.xes-standard.org/">${traces.map(traceXml).join('')}</log>`;
          await writeFile(file, zipped ? gzipSync(xes) : xes);
          return file;
        }),
      );
      expect(await Promise.all(files.map(figuresOf))).toEqual(outside('log_figures.py', files));
    },
  );
});

function traceXml({ events, ...own }: { events: Record<string, string | undefined>[] } & object): string {
  const inner = events.map((event) => `<event>${attributesXml(event)}</event>`).join('\n');
  return `<trace>${attributesXml(own)}${inner}</trace>`;
}

function attributesXml(attributes: object): string {
  return Object.entries(attributes as Record<string, string | undefined>)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `<string key="${key}" value="${escape(value ?? '')}"/>`)
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
