/** Keeps the forecast fresh: chances by the minute, since clocks run without events; what they rest on now and then. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '#libs/calendar';
import { learn, writeForecast, writeOutlooks, type Learned } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';

const EVERY_MS = 60_000;
/** Learning may take this share of the time at most. */
const LEARNING_SHARE = 0.01;

export interface Forecasting {
  stop(): Promise<void>;
}

export function startForecasting(runtime: Runtime, onError?: (error: unknown) => void): Forecasting {
  const ending = new AbortController();
  const done = keepForecasting(runtime, ending.signal, onError);
  return {
    async stop() {
      ending.abort();
      await done;
    },
  };
}

async function keepForecasting(
  runtime: Runtime,
  signal: AbortSignal,
  onError: ((error: unknown) => void) | undefined,
): Promise<void> {
  let known: { readonly learned: Learned; readonly at: Instant } | undefined;
  let learnAgain = 0;
  while (!signal.aborted) {
    try {
      await runtime.organisation();
      if (performance.now() >= learnAgain) {
        const began = performance.now();
        known = { learned: await learn(runtime.pool, calendarOf(runtime)), at: runtime.now() };
        await writeOutlooks(runtime.pool, known.learned);
        learnAgain = performance.now() + (performance.now() - began) / LEARNING_SHARE;
      }
      if (known) await forecastNow(runtime, known);
    } catch (error) {
      onError?.(error);
    }
    await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

const forecastNow = (
  runtime: Runtime,
  { learned, at }: { readonly learned: Learned; readonly at: Instant },
): Promise<number> =>
  writeForecast(runtime.pool, calendarOf(runtime), { learned, learnedAt: at, now: runtime.now() });

/** Once, from the past as it is now. */
export async function forecastOnce(runtime: Runtime): Promise<Learned> {
  await runtime.organisation();
  const learned = await learn(runtime.pool, calendarOf(runtime));
  await writeOutlooks(runtime.pool, learned);
  await forecastNow(runtime, { learned, at: runtime.now() });
  return learned;
}

const calendarOf =
  ({ calendars }: Runtime) =>
  (agency: string) =>
    calendars.calendarOf(calendars.current(), agency);
