/** The public lists as pages that need no script: the procedures in force, and the on-time rates. */
import type { OnTimeRates, PublicProcedure } from '../lookup/public-lists.ts';
import { escaped } from './html.ts';

export interface PublicPage {
  readonly title: string;
  readonly main: string;
}

const percent = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const count = new Intl.NumberFormat('vi-VN');
const MARKS = /\p{M}/gu;
const MAX_SHOWN = 300;

const plain = (text: string): string =>
  text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd');

const date = (day: string): string => day.split('-').reverse().join('/');

/** 2026-Q3: quý III năm 2026 */
const ROMAN = ['I', 'II', 'III', 'IV'];
const quarterName = (name: string): string => {
  const [year = '', quarter = ''] = name.split('-Q');
  return `quý ${ROMAN[Number(quarter) - 1]} năm ${year}`;
};

export function proceduresPage(all: readonly PublicProcedure[], find: string): PublicPage {
  const words = plain(find).split(/\s+/).filter(Boolean);
  const found = all.filter(({ code, title, field, agency }) => {
    const text = plain(`${code} ${title} ${field} ${agency}`);
    return words.every((word) => text.includes(word));
  });
  const rows = found.slice(0, MAX_SHOWN).map(
    ({ code, title, field, agency, timeLimit, effectiveFrom }) =>
      `<li><h2>${escaped(title)}</h2><dl>${[
        ['Thời hạn giải quyết', timeLimit ?? 'theo từng bước của quy trình'],
        ['Cơ quan', agency],
        ['Lĩnh vực', field],
        ['Ký hiệu', code],
        ['Hiệu lực từ', date(effectiveFrom)],
      ]
        .map(([name, value]) => `<div><dt>${name}</dt><dd>${escaped(value!)}</dd></div>`)
        .join('')}</dl></li>`,
  );
  const form = `<form method="get" action="/thu-tuc" role="search"><label for="tim">Tìm thủ tục</label>
    <input id="tim" name="tim" maxlength="100" value="${escaped(find)}" />
    <button type="submit">Tìm</button></form>`;
  const told =
    found.length === 0
      ? 'Không có thủ tục nào khớp.'
      : `${count.format(found.length)} thủ tục${found.length > MAX_SHOWN ? `, hiện ${MAX_SHOWN} thủ tục đầu` : ''}.`;
  return {
    title: 'Thủ tục đang có hiệu lực',
    main: `${form}<p role="status">${told}</p><ul class="cards">${rows.join('')}</ul>`,
  };
}

export function onTimePage({ quarter, quarters, agencies }: OnTimeRates): PublicPage {
  const choices = quarters.map((one) => {
    const current = one === quarter ? ' aria-current="page"' : '';
    const name = quarterName(one);
    return `<li><a href="/ti-le-dung-han?quy=${one}"${current}>${name.charAt(0).toUpperCase()}${name.slice(1)}</a></li>`;
  });
  const rows = agencies.map(
    ({ agency, dossiers, onTimePercent }) =>
      `<tr><th scope="row">${escaped(agency.name)}</th><td>${dossiers === null ? 'dưới 5' : count.format(dossiers)}</td><td>${
        onTimePercent === null ? '—' : `${percent.format(onTimePercent)}%`
      }</td></tr>`,
  );
  const table = `<div class="scroll" role="group" tabindex="0" aria-label="Bảng tỷ lệ đúng hạn"><table><caption>Tỷ lệ trả kết quả đúng hẹn, ${quarterName(quarter)}</caption>
    <thead><tr><th scope="col">Cơ quan</th><th scope="col">Hồ sơ đã trả</th><th scope="col">Đúng hẹn</th></tr></thead>
    <tbody>${rows.join('')}</tbody></table></div>`;
  return {
    title: 'Tỷ lệ đúng hạn',
    main: `<nav aria-label="Quý"><ul class="choices">${choices.join('')}</ul></nav>
      ${agencies.length === 0 ? '<p class="answer">Quý này chưa có hồ sơ nào được trả kết quả.</p>' : table}
      <p class="code">Hồ sơ đã trả kết quả trong quý, so với ngày hẹn trên giấy hẹn. Cơ quan có dưới 5 hồ sơ không nêu tỷ lệ.</p>`,
  };
}

export const refusedPage = (words: string): PublicPage => ({
  title: 'Chưa hiện được trang',
  main: `<p class="answer fault" role="alert">${escaped(words)}</p>`,
});

export const pageHtml = (template: string, { title, main }: PublicPage): string =>
  template.replaceAll('<!--title-->', () => title).replace('<!--main-->', () => main);
