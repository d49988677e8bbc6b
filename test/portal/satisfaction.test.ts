/** The survey as a citizen fills it in on a phone, and its results as the quality system's people read them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { enter, faults, launch, missing, openPage, portalFolder, shoot } from './browser.ts';
import { receive } from './story.ts';

const STORY_MS = 300_000;
const OTHERS = 5;
const suite = missing === undefined ? describe : describe.skip;

suite(`satisfaction in a browser${missing === undefined ? '' : ` (${missing})`}`, () => {
  let system: TestSystem;
  let browser: Browser;

  beforeAll(async () => {
    system = await startSystem({ portalFolder });
    browser = await launch();
  }, STORY_MS);

  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  const formOf = async (): Promise<string> => {
    const { id } = await receive(system);
    return `/khao-sat/${system.runtime.secrets.surveyTokenOf(id)}`;
  };

  it(
    'is asked for once, without a name, and read with its sample size',
    async () => {
      const citizen = await openPage(browser, system.url);
      const form = await formOf();
      await citizen.goto(form);
      await citizen.getByRole('heading', { name: 'Ý kiến của Ông/Bà' }).waitFor();
      await shoot(citizen, 'khao-sat', ['phone', 'desk']);
      expect(await faults(citizen)).toEqual([]);
      const whole = citizen.getByRole('group', { name: '1. Đánh giá chung về dịch vụ' });
      await whole.getByLabel('Không hài lòng', { exact: true }).check();
      await citizen.getByLabel(/^Ý kiến khác/).fill('Phải đi lại hai lần mới đủ giấy tờ.');
      await citizen.getByRole('button', { name: 'Gửi ý kiến' }).click();
      await citizen.getByText('Cảm ơn Ông/Bà đã góp ý.').waitFor();
      expect(await faults(citizen)).toEqual([]);
      await citizen.goto(form);
      await citizen.getByText('Phiếu này đã được gửi.').waitFor();
      await citizen.context().close();

      for (let index = 0; index < OTHERS; index++) {
        const body = new URLSearchParams({ 'a.q1': '5', 'a.q3': '4', 'a.q4': '5' });
        await fetch(`${system.url}${await formOf()}`, { method: 'POST', body });
      }
      await system.folded();
      const secretary = await openPage(browser, system.url);
      await enter(secretary, 'thukyiso.khcn');
      await secretary.getByRole('link', { name: 'Hài lòng' }).click();
      await secretary.getByRole('cell', { name: '83,3%' }).first().waitFor();
      await secretary.getByText('Phải đi lại hai lần mới đủ giấy tờ.').waitFor();
      await shoot(secretary, 'hai-long', ['phone', 'tablet', 'desk']);
      expect(await faults(secretary)).toEqual([]);
      await secretary.getByLabel('Xem theo').press('Enter');
      await secretary.getByRole('listbox').waitFor({ state: 'attached' });
      await secretary.keyboard.press('ArrowDown');
      await secretary.keyboard.press('Enter');
      await secretary.waitForURL(/by=step/);
      await secretary.context().close();
    },
    STORY_MS,
  );
});
