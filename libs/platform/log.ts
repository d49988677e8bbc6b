import { pino, type Logger, type LoggerOptions } from 'pino';
import type { LogLevel } from './config.ts';

/** Names under which secrets or personal data could come along; whatever lies below them is left out. */
const NEVER_LOGGED = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'masterKey',
  'applicant',
  'fullName',
  'idNumber',
  'phone',
  'email',
  'address',
  'body',
  'note',
];

const PLACES = ['', '*.', 'req.headers.', 'res.headers.', 'request.', 'response.'];
const place = (prefix: string, name: string) =>
  name.includes('-') ? `${prefix.replace(/\.$/, '')}["${name}"]` : prefix + name;

interface LoggedRequest {
  readonly id?: unknown;
  readonly method?: string;
  readonly url?: string;
}

/** A query may hold the name a person searched for: the path alone is logged. */
function loggedRequest({ id, method, url }: LoggedRequest): LoggedRequest {
  return { id, ...(method && { method }), ...(url && { url: url.split('?', 1)[0]! }) };
}

/** Of an error, what a developer needs. A database error's `detail` and `parameters` quote the row: they stay out. */
function loggedError(error: Error & { code?: unknown; constraint?: unknown }): object {
  const { name, message, stack, code, constraint, cause } = error;
  const kept = { type: name, message, stack, code, constraint };
  return cause instanceof Error ? { ...kept, cause: loggedError(cause) } : kept;
}

/** How every process of the product logs: JSON lines on standard output, without personal data. */
export function logOptions(process: string, level: LogLevel): LoggerOptions {
  return {
    level,
    base: { process },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: NEVER_LOGGED.flatMap((name) => PLACES.map((prefix) => place(prefix, name))),
      remove: true,
    },
    serializers: { err: loggedError, error: loggedError, req: loggedRequest },
  };
}

export function createLogger(process: string, level: LogLevel): Logger {
  return pino(logOptions(process, level));
}
