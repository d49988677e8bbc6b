/**
 * Every page of the route table while it loads, when reading fails, when it is refused, and for others than its own.
 * One page goes from address to address as its reader would; what the API answers is held, spoiled or emptied on its
 * way. A page that a new route leads to is met here without a word said of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page, Route } from 'playwright-core';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { axeFaults, enter, launch, missing, openPage, portalFolder } from './browser.ts';
import type { Received } from './story.ts';
import { receive, toSpecialist } from './story.ts';

const ROUTES = new URL('../../apps/portal/src/app/routes/', import.meta.url);
const MINUTES_MS = 240_000;
const STEP_MS = 30_000;
/** The frame's own reads, which every page has. */
const FRAME = /^\/api\/(session$|notices\?limit=1$|inbox\/events)/;
/** A form alone, which reads nothing. */
const NOT_HERE = new Set(['/so-theo-doi']);
/** What the reader has not seen of it: the home, where the log-in leads, is read by then. */
const UNSEEN = new Map([['/viec', '/viec?tab=done']]);
const EVERY_ROLE = {
  systemRoles: ['officer', 'supervisor', 'auditor', 'iso-secretary', 'committee', 'admin'],
  roles: ['reception', 'division-head', 'agency-head', 'clerk'].map((role) => ({
    role,
    unit: { id: 'skhcn/qlcn', name: 'Phòng Công nghệ' },
  })),
};

/** Lists, and who may read them. */
const LISTS: readonly (readonly [string, readonly string[]])[] = [
  [
    'truongphong.khcn',
    [
      '/viec',
      '/thoi-han',
      '/khoi-luong',
      '/du-bao',
      '/thong-bao',
      '/khong-phu-hop',
      '/khong-phu-hop/nguyen-nhan',
    ],
  ],
  ['thukyiso.khcn', ['/quy-trinh', '/so-lieu/ho-so', '/hai-long']],
  ['quantri', ['/quan-tri/nguoi-dung', '/quan-tri/co-quan']],
  ['banchidao', ['/cham-diem', '/bo-tieu-chi']],
];
/** For whom no page is. */
const NOBODY = { systemRoles: [], roles: [] };

interface Addressed {
  readonly path: string;
  /** Shown to some roles alone. */
  readonly guarded: boolean;
}

/** As the files of the route table have them. */
const routes: readonly Addressed[] = readdirSync(ROUTES)
  .flatMap((file) => readFileSync(new URL(file, ROUTES), 'utf8').split('createRoute(').slice(1))
  .flatMap((text) => {
    const [, path = text.includes('path: INBOX') ? '/viec' : undefined] = /path: '([^']+)'/.exec(text) ?? [];
    return path === undefined ? [] : [{ path, guarded: text.includes('only(') }];
  });

/** Whatever the API really answers: held, an error, a refusal, without its rows, as it is. */
type Mode = 'hold' | 'fail' | 'refuse' | 'empty' | 'pass';

const suite = missing === undefined ? describe : describe.skip;

