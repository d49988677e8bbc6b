/** The figures in a real browser: reconciled, told twice (chart and table), and each opening the list of exactly its dossiers. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { forecastOnce } from '../../apps/projector/forecasting.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { simulateYear } from '../figures/simulated.ts';
import { enter, faults, launch, missing, openPage, portalFolder, shoot } from './browser.ts';

const DOSSIERS = 260;
const YEAR = new Date().getUTCFullYear() - 1;
const STORY_MS = 300_000;
const LETTERS = /\D/g;

const suite = missing === undefined ? describe : describe.skip;
const numberIn = (text: string): number => Number(text.replace(LETTERS, ''));

suite(`the figures in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  let system: TestSystem;
  let browser: Browser;
  const problems: string[] = [];

  beforeAll(async () => {
    system = await startSystem({ portalFolder });
    await simulateYear(system, DOSSIERS, YEAR);
    await forecastOnce(system.runtime);
    browser = await launch();
  }, STORY_MS);

  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  async function page(username: string): Promise<Page> {
    const opened = await openPage(browser, system.url);
    opened.on('pageerror', (error) => problems.push(error.message));
    await enter(opened, username);
    return opened;
  }

  it(
    'reconcile, are clean at every width, and open their lists',
    async () => {
      const one = await page('banchidao');
      await one.goto(`/so-lieu?ky=${YEAR}`);
      await one.getByText('Số liệu khớp').waitFor();
      await one.getByRole('heading', { name: 'Cách giải quyết' }).waitFor();
      await one
        .getByRole('img', { name: /Tỷ lệ đúng hạn theo tháng/ })
        .locator('svg')
        .waitFor();
      await one
        .getByRole('img', { name: /Giờ làm việc của từng bước/ })
        .locator('svg')
        .waitFor();
      await shoot(one, 'so-lieu', ['phone', 'tablet', 'desk']);
      expect(await faults(one)).toEqual([]);

      const received = one.getByRole('link', { name: /^Tiếp nhận/ }).first();
      const count = numberIn(await received.innerText());
      expect(count).toBeGreaterThan(0);
      await received.click();
      await one.getByText(`${count} hồ sơ`).waitFor();
      await one.getByRole('link', { name: /^H\d/ }).first().waitFor();
      await shoot(one, 'so-lieu-ho-so', ['phone', 'desk']);
      expect(await faults(one)).toEqual([]);
      await one.getByRole('link', { name: 'Về trang Số liệu' }).click();
      await one.getByText('Số liệu khớp').waitFor();

      // A cell of a group, as of a day within a month, opens exactly its dossiers; on the way back the place is told.
      await one.goto(`/so-lieu?ky=${YEAR}&asOf=${YEAR}-06-17&by=edition`);
      await one.getByText('Số liệu khớp').waitFor();
      const ranking = one.getByRole('region', { name: 'Xếp hạng đúng hạn' });
      await ranking.getByText('Bảng', { exact: true }).click();
      const cell = ranking.getByRole('row').nth(1).getByRole('link').first();
      const inCell = numberIn(await cell.innerText());
      await cell.click();
      await one.getByText(`${inCell} hồ sơ`).waitFor();
      await one.getByRole('link', { name: 'Về trang Số liệu' }).click();
      await one.getByText('Đang xem riêng theo: Lần ban hành.').waitFor();
      await shoot(one, 'so-lieu-tinh-den');
      expect(await faults(one)).toEqual([]);
      await one.getByRole('button', { name: 'Bỏ lọc' }).click();
      await one.getByText('Đang xem riêng').waitFor({ state: 'detached' });
    },
    STORY_MS,
  );

  it(
    'have a table for each chart, whose cells open the runs they count; nothing is lost in English',
    async () => {
      const one = await page('banchidao');
      await one.goto(`/so-lieu?ky=${YEAR}`);
      await one.getByText('Số liệu khớp').waitFor();
      const heat = one.getByRole('region', { name: 'Bước nào trễ, khi nào' });
      for (const chart of [
        one.getByRole('region', { name: 'Đúng hạn theo tháng' }),
        one.getByRole('region', { name: 'Thời gian mất ở đâu' }),
        one.getByRole('region', { name: 'Xếp hạng đúng hạn' }),
        heat,
      ]) {
        await chart.getByText('Bảng', { exact: true }).click();
      }
      await shoot(one, 'so-lieu-bang');
      expect(await faults(one)).toEqual([]);
      const cell = heat.getByRole('link').first();
      const [, late] = /\((\d+)\//.exec(await cell.innerText()) ?? [];
      await cell.click();
      await one.getByText(`${late} lần`).waitFor();
      expect(await faults(one)).toEqual([]);

      await one.evaluate(() => localStorage.setItem('dunghan.language', 'en'));
      await one.goto(`/so-lieu?ky=${YEAR}-Q4&reading=recalculated&by=procedure`);
      await one.getByText('The figures reconcile').waitFor();
      await one
        .getByRole('img', { name: /On-time rate, lowest first/ })
        .locator('svg')
        .waitFor();
      await shoot(one, 'so-lieu-en');
      expect(await one.getByRole('main').innerText()).not.toMatch(/figures\.\w/);
    },
    STORY_MS,
  );

  it(
    'come with what is likely to be late, and what that rests on',
    async () => {
      const one = await page('giamdoc.khcn');
      await one.goto('/du-bao');
      const likeliest = one.getByRole('region', { name: 'Hồ sơ dễ quá hạn nhất' });
      await likeliest.getByText(/Dự kiến khoảng/).waitFor();
      await likeliest
        .getByText(/Dựa trên/)
        .first()
        .click();
      await likeliest
        .getByText(/n = \d/)
        .first()
        .waitFor();
      await likeliest.getByText('Dự báo đúng đến đâu').click();
      await likeliest.getByRole('columnheader', { name: 'Thực tế trễ' }).waitFor();
      await shoot(one, 'du-bao-kha-nang');
      expect(await faults(one)).toEqual([]);
    },
    STORY_MS,
  );

  it(
    'say when there is nothing, and for whom they are; go as a workbook',
    async () => {
      const one = await page('banchidao');
      await one.goto('/so-lieu?ky=2015');
      await one.getByText('Kỳ này chưa có hồ sơ.').waitFor();
      expect(await faults(one)).toEqual([]);
      const link = await one.getByRole('link', { name: /Xuất XLSX/ }).getAttribute('href');
      expect((await one.request.get(link ?? '')).headers()['content-type']).toContain('spreadsheetml');
      const officer = await page('chuyenvien.khcn');
      await officer.goto('/so-lieu');
      await officer.getByRole('alert').waitFor();
      expect(problems).toEqual([]);
    },
    STORY_MS,
  );
});
