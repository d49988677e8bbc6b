/** The citizens' look-up as HTML: its form, a dossier's progress, and the form that withdraws it. It needs no script. */
import { randomUUID } from 'node:crypto';
import { statusName } from '#libs/dossier';
import type { NationalStatus } from '#libs/dossier';
import type { Progress } from '../lookup/lookup.controller.ts';
import { escaped } from './html.ts';
import { WORDS } from './look-up-words.ts';
import type { Language } from './look-up-words.ts';
import type { PublicPage } from './public-pages.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

export const LOOK_UP = '/tra-cuu';

/** 17:00 thứ Hai 05/05/2025 */
function moment(instant: string, language: Language): string {
  const day = new Date(instant);
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const time = day.toLocaleTimeString(locale, { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
  const weekday = day.toLocaleDateString(locale, { timeZone: ZONE, weekday: 'long' });
  return `${time} ${weekday} ${day.toLocaleDateString('en-GB', { timeZone: ZONE })}`;
}

/** The form, and under it what the last question was answered with. */
export function lookUpPage(language: Language, answer = ''): PublicPage {
  const words = WORDS[language];
  const other = language === 'vi' ? 'en' : 'vi';
  return {
    title: words.title,
    main: `<p><a href="${LOOK_UP}?lang=${other}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a></p>
    <p>${words.intro}</p>
    <form id="look-up" method="post" action="${LOOK_UP}" autocomplete="off" data-offline="${words.offline}">
      <input type="hidden" name="lang" value="${language}" />
      <label for="code">${words.code}</label>
      <input id="code" name="code" required maxlength="60" autocapitalize="characters" spellcheck="false" />
      <label for="secret">${words.secret}</label>
      <input id="secret" name="secret" required maxlength="64" autocapitalize="characters" spellcheck="false" />
      <button type="submit">${words.lookUp}</button>
    </form>
    <div id="answer" aria-live="polite" tabindex="-1">${answer}</div>`,
  };
}

/** What the receipt says, so that the dossier shown can also be withdrawn. */
export interface OnReceipt {
  readonly code: string;
  readonly secret: string;
}

export function progressHtml(found: Progress, receipt: OnReceipt, language: Language): string {
  const words = WORDS[language];
  const { dueAt, promisedAt } = found;
  const status = statusName(found.status.code as NationalStatus, language);
  const at = (instant: string | null) => instant && moment(instant, language);
  const facts = [
    ['code', found.code],
    ['procedure', found.procedure],
    ['agency', found.agency],
    ['status', found.paused ? `${status} (${words.paused})` : status],
    ['receivedAt', at(found.receivedAt)],
    ['dueAt', at(dueAt)],
    ['promisedAt', promisedAt === dueAt ? null : at(promisedAt)],
  ] as const;
  const told = facts.flatMap(([name, value]) =>
    value ? [`<dt>${words.facts[name]}</dt><dd>${escaped(value)}</dd>`] : [],
  );
  const steps = found.steps.map(
    ({ no, content, state }) =>
      `<li class="${state}">${escaped(no)} ${escaped(content)}: ${words.states[state]}</li>`,
  );
  const survey = found.survey ? `<p><a href="${escaped(found.survey)}">${words.survey}</a></p>` : '';
  const withdrawal = found.withdrawable ? withdrawalForm(receipt, language) : '';
  return `<div class="answer"><dl>${told.join('')}</dl><strong>${words.steps}</strong><ol>${steps.join('')}</ol>${survey}</div>${withdrawal}`;
}

/** Said twice before it is done: the form opens at a press, and asks whether one is sure. Sent twice it is done once. */
function withdrawalForm({ code, secret }: OnReceipt, language: Language): string {
  const words = WORDS[language].withdrawal;
  return `<details><summary>${words.open}</summary>
    <form method="post" action="${LOOK_UP}" autocomplete="off">
      <input type="hidden" name="lang" value="${language}" />
      <input type="hidden" name="key" value="${randomUUID()}" />
      <input type="hidden" name="code" value="${escaped(code)}" />
      <input type="hidden" name="secret" value="${escaped(secret)}" />
      <p>${words.what}</p>
      <label for="idNumber">${words.idNumber}</label>
      <input id="idNumber" name="idNumber" required minlength="6" maxlength="20" pattern="(?:[0-9A-Za-z]|-)+" spellcheck="false" />
      <label for="reason">${words.reason}</label>
      <textarea id="reason" name="reason" required minlength="3" maxlength="2000" rows="2"></textarea>
      <label class="sure"><input type="checkbox" name="sure" value="yes" required /> ${words.sure}</label>
      <button type="submit">${words.send}</button>
    </form></details>`;
}

export const doneHtml = (words: string): string =>
  `<p class="answer" role="status"><strong>${escaped(words)}</strong></p>`;

export const faultHtml = (words: string): string =>
  `<p class="answer fault" role="alert">${escaped(words)}</p>`;
