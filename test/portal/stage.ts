/** What browser stories share: a page a person, a failure that tells what stood on the pages, and faults of the console. */
import { it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { logIn, openPage } from './browser.ts';

export const STORY_MS = 120_000;
/** The browser notes every refusal of the API, wanted or not, and every line that a test cuts. */
const REFUSED = /^Failed to load resource: (?:the server responded with a status of 4\d\d|net::ERR_)/;

export interface Stage {
  /** A browser of its own, logged in if somebody is named. */
  page(username?: string): Promise<Page>;
  story(title: string, tell: () => Promise<void>): void;
  /** Faults of scripts and of the console so far. */
  readonly problems: readonly string[];
}

/** @param where asked when a page is opened, since neither is there when the stories are listed. */
export function stage(where: () => { browser: Browser; url: string }): Stage {
  const problems: string[] = [];
  const pages: Page[] = [];
  return {
    problems,
    async page(username) {
      const { browser, url } = where();
      const opened = await openPage(browser, url);
      pages.push(opened);
      opened.on('pageerror', (error) => problems.push(error.message));
      opened.on('console', (message) => {
        if (message.type() === 'error' && !REFUSED.test(message.text())) problems.push(message.text());
      });
      if (username) await logIn(opened, username);
      return opened;
    },
    story(title, tell) {
      const told = async () => {
        try {
          await tell();
        } catch (error) {
          const seen = await Promise.all(pages.map((one) => one.locator('body').innerText()));
          throw new Error(`${String(error)}\nOn the page:\n${seen.join('\n')}`, { cause: error });
        } finally {
          await Promise.all(pages.splice(0).map((one) => one.context().close()));
        }
      };
      it(title, told, STORY_MS);
    },
  };
}
