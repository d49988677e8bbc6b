/** Reads are kept and read again; a refusal is never tried again by itself, a busy or cut line is. */
import { QueryClient } from '@tanstack/react-query';
import { OFFLINE, onBehind, Problem } from './api.ts';

const RETRIES = 2;
const BUSY = new Set([429, 502, 503, 504]);
const STALE_MS = 5_000;
const CATCH_UP_MS = 1_000;

const mayPass = (error: Error): boolean =>
  error instanceof Problem && (error.code === OFFLINE || BUSY.has(error.status));

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      networkMode: 'always',
      retry: (count, error) => count < RETRIES && mayPass(error),
      retryDelay: (count, error) =>
        error instanceof Problem && error.retryAfterSeconds
          ? error.retryAfterSeconds * 1_000
          : 800 * 2 ** count,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** What does not show one's own command yet is read again, and only while somebody looks at it. */
let isCatchingUp = false;
onBehind(() => {
  if (isCatchingUp) return;
  isCatchingUp = true;
  setTimeout(() => {
    isCatchingUp = false;
    if (!document.hidden) void queryClient.invalidateQueries({ refetchType: 'active' });
  }, CATCH_UP_MS);
});
