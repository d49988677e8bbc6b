/** Calls the API: whatever is not a good answer becomes a Problem, which pages know how to show. */
import { client } from '../api-client/client.gen.ts';
import { fetchOrEarly } from './early.ts';

client.setConfig({ baseUrl: '', credentials: 'same-origin', fetch: fetchOrEarly });

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** As the API's problem details; `offline` when no answer came at all. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly instance: string,
    readonly errors: readonly FieldFault[] = [],
    readonly more: Readonly<Record<string, unknown>> = {},
    readonly retryAfterSeconds?: number,
  ) {
    super(`${code}: ${detail}`);
  }
}

export const OFFLINE = 'offline';
const SESSION_LOST: ReadonlySet<string> = new Set(['no-session', 'session-expired', 'session-idle']);

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response?: Response;
}

type Listener = () => void;
const lostSession = new Set<Listener>();
const behind = new Set<Listener>();
const BEHIND = 'Dunghan-Behind';
let lastCallMs = Date.now();

/** When the server last heard from us: an idle session ends by it. */
export const lastCall = (): number => lastCallMs;

export function onSessionLost(listener: Listener): () => void {
  lostSession.add(listener);
  return () => lostSession.delete(listener);
}

/** Told when an answer does not show one's last command yet. */
export function onBehind(listener: Listener): () => void {
  behind.add(listener);
  return () => behind.delete(listener);
}

export const isSessionLost = (error: unknown): boolean =>
  error instanceof Problem && error.status === 401 && SESSION_LOST.has(error.code);

export async function call<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await request.catch((): Answer<T> => ({}));
  if (response?.ok) {
    lastCallMs = Date.now();
    if (response.headers.has(BEHIND)) for (const listener of behind) listener();
    return data as T;
  }
  const problem = problemFrom(error, response);
  if (isSessionLost(problem)) for (const listener of lostSession) listener();
  throw problem;
}

function problemFrom(error: unknown, response: Response | undefined): Problem {
  if (!response) return new Problem(0, OFFLINE, '', '');
  const retry = Number(response.headers.get('retry-after'));
  const body = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (key: string): string => (typeof body[key] === 'string' ? body[key] : '');
  return new Problem(
    response.status,
    text('code') || 'unknown',
    text('detail'),
    text('instance'),
    Array.isArray(body['errors']) ? (body['errors'] as FieldFault[]) : [],
    body,
    Number.isFinite(retry) && retry > 0 ? retry : undefined,
  );
}

/** One key a form: sent again, it has its effect once. */
export const newKey = (): string => crypto.randomUUID();
