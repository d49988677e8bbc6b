/** One visit of `/viec` in a Chromium whose processor is slowed down; and scrolling through the list. */
import type { CDPSession, Page } from 'playwright-core';
import { logIn, openProfile } from '../../portal/browser.ts';
import { OFFICER } from './system.ts';

/** As long without a long task, and the page is said to be at rest. */
const QUIET_MS = 1_500;
const ROW = 'tbody tr a[data-row-link]';
const SCROLL_MS = 6_000;
const PIXELS_A_SECOND = 3_000;

export interface Visit {
  /** From the address entered until rows stand on the page and no task over 50 ms follows. */
  readonly interactiveMs: number;
  readonly rowsMs: number;
  readonly firstPaintMs: number;
  /** Of tasks over 50 ms, what is over. */
  readonly blockedMs: number;
  /** What the page's main thread used of the (slowed) processor: other work on the machine adds little to it. */
  readonly mainThreadMs: number;
  readonly bytes: number;
}

/** In a profile of its own, as an officer has one: a private window keeps no compiled scripts for the next visit. */
export async function signedIn(folder: string, url: string): Promise<Page> {
  const page = await openProfile(folder, url);
  await logIn(page, OFFICER);
  return page;
}

/** With the session's cookie. Cold: nothing of the portal is in the browser's cache. */
export async function visit(page: Page, cold: boolean, slowdown: number): Promise<Visit> {
  const tab = await page.context().newPage();
  const line = await tab.context().newCDPSession(tab);
  if (cold) await line.send('Network.clearBrowserCache');
  await line.send('Network.enable');
  const bytes = countBytes(line);
  await line.send('Performance.enable', { timeDomain: 'threadTicks' });
  await line.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await tab.addInitScript(watch, ROW);
  await tab.goto('/viec', { waitUntil: 'commit' });
  const seen = await asked<Seen>(line, settled, QUIET_MS);
  const mainThreadMs = await threadMs(line);
  await tab.close();
  return { ...seen, mainThreadMs, bytes: bytes() };
}

/** What the page's main thread has worked since the metrics were enabled. */
async function threadMs(line: CDPSession): Promise<number> {
  const { metrics } = await line.send('Performance.getMetrics');
  return Math.round(1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0));
}

/** Asks the page by the protocol alone: what the driver puts into a page of itself would count as the page's work. */
async function asked<T>(line: CDPSession, ask: (given: number) => Promise<T>, given: number): Promise<T> {
  const expression = `(${ask.toString()})(${given})`;
  const answer = await line.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
  return answer.result.value as T;
}

function countBytes(line: CDPSession): () => number {
  let sum = 0;
  line.on('Network.loadingFinished', ({ encodedDataLength }) => void (sum += encodedDataLength));
  return () => sum;
}

type Seen = Pick<Visit, 'interactiveMs' | 'rowsMs' | 'firstPaintMs' | 'blockedMs'>;

interface Watched {
  tasks: { start: number; end: number }[];
  rowsMs: number | null;
}

/** Runs in the page, before any of its scripts. */
function watch(row: string): void {
  const seen: Watched = { tasks: [], rowsMs: null };
  (globalThis as unknown as { seen: Watched }).seen = seen;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      seen.tasks.push({ start: startTime, end: startTime + duration });
    }
  }).observe({ type: 'longtask', buffered: true });
  const look = (): void => {
    if (document.querySelector(row) === null) return void requestAnimationFrame(look);
    requestAnimationFrame(() => void (seen.rowsMs ??= performance.now()));
  };
  requestAnimationFrame(look);
}

/** Runs in the page: waits until it has been at rest for a while. */
async function settled(quietMs: number): Promise<Seen> {
  const { seen } = globalThis as unknown as { seen: Watched };
  const last = (): number =>
    Math.max(seen.rowsMs ?? Number.POSITIVE_INFINITY, ...seen.tasks.map(({ end }) => end));
  while (!(performance.now() - last() > quietMs)) await new Promise((done) => setTimeout(done, 100));
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return {
    interactiveMs: Math.round(last()),
    rowsMs: Math.round(seen.rowsMs ?? 0),
    firstPaintMs: Math.round(paint?.startTime ?? 0),
    blockedMs: Math.round(seen.tasks.reduce((sum, { start, end }) => sum + end - start - 50, 0)),
  };
}

export interface Scrolled {
  readonly frames: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** Frames that took more than a tenth of a second: seen as a jerk. */
  readonly jerks: number;
  readonly mostRowsInPage: number;
  readonly reachedRow: number;
  readonly heapMegabytes: number;
  /** What the page's main thread used of the (slowed) processor meanwhile. */
  readonly mainThreadMs: number;
}

/** Rolls on steadily while the list's pages come in. */
export async function scroll(page: Page, slowdown: number): Promise<Scrolled> {
  const tab = await page.context().newPage();
  const line = await tab.context().newCDPSession(tab);
  await tab.goto('/viec');
  await tab.locator(ROW).first().waitFor();
  await line.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await line.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await threadMs(line);
  const seen = await tab.evaluate(roll, { ms: SCROLL_MS, speed: PIXELS_A_SECOND });
  const mainThreadMs = (await threadMs(line)) - before;
  await line.send('HeapProfiler.collectGarbage');
  const { usedSize } = await line.send('Runtime.getHeapUsage');
  await tab.close();
  return { ...seen, heapMegabytes: Math.round(usedSize / 2 ** 20), mainThreadMs };
}

/** Runs in the page. */
async function roll({
  ms,
  speed,
}: {
  ms: number;
  speed: number;
}): Promise<Omit<Scrolled, 'heapMegabytes' | 'mainThreadMs'>> {
  const frames: number[] = [];
  let mostRowsInPage = 0;
  const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
  const start = await frame();
  for (let before = start; before - start < ms;) {
    const now = await frame();
    frames.push(now - before);
    scrollBy(0, ((now - before) * speed) / 1_000);
    mostRowsInPage = Math.max(mostRowsInPage, document.querySelectorAll('tbody tr').length);
    before = now;
  }
  frames.sort((a, b) => a - b);
  const at = (share: number): number => Math.round(frames[Math.floor((frames.length - 1) * share)]!);
  const indexes = [...document.querySelectorAll('tbody tr[aria-rowindex]')].map((row) =>
    Number(row.getAttribute('aria-rowindex')),
  );
  return {
    frames: frames.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    worstMs: at(1),
    jerks: frames.filter((each) => each > 100).length,
    mostRowsInPage,
    reachedRow: Math.max(0, ...indexes) - 1,
  };
}
