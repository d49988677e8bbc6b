/** Stories in a browser: pages that close themselves, faults of the console gathered, failures told with what stood there. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { TestSystem } from '../e2e/system.ts';
import { axeFaults, faults, launch, logIn, openPage, tooWide } from './browser.ts';

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
  /** What a page shows while it loads, when reading fails, and to those it is not for. */
  readonly states: (of: PageStates) => void;
}

export interface PageStates {
  readonly username: string;
  readonly stranger: string;
  readonly path: string;
  /** A pattern of the API's addresses that the page reads. */
  readonly reads: string;
  readonly name: string;
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
    if (username) await logIn(opened, username);
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

  const states: Stories['states'] = ({ username, stranger, path, reads, name }) =>
    story(`${path} while it loads, when reading fails, and for others`, async () => {
      const one = await page(username);
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await one.route(reads, async (route) => {
        await held;
        await route.fulfill({ status: 409, contentType: 'application/problem+json', body: REFUSAL });
      });
      await one.goto(path);
      await one.getByRole('status', { name: 'Đang tải' }).first().waitFor();
      expect(await faults(one)).toEqual([]);
      release();
      await one.getByText('Chưa thực hiện được: Đang bảo trì.').first().waitFor();
      await looks(one, `${name}-loi`);
      const other = await page(stranger);
      await other.goto(path);
      await other.getByText(/^Trang dành cho/).waitFor();
      expect(await faults(other)).toEqual([]);
    });

  return { system: () => system, page, story, looks, states };
}

const REFUSAL = JSON.stringify({ status: 409, code: 'maintenance', detail: 'Đang bảo trì.', instance: '' });
