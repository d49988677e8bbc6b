/** What the surroundings refuse, in words for whoever runs a command: no bug, so no stack. */
import { types } from 'node:util';
import { StartRefusal } from './start-refusal.ts';

const ADDRESS = 'Is the server running, and is its address right?';
const OWNER = 'This needs the role that owns the schemas: DATABASE_OWNER_URL.';
const MIGRATE = 'The database is not of this release: "dunghan migrate" brings it up to date.';
const PASSWORD = 'See the user and the password in DATABASE_URL or DATABASE_OWNER_URL.';

/** By the code of the system's call, or by PostgreSQL's SQLSTATE; what to look at. Empty: the message says it. */
const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: ADDRESS,
  ECONNRESET: ADDRESS,
  EHOSTUNREACH: ADDRESS,
  ENETUNREACH: ADDRESS,
  ENOTFOUND: ADDRESS,
  EAI_AGAIN: ADDRESS,
  ETIMEDOUT: ADDRESS,
  UND_ERR_CONNECT_TIMEOUT: ADDRESS,
  UND_ERR_SOCKET: ADDRESS,
  EADDRINUSE: 'Another process listens there.',
  EACCES: '',
  EEXIST: '',
  EISDIR: '',
  ELOOP: '',
  ENOENT: '',
  ENOSPC: 'Free some room, then come again.',
  ENOTDIR: '',
  EPERM: '',
  EROFS: '',
  '08P01': ADDRESS,
  28000: PASSWORD,
  '28P01': PASSWORD,
  '3D000': 'Is its name right in DATABASE_URL or DATABASE_OWNER_URL?',
  '3F000': MIGRATE,
  '42P01': MIGRATE,
  42703: MIGRATE,
  42883: MIGRATE,
  42501: OWNER,
  53100: 'Free some room on its disk, then come again.',
  53300: 'It has no connection left: see max_connections.',
  '55P03': 'Somebody else holds what this needs. Come again later.',
  '57P01': 'Come again when it is up.',
  '57P03': 'Come again when it is up.',
};

/** The drivers' own refusals have no code: PostgreSQL's and Temporal's. */
const CODELESS =
  /^(Connection terminated|timeout exceeded when trying to connect|The server does not support SSL|Failed to connect before the deadline)/;

/** Undefined: a bug, whose stack is wanted. Never says a password: addresses come from the system's own messages. */
export function surroundingsWords(error: unknown): string | undefined {
  if (!types.isNativeError(error)) return undefined;
  if (error instanceof StartRefusal) return error.message;
  const advice = 'code' in error && Object.hasOwn(ADVICE, String(error.code)) && ADVICE[String(error.code)];
  if (typeof advice === 'string') return [sentence(messageOf(error)), advice].filter(Boolean).join(' ');
  if (CODELESS.test(error.message)) return `${sentence(error.message)} ${ADDRESS}`;
  return surroundingsWords(error.cause);
}

/** Of a name that stands for two addresses, each has a message of its own. */
const messageOf = (error: Error): string =>
  'errors' in error ? (error.errors as Error[]).map(({ message }) => message).join('; ') : error.message;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
