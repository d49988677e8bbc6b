/**
 * Answers asked for before the portal's scripts have come: who is there, and the rows of the officer's list. Each is
 * taken once, by the first read of the same address; what nobody takes soon is forgotten.
 */
const KEPT_MS = 10_000;
const early = new Map<string, Promise<Response>>();

export function askEarly(address: string): void {
  const answer = fetch(address, { credentials: 'same-origin' });
  // Who takes it hears of the failure; nobody may.
  answer.catch(() => undefined);
  early.set(address, answer);
  setTimeout(() => early.delete(address), KEPT_MS);
}

export const fetchOrEarly: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  const { pathname, search } = new URL(request.url);
  const address = pathname + search;
  const known = request.method === 'GET' ? early.get(address) : undefined;
  early.delete(address);
  return known ?? fetch(request);
};
