/** The API as the verbs use it: where it is, who asks, and its problems in words. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readCommandConfig } from '#libs/platform';
import { z } from 'zod';
import { askPassword } from './password.ts';
import type { VerbIo } from './verb.ts';

/** What the API refused, or that it could not be asked. */
export class ApiRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly problem: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export interface Client {
  get(path: string): Promise<unknown>;
  /** @param key the idempotency key; the same key and request have their effect once. */
  post(path: string, body: unknown, key?: string): Promise<unknown>;
  /** What is there is replaced; keys as of `post`. */
  put(path: string, body: unknown, key?: string): Promise<unknown>;
  /** A file: a report, say. */
  bytes(path: string): Promise<Buffer>;
  /** Ends the session if it was opened for this command alone. */
  close(): Promise<void>;
}

const sessionFile = z.object({ url: z.string(), username: z.string(), token: z.string() });
type SavedSession = z.infer<typeof sessionFile>;
const loginReply = z.object({ token: z.string(), officer: z.object({ name: z.string() }) });
const problemReply = z.looseObject({ code: z.string(), detail: z.string() });

/** `DUNGHAN_URL`, or the system that runs on the data folder. */
export function apiUrl(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment['DUNGHAN_URL'];
  if (given !== undefined && given !== '') return given.replace(/\/+$/, '');
  return `http://127.0.0.1:${readCommandConfig(environment).port}`;
}

const savedAt = (): string => join(readCommandConfig().dataFolder, 'cli', 'session.json');

/**
 * As whoever `--user` names (their password from DUNGHAN_PASSWORD, or asked for), else by DUNGHAN_TOKEN, else as who
 * logged in last with `dunghan login`.
 */
export async function openClient(io: VerbIo, user: string | undefined): Promise<Client> {
  const url = apiUrl();
  if (user !== undefined) {
    const { token } = await logIn(url, user, await askPassword(user, io));
    return clientOf(url, token, () => logOut(url, token));
  }
  const token = process.env['DUNGHAN_TOKEN'] ?? (await savedSession(url))?.token;
  if (token !== undefined) return clientOf(url, token, () => Promise.resolve());
  throw new ApiRefusal('no-session', 'Chưa đăng nhập: dùng "dunghan login", --user hoặc DUNGHAN_TOKEN.');
}

const clientOf = (url: string, token: string, close: () => Promise<void>): Client => ({
  get: (path) => ask(url + path, { token }),
  bytes: async (path) => Buffer.from(await (await send(url + path, { token })).arrayBuffer()),
  post: (path, body, key = randomUUID()) => ask(url + path, { method: 'POST', token, body, key }),
  put: (path, body, key = randomUUID()) => ask(url + path, { method: 'PUT', token, body, key }),
  close,
});

/** Opens a session and keeps its token, readable by its owner alone. Answers the officer's name. */
export async function saveSession(username: string, password: string): Promise<string> {
  const url = apiUrl();
  const { token, name } = await logIn(url, username, password);
  await mkdir(dirname(savedAt()), { recursive: true, mode: 0o700 });
  await writeFile(savedAt(), JSON.stringify({ url, username, token } satisfies SavedSession), {
    mode: 0o600,
  });
  return name;
}

/** False: there was none. */
export async function endSession(): Promise<boolean> {
  const saved = await savedSession(apiUrl());
  if (saved === undefined) return false;
  await logOut(saved.url, saved.token).catch(() => undefined);
  await rm(savedAt(), { force: true });
  return true;
}

/** A token goes only to the system that gave it. */
async function savedSession(url: string): Promise<SavedSession | undefined> {
  const text = await readFile(savedAt(), 'utf8').catch(() => undefined);
  const saved = text === undefined ? undefined : sessionFile.safeParse(JSON.parse(text)).data;
  return saved?.url === url ? saved : undefined;
}

async function logIn(url: string, username: string, password: string) {
  const reply = await ask(`${url}/api/session`, { method: 'POST', body: { username, password } });
  const { token, officer } = loginReply.parse(reply);
  return { token, name: officer.name };
}

async function logOut(url: string, token: string): Promise<void> {
  await ask(`${url}/api/session`, { method: 'DELETE', token });
}

interface Asked {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly key?: string;
}

async function ask(address: string, asked: Asked): Promise<unknown> {
  const text = await (await send(address, asked)).text();
  return text === '' ? null : JSON.parse(text);
}

/** Throws what the API refused. */
async function send(address: string, { method = 'GET', token, body, key }: Asked): Promise<Response> {
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const request = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(address, request).catch(() => {
    throw new ApiRefusal(
      'not-running',
      `Không kết nối được ${new URL(address).origin}. Chạy "npm start", hoặc đặt DUNGHAN_URL.`,
    );
  });
  if (response.ok) return response;
  throw refusalOf(response.status, await response.text());
}

function refusalOf(status: number, text: string): ApiRefusal {
  try {
    const problem = problemReply.parse(JSON.parse(text));
    return new ApiRefusal(problem.code, problem.detail, problem);
  } catch {
    return new ApiRefusal('bad-answer', `Máy chủ trả lời không đúng dạng (HTTP ${status}).`);
  }
}
