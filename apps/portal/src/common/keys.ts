/** Keys that work everywhere. No single letters: Vietnamese input methods eat them (WCAG 2.1.4). */
import { useEffect } from 'react';

const SEARCH = 'header-search';

/** F8 search, F2 the page's primary action, Ctrl+Enter submit, arrows between rows, Space selects a row. */
export function useGlobalKeys(): void {
  useEffect(() => {
    // Ahead of everybody: a list that has the focus would take it for its own Enter.
    document.addEventListener('keydown', onSubmitKey, { capture: true });
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onSubmitKey, { capture: true });
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

function onSubmitKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !event.ctrlKey || event.altKey || event.metaKey) return;
  event.stopPropagation();
  handled(event, () => ((event.target as HTMLElement).closest('form') ?? primaryForm())?.requestSubmit());
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.metaKey) return;
  const target = event.target as HTMLElement;
  if (event.key === 'F8') return handled(event, () => document.getElementById(SEARCH)?.focus());
  if (event.key === 'F2') return handled(event, () => primaryAction()?.click());
  if (target.matches('[data-row-link]')) onRowKey(event, target);
}

function onRowKey(event: KeyboardEvent, link: HTMLElement): void {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
    const next = links[links.indexOf(link) + (event.key === 'ArrowDown' ? 1 : -1)];
    handled(event, () => next?.focus());
  } else if (event.key === ' ') {
    handled(event, () =>
      link.closest('tr')?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click(),
    );
  }
}

function handled(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}

/** For whoever's focus is in no form: the dialog's that is open, else the one with the page's primary action. */
function primaryForm(): HTMLFormElement | null | undefined {
  const primary = primaryAction();
  return primary?.closest('form') ?? primary?.closest('[role=dialog]')?.querySelector('form');
}

/** The one in the dialog that is open, else the page's. */
function primaryAction(): HTMLElement | undefined {
  const found = [...document.querySelectorAll<HTMLElement>('[data-primary]:not([disabled])')];
  const visible = found.filter((element) => element.offsetParent !== null);
  return visible.find((element) => element.closest('[role=dialog]')) ?? visible[0];
}
