/**
 * The citizens' page answers its forms by itself; this keeps the page in place meanwhile, and reads a QR code's secret,
 * which stands after `#`, where no server sees it: it leaves the address as soon as it has been read.
 */
import './look-up.css';

const lookUp = document.getElementById('look-up') as HTMLFormElement;
const answer = document.getElementById('answer')!;

document.addEventListener('submit', (event) => {
  event.preventDefault();
  void send(event.target as HTMLFormElement);
});
readHash();

/** `#ma=…&bm=…`, as the receipt's QR code has it. */
function readHash(): void {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const code = parameters.get('ma');
  const secret = parameters.get('bm');
  if (!code || !secret) return;
  history.replaceState(null, '', location.pathname + location.search);
  for (const [name, value] of Object.entries({ code, secret })) {
    (lookUp.elements.namedItem(name) as HTMLInputElement).value = value;
  }
  void send(lookUp);
}

/** Sent twice it has its effect once: a form that changes something carries its key. */
async function send(form: HTMLFormElement): Promise<void> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') fields.set(name, value.trim());
  try {
    const response = await fetch(form.action, { method: 'POST', body: fields });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    answer.replaceChildren(...(page.getElementById('answer')?.childNodes ?? [fault()]));
  } catch {
    document.getElementById('offline')?.remove();
    answer.prepend(fault());
  }
  if (form !== lookUp) answer.focus();
}

function fault(): HTMLElement {
  const made = document.createElement('p');
  made.id = 'offline';
  made.className = 'answer fault';
  made.setAttribute('role', 'alert');
  made.textContent = lookUp.dataset['offline'] ?? '';
  return made;
}
