/** People at their browsers: the demo's accounts, and whoever else a procedure needs. */
import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD } from '#libs/demo';
import type { Runtime } from '#libs/runtime';

/** Whatever the API answered: a test reads of it what it expects. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

export interface Person {
  readonly username: string;
  token(): string;
  get(path: string): Promise<Answer>;
  /** With a new idempotency key, unless one is given. */
  post(path: string, body?: unknown, key?: string): Promise<Answer>;
  act(dossier: string, action: string, body?: unknown, key?: string): Promise<Answer>;
}

export interface People {
  /** Nobody in particular. */
  readonly anyone: Person;
  /** A demo account, logged in once. */
  readonly as: (username: string) => Promise<Person>;
  /** Somebody who holds the role in the unit; `not` that officer. */
  holderOf(
    place: { role: string; unit: string },
    not?: string,
  ): Promise<Person & { readonly officer: string }>;
}

export function createPeople(url: string, runtime: Runtime): People {
  const known = new Map<string, Promise<Person>>();

  const as = (username: string): Promise<Person> => {
    const person = known.get(username) ?? login(url, username);
    known.set(username, person);
    return person;
  };

  return {
    anyone: personOf(url, { username: '' }),
    as,
    async holderOf({ role, unit }, not) {
      const { holdingsByUnit } = await runtime.organisation();
      const holders = (holdingsByUnit.get(unit) ?? []).filter((held) => held.role === role);
      const officer = holders.find((held) => held.officer !== not)?.officer;
      if (officer === undefined) throw new Error(`nobody is ${role} in ${unit}`);
      return { ...(await as(await usernameOf(runtime, officer))), officer };
    },
  };
}

/** The officer's account; made when there is none yet. */
async function usernameOf({ directory }: Runtime, officer: string): Promise<string> {
  const username = `may.${officer.replaceAll('/', '.')}`;
  await directory.accounts.create({ username, officer, password: DEMO_PASSWORD });
  return username;
}

async function login(url: string, username: string): Promise<Person> {
  const body = { username, password: DEMO_PASSWORD };
  const logIn = async (): Promise<string> => {
    const answer = await call(`${url}/api/session`, { method: 'POST', body });
    if (answer.status !== 200) throw new Error(`${username}: ${JSON.stringify(answer.body)}`);
    return answer.body.token;
  };
  return personOf(url, { username, token: await logIn(), logIn });
}

interface Request {
  readonly method: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly token?: string;
}

async function call(address: string, { method, body, key, token }: Request): Promise<Answer> {
  const response = await fetch(address, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

interface Known {
  readonly username: string;
  token?: string;
  /** Whoever's session has ended, because the test moved the clock, logs in again. */
  logIn?(): Promise<string>;
}

function personOf(url: string, known: Known): Person {
  const ask = async (path: string, request: Request): Promise<Answer> => {
    const send = () =>
      call(url + path, { ...request, ...(known.token !== undefined && { token: known.token }) });
    const answer = await send();
    if (answer.status !== 401 || !known.logIn) return answer;
    known.token = await known.logIn();
    return send();
  };
  const post = (path: string, body: unknown = {}, key: string = randomUUID()): Promise<Answer> =>
    ask(path, { method: 'POST', body, key });
  return {
    username: known.username,
    token: () => known.token ?? '',
    post,
    get: (path) => ask(path, { method: 'GET' }),
    act: (dossier, action, body, key) => post(`/api/dossiers/${dossier}/actions/${action}`, body, key),
  };
}
