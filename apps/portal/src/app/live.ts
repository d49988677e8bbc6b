/** News from the server while a page is open: lists may have changed. Told by events, never by asking in a loop. */
import { useEffect, useRef } from 'react';

type Listener = () => void;
const listeners = new Set<Listener>();
let source: EventSource | undefined;

const tell = (): void => {
  for (const listener of listeners) listener();
};

/** One line to the server however many parts of the page listen: a browser has only six. */
function listen(listener: Listener): () => void {
  listeners.add(listener);
  if (source === undefined) {
    source = new EventSource('/api/inbox/events');
    source.addEventListener('changed', tell);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = undefined;
  };
}

export function useChanges(onChange: () => void): void {
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => listen(() => latest.current()), []);
}

const MINUTE_MS = 60_000;
/** A page nobody uses stops asking, so that an idle session ends. */
const IN_USE_MS = 10 * MINUTE_MS;
let lastUseMs = Date.now();
const used = (): void => {
  lastUseMs = Date.now();
};
for (const kind of ['keydown', 'pointerdown', 'wheel'] as const) {
  addEventListener(kind, used, { passive: true });
}

/** How often clocks are read again: by the minute, while somebody is there. */
export const byTheMinute = (): number | false => (Date.now() - lastUseMs < IN_USE_MS ? MINUTE_MS : false);

export function useEveryMinute(look: () => void): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const timer = setInterval(() => byTheMinute() !== false && latest.current(), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
}