suite(`every page's states${missing === undefined ? '' : ` (${missing})`}`, () => {
  let system: TestSystem;
  let browser: Browser;
  let dossier: Received;
  const broken: string[] = [];
  beforeAll(async () => {
    system = await startSystem({ portalFolder });
    dossier = await receive(system);
    await toSpecialist(system, dossier.id);
    await system.folded();
    browser = await launch();
  }, MINUTES_MS);
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  const addressOf = (path: string): string =>
    path.replace('$nam', '2026').replace('$code', 'QT.KHCN.01').replace('$id', dossier.id);

  async function opened(): Promise<Page> {
    const page = await openPage(browser, system.url);
    page.setDefaultTimeout(STEP_MS);
    page.on('pageerror', (error) => broken.push(`${page.url()}: ${error.message}`));
    return page;
  }

  async function signedIn(username: string): Promise<Page> {
    const page = await opened();
    await enter(page, username);
    return page;
  }

  /** Within the page, as a link goes. */
  const go = (page: Page, path: string): Promise<void> =>
    page.evaluate((address) => history.pushState({}, '', address), addressOf(path));

  /** What the API says of the reader, with those roles. */
  async function withRoles(page: Page, roles: object): Promise<void> {
    await page.route('**/api/session', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), ...roles } });
    });
    await page.reload();
    await page.getByRole('navigation').first().waitFor();
  }

  async function spoiled(page: Page): Promise<{ set(mode: Mode): void }> {
    let mode: Mode = 'pass';
    const held: Route[] = [];
    const answer = (route: Route): Promise<void> => {
      if (mode === 'fail') return route.fulfill({ status: 500, ...problem('internal', '') });
      return route.fulfill({ status: 403, ...problem('not-permitted', 'Trang này của cơ quan khác.') });
    };
    await page.route('**/api/**', async (route) => {
      const { pathname, search } = new URL(route.request().url());
      if (FRAME.test(pathname + search) || mode === 'pass') return route.fallback();
      // One asked for as the page closes has no answer any more.
      if (mode === 'empty') return emptied(route).catch(() => undefined);
      return mode === 'hold' ? void held.push(route) : answer(route);
    });
    return {
      set(next) {
        mode = next;
        if (next !== 'hold') for (const route of held.splice(0)) void answer(route).catch(() => undefined);
      },
    };
  }

  it(
    'says that it loads, that it could not be read, that it is refused, and the way on',
    async () => {
      const page = await signedIn('truongphong.khcn');
      await withRoles(page, EVERY_ROLE);
      const api = await spoiled(page);
      const alert = page.getByRole('main').getByRole('alert').first();
      const found: Record<string, unknown> = {};
      const look = async (path: string): Promise<string[]> => {
        api.set('hold');
        await go(page, UNSEEN.get(path) ?? path);
        await page.getByRole('main').getByRole('status', { name: 'Đang tải' }).first().waitFor();
        const loading = await axeFaults(page, 'main');
        api.set('fail');
        await alert.filter({ hasText: 'Chưa tải được dữ liệu' }).waitFor();
        const failed = await axeFaults(page, 'main');
        api.set('refuse');
        await page.getByRole('main').getByRole('button', { name: 'Tải lại' }).first().click();
        await alert.filter({ hasText: 'Trang này của cơ quan khác.' }).waitFor();
        return [...loading, ...failed];
      };
      for (const { path } of routes.filter((route) => !NOT_HERE.has(route.path))) {
        const faults = await look(path).catch((error: unknown) => [String(error)]);
        if (faults.length > 0) found[path] = faults;
      }
      expect({ found, broken }).toEqual({ found: {}, broken: [] });
      await page.context().close();
    },
    MINUTES_MS,
  );

  it(
    'says that there is nothing',
    async () => {
      const found: Record<string, unknown> = {};
      const look = async (page: Page, path: string): Promise<string[]> => {
        await go(page, path);
        await page.waitForURL((url) => url.pathname === addressOf(path));
        await page.locator('main .empty').first().waitFor();
        return axeFaults(page, 'main');
      };
      for (const [username, paths] of LISTS) {
        const page = await opened();
        const api = await spoiled(page);
        // Before the home, which is one of the lists, is read.
        api.set('empty');
        await enter(page, username);
        for (const path of paths) {
          const faults = await look(page, path).catch((error: unknown) => [String(error)]);
          if (faults.length > 0) found[path] = faults;
        }
        await page.context().close();
      }
      expect({ found, broken }).toEqual({ found: {}, broken: [] });
    },
    MINUTES_MS,
  );

  it(
    'says for whom a page is, and the way to one’s own',
    async () => {
      const page = await signedIn('truongphong.khcn');
      await withRoles(page, NOBODY);
      for (const { path } of routes.filter(({ guarded }) => guarded)) {
        await go(page, path);
        await page
          .getByRole('main')
          .getByText(/^Trang dành cho/)
          .waitFor();
        await page.getByRole('main').getByRole('link', { name: 'Về trang đầu' }).waitFor();
        await go(page, '/toi');
        await page.getByRole('heading', { name: 'Đổi mật khẩu' }).waitFor();
      }
      expect(broken).toEqual([]);
      await page.context().close();
    },
    MINUTES_MS,
  );
});

/** The server's own answer without its rows. */
async function emptied(route: Route): Promise<void> {
  const answer = await route.fetch();
  const body: unknown = await answer.json();
  const json = Object.fromEntries(
    Object.entries(body as object).map(([name, value]) => {
      if (Array.isArray(value)) return [name, []];
      return [name, name === 'total' ? 0 : value];
    }),
  );
  await route.fulfill({ response: answer, json });
}

const problem = (code: string, detail: string) => ({
  contentType: 'application/problem+json',
  body: JSON.stringify({ code, detail, instance: 'thu-nghiem' }),
});
