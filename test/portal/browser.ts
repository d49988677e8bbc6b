/** The system's Chromium, driven as a person would: by what is read on the page, and by the keyboard. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_PASSWORD } from '#libs/demo';
import { chromium, type Browser, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WIDTHS = { phone: [320, 640], tablet: [768, 1024], desk: [1366, 768] } as const;
type Width = keyof typeof WIDTHS;
/** The desk's last: pages are left at it. */
const EVERY_WIDTH: readonly Width[] = ['phone', 'tablet', 'desk'];

const root = fileURLToPath(new URL('../..', import.meta.url));
const artifacts = join(root, 'artifacts', 'portal');
/** Built in the usual place, or where a developer's own build is. */
export const portalFolder = process.env['DUNGHAN_PORTAL'] ?? join(root, 'dist', 'apps', 'portal');

const executable = [process.env['CHROMIUM'], ...PLACES].find(
  (path) => path !== undefined && existsSync(path),
);

/** Why the tests of the portal can't run here; undefined: they can. */
export const missing: string | undefined =
  executable === undefined
    ? 'no Chromium on this machine'
    : existsSync(join(portalFolder, 'index.html'))
      ? undefined
      : 'the portal is not built';

const LAUNCH = { ...(executable !== undefined && { executablePath: executable }), args: FLAGS };

export const launch = (): Promise<Browser> => chromium.launch(LAUNCH);

/** In another zone than Vietnam's: the times shown must be right all the same. */
const PERSON = {
  locale: 'vi-VN',
  timezoneId: 'America/New_York',
  viewport: { width: WIDTHS.desk[0], height: WIDTHS.desk[1] },
} as const;

/** A person's browser. */
export async function openPage(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, ...PERSON });
  return context.newPage();
}

/** One that keeps what it has seen in that folder, as a person's own does and a private window does not. */
export async function openProfile(folder: string, baseURL: string): Promise<Page> {
  const context = await chromium.launchPersistentContext(folder, { ...PERSON, ...LAUNCH, baseURL });
  return context.newPage();
}

/** How many bytes come over the line from now on, headers left out. */
export function meter(page: Page): { bytes(): Promise<number> } {
  const seen: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    seen.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return { bytes: async () => (await Promise.all(seen)).reduce((sum, size) => sum + size, 0) };
}

export async function logIn(page: Page, username: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

/** At a person's home page, logged in without the log-in page, whose own story is told once. */
export async function enter(page: Page, username: string): Promise<void> {
  const data = { username, password: DEMO_PASSWORD };
  const answer = await page.context().request.post('/api/session', { data });
  if (!answer.ok()) throw new Error(`${username}: ${answer.status()} ${await answer.text()}`);
  await page.goto('/');
  await page.getByRole('navigation').first().waitFor();
}

/** Artefacts of a run, outside git. */
export async function shoot(page: Page, name: string, widths: readonly Width[] = ['desk']): Promise<void> {
  for (const width of widths) {
    await resize(page, width);
    await picture(page, name, width);
  }
  await resize(page, 'desk');
}

async function picture(page: Page, name: string, width: Width): Promise<void> {
  await mkdir(artifacts, { recursive: true });
  await page.screenshot({ path: join(artifacts, `${name}-${WIDTHS[width][0]}.png`), fullPage: true });
}

/** Pages lay themselves out anew, which takes them a while: not when they are as wide already. */
async function resize(page: Page, to: Width): Promise<void> {
  const [width, height] = WIDTHS[to];
  const now = page.viewportSize();
  if (now?.width !== width || now.height !== height) await page.setViewportSize({ width, height });
}

/** Figures of a run, beside its pictures. */
export async function note(name: string, figures: object): Promise<void> {
  await mkdir(artifacts, { recursive: true });
  await writeFile(join(artifacts, `${name}.json`), `${JSON.stringify(figures, null, 2)}\n`);
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Colours on their way to others are nobody's reading; what turns for ever is left turning. */
async function settle(): Promise<void> {
  const ending = document
    .getAnimations()
    .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(ending.map(async (one) => one.finished.catch(() => undefined)));
}

/** Against WCAG 2.2 AA: each rule with the first element at fault. @param within a selector: that part of the page alone. */
export async function axeFaults(page: Page, within = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await axeSource);
  await page.evaluate(settle);
  return page.evaluate(
    async ({ tags, part }) => {
      const { axe } = globalThis as unknown as {
        axe: { run(part: string, options: object): Promise<AxeResults> };
      };
      // What passes is not told of: a selector for each of its elements would take most of the time.
      const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
      const { violations } = await axe.run(part, options);
      return violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html ?? ''}`);
    },
    { tags: TAGS, part: within },
  );
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What is wrong with a page: what axe finds, and where it is wider than the window. */
export async function faults(page: Page): Promise<string[]> {
  return [...(await axeFaults(page)), ...(await tooWide(page))];
}

/** Where a page is wider than the window: only tables may scroll. By a name, each width leaves its picture. */
export async function tooWide(page: Page, name?: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of EVERY_WIDTH) {
    await resize(page, width);
    if (name !== undefined) await picture(page, name, width);
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (over > 0) found.push(`${over} px wider than ${WIDTHS[width][0]}`);
  }
  return found;
}
