/** A link of a row or of the frame, lighter than the router's own, each of which watches the address. */
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

/** The left button alone goes within the page; with a key held the browser opens it as it will. */
export function useRowLink(href: string): { href: string; onClick: (event: MouseEvent) => void } {
  const router = useRouter();
  return {
    href,
    onClick: (event) => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      router.history.push(href);
    },
  };
}
