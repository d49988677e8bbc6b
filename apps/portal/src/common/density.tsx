/** Rows of 44 px, or of 34 with less on them: the reader's choice, remembered on this computer. */
import { useSyncExternalStore } from 'react';
import { useT } from '../i18n/use-t.ts';

const KEPT = 'dunghan.dense';
const listeners = new Set<() => void>();
let dense = localStorage.getItem(KEPT) === 'yes';

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function choose(next: boolean): void {
  dense = next;
  localStorage.setItem(KEPT, next ? 'yes' : 'no');
  for (const listener of listeners) listener();
}

export const useDense = (): boolean => useSyncExternalStore(listen, () => dense);

export function DensitySwitch() {
  const t = useT();
  const pressed = useDense();
  return (
    <button type="button" className="chip" aria-pressed={pressed} onClick={() => choose(!pressed)}>
      {t('list.dense')}
    </button>
  );
}
