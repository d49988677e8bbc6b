/** Stories in a browser: pages that close themselves, faults of the console gathered, failures told with what stood there. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { TestSystem } from '../e2e/system.ts';
import { axeFaults, enter, launch, openPage, tooWide } from './browser.ts';

/** The browser notes every refusal of the API, wanted or not, and every line that a test cuts. */
const REFUSED = /^Failed to load resource: (?:the server responded with a status of 4\d\d|net::ERR_)/;
const STORY_MS = 300_000;
/** Of one step: nothing on a page takes that long, however busy the machine is. */
const STEP_MS = 30_000;

export interface Stories {
  readonly system: () => TestSystem;
  readonly page: (username?: string) => Promise<Page>;
  readonly story: (title: string, tell: () => Promise<void>) => void;
  /** A picture at every width, and no fault of axe or of the width. */
  readonly looks: (page: Page, name: string) => Promise<void>;
}

export function storiesOf(start: () => Promise<TestSystem>): Stories {
  let system: TestSystem;
  let browser: Browser;
  const problems: string[] = [];
  const pages: Page[] = [];

  beforeAll(async () => {
    system = await start();
    browser = await launch();
  }, STORY_MS);
  afterAll(async () => {
    await browser?.close();
    await system?.close();
    expect(problems).toEqual([]);
  });

  async function page(username?: string): Promise<Page> {
    const opened = await openPage(browser, system.url);
    opened.setDefaultTimeout(STEP_MS);
    pages.push(opened);
    opened.on('pageerror', (error) => problems.push(error.message));
    opened.on('console', (message) => {
      if (message.type() === 'error' && !REFUSED.test(message.text())) problems.push(message.text());
    });
    if (username) await enter(opened, username);
    return opened;
  }

  function story(title: string, tell: () => Promise<void>): void {
    // oxlint-disable-next-line jest/valid-title, jest/expect-expect -- a story asserts as it goes
    it(
      // oxlint-disable-next-line jest/valid-title -- it is a text
      title,
      async () => {
        try {
          await tell();
        } catch (error) {
          const seen = await Promise.all(pages.map((one) => one.locator('body').innerText()));
          throw new Error(`${String(error)}\nOn the page:\n${seen.join('\n')}`, { cause: error });
        } finally {
          await Promise.all(pages.splice(0).map((one) => one.context().close()));
        }
      },
      STORY_MS,
    );
  }

  async function looks(one: Page, name: string): Promise<void> {
    // Scrolled down, what the header covers would count as too small a target.
    await one.evaluate(() => globalThis.scrollTo(0, 0));
    const wide = await tooWide(one, name);
    expect({ name, faults: [...wide, ...(await axeFaults(one))] }).toEqual({ name, faults: [] });
  }

  return { system: () => system, page, story, looks };
}
