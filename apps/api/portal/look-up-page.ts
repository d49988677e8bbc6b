/** The answer of the citizens' page as HTML, for browsers that run no script. */
import type { Progress } from '../lookup/lookup.controller.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const WORDS = { done: 'đã xong', open: 'đang làm', ahead: 'chưa đến' } as const;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);

/** 17:00 thứ Hai 05/05/2025 */
function moment(instant: string): string {
  const day = new Date(instant);
  const time = day.toLocaleTimeString('vi-VN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
  const weekday = day.toLocaleDateString('vi-VN', { timeZone: ZONE, weekday: 'long' });
  return `${time} ${weekday} ${day.toLocaleDateString('en-GB', { timeZone: ZONE })}`;
}

export function progressHtml(found: Progress): string {
  const facts = [
    ['Mã hồ sơ', found.code],
    ['Thủ tục', found.procedure],
    ['Cơ quan giải quyết', found.agency],
    ['Tình trạng', found.status.name + (found.paused ? ' (đang tạm dừng tính thời hạn)' : '')],
    ['Tiếp nhận lúc', found.receivedAt && moment(found.receivedAt)],
    ['Hẹn trả kết quả', found.dueAt && moment(found.dueAt)],
  ].flatMap(([name, value]) => (name && value ? [`<dt>${name}</dt><dd>${escaped(value)}</dd>`] : []));
  const steps = found.steps.map(
    ({ no, content, state }) =>
      `<li class="${state}">${escaped(no)} ${escaped(content)}: ${WORDS[state]}</li>`,
  );
  const survey = found.survey
    ? `<p><a href="${escaped(found.survey)}">Góp ý về việc giải quyết hồ sơ</a></p>`
    : '';
  return `<div class="answer"><dl>${facts.join('')}</dl><strong>Các bước</strong><ol>${steps.join('')}</ol>${survey}</div>`;
}

export const faultHtml = (words: string): string =>
  `<p class="answer fault" role="alert">${escaped(words)}</p>`;
