/**
 * The citizens' page: a dossier's progress by its code and secret. A QR code's secret stands after `#`, which no
 * server ever sees; it leaves the address as soon as it has been read.
 */
import './look-up.css';
import type { Progress } from '../api-client/types.gen.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const WORDS = { done: 'đã xong', open: 'đang làm', ahead: 'chưa đến' } as const;

const form = document.getElementById('look-up') as HTMLFormElement;
const input = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
const answer = document.getElementById('answer')!;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void lookUp(input('code').value, input('secret').value);
});
void readHash();

/** `#ma=…&bm=…`, as the receipt's QR code has it. */
async function readHash(): Promise<void> {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const code = parameters.get('ma');
  const secret = parameters.get('bm');
  if (!code || !secret) return;
  history.replaceState(null, '', location.pathname);
  input('code').value = code;
  input('secret').value = secret;
  await lookUp(code, secret);
}

async function lookUp(code: string, secret: string): Promise<void> {
  try {
    const response = await fetch('/api/public/lookup', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: code.trim(), secret: secret.trim() }),
    });
    const body = (await response.json()) as Progress & { detail?: string };
    answer.replaceChildren(response.ok ? progress(body) : fault(body.detail ?? ''));
  } catch {
    answer.replaceChildren(fault('Mất kết nối. Ông/Bà vui lòng thử lại.'));
  }
}

function element(tag: string, text = '', className = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function fault(words: string): HTMLElement {
  const made = element('p', words, 'answer fault');
  made.setAttribute('role', 'alert');
  return made;
}

function moment(instant: string): string {
  const day = new Date(instant);
  const time = day.toLocaleTimeString('vi-VN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
  const weekday = day.toLocaleDateString('vi-VN', { timeZone: ZONE, weekday: 'long' });
  const date = day.toLocaleDateString('en-GB', { timeZone: ZONE });
  return `${time} ${weekday} ${date}`;
}

function progress(found: Progress): HTMLElement {
  const made = element('div', '', 'answer');
  const list = element('dl');
  const add = (name: string, value: string): void => list.append(element('dt', name), element('dd', value));
  add('Mã hồ sơ', found.code);
  add('Thủ tục', found.procedure);
  add('Cơ quan giải quyết', found.agency);
  add('Tình trạng', found.status.name + (found.paused ? ' (đang tạm dừng tính thời hạn)' : ''));
  add('Tiếp nhận lúc', moment(found.receivedAt));
  if (found.dueAt) add('Hẹn trả kết quả', moment(found.dueAt));
  if (found.promisedAt && found.promisedAt !== found.dueAt) add('Đã hẹn ban đầu', moment(found.promisedAt));
  const steps = element('ol');
  for (const { no, content, state } of found.steps) {
    steps.append(element('li', `${no} ${content}: ${WORDS[state]}`, state));
  }
  made.append(list, element('strong', 'Các bước'), steps);
  if (found.survey) {
    const link = element('a', 'Góp ý về việc giải quyết hồ sơ') as HTMLAnchorElement;
    link.href = found.survey;
    made.append(link);
  }
  return made;
}
