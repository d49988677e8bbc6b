/** Officers at work who repeat each request under its key until it is answered, whoever dies meanwhile. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { RECEPTIONIST, WALK, WALK_PASSWORD, walkReceipt } from '../support/walk.ts';

/** A clock that jumps ends sessions. */
const UNKNOWN_SESSION = 401;
const AGAIN_MS = 50;
const GIVE_UP_MS = 120_000;

/** More than a minute behind what was done last: refused until that time has come. */
const BACK_DATED = 'urn:dunghan:problem:back-dated';
class BackDated extends Error {}

/** A request and what it was answered: the same whenever it is sent again. */
export interface Acknowledged {
  readonly who: string;
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly dossier: string;
  readonly version: number;
}

export interface Load {
  /** In the order of their answers. */
  readonly acknowledged: readonly Acknowledged[];
  /** Attempts that were not answered, and came again. */
  readonly repeats: () => number;
  /** Dossiers left alone, because a clock that ran ahead had acted on them. */
  readonly left: () => number;
  /** Sends them to work. */
  start(): void;
  /** What ended a client before its time. */
  readonly failure: () => unknown;
  /** Ends after the requests at hand; throws what one of them met that it could not explain. */
  stop(): Promise<void>;
  send(request: Pick<Acknowledged, 'who' | 'path' | 'body' | 'key'>): Promise<Acknowledged>;
  /** `send` with a key of its own, put on the record. */
  act(who: string, path: string, body: object): Promise<Acknowledged>;
}

export function createLoad(url: string, clients: number): Load {
  const acknowledged: Acknowledged[] = [];
  let repeats = 0;
  let left = 0;
  let ending = new AbortController();
  let workers: Promise<unknown> = Promise.resolve();
  let failure: unknown;
  const tokens = new Map<string, string>();

  async function post(path: string, body: object, headers: Record<string, string>): Promise<Response> {
    const end = performance.now() + GIVE_UP_MS;
    for (;;) {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }).catch(() => undefined);
      if (response && response.status < 500 && response.status !== 429) return response;
      if (performance.now() > end) throw new Error(`${path}: ${response?.status ?? 'no answer'}`);
      repeats += 1;
      await sleep(AGAIN_MS);
    }
  }

  async function answered<Body>(response: Response, what: string): Promise<Body> {
    const text = await response.text();
    if (text.includes(BACK_DATED)) throw new BackDated(what);
    if (!response.ok) throw new Error(`${what}: ${response.status} ${text}`);
    return JSON.parse(text) as Body;
  }

  async function logIn(who: string): Promise<void> {
    const response = await post('/api/session', { username: who, password: WALK_PASSWORD }, {});
    tokens.set(who, (await answered<{ token: string }>(response, who)).token);
  }
  const send: Load['send'] = async ({ who, path, body, key }) => {
    const ask = (): Promise<Response> =>
      post(path, body, { authorization: `Bearer ${tokens.get(who)}`, 'idempotency-key': key });
    if (!tokens.has(who)) await logIn(who);
    let response = await ask();
    if (response.status === UNKNOWN_SESSION) {
      await logIn(who);
      response = await ask();
    }
    const { dossier, version } = await answered<{ dossier: string; version: number }>(
      response,
      `${who} ${path}`,
    );
    return { who, path, body, key, dossier, version };
  };
  const act: Load['act'] = async (who, path, body) => {
    const done = await send({ who, path, body, key: randomUUID() });
    acknowledged.push(done);
    return done;
  };

  async function work(client: number, { signal }: AbortController): Promise<void> {
    for (let turn = 0; !signal.aborted; turn++) {
      // Some are left open, for their workflows to be looked at.
      const steps = (client + turn) % 2 === 0 ? WALK : WALK.slice(0, 1 + ((client + turn) % 5));
      try {
        const { dossier } = await act(RECEPTIONIST, '/api/dossiers', walkReceipt());
        for (const [who, action, body] of steps) {
          if (signal.aborted) return;
          await act(who, `/api/dossiers/${dossier}/actions/${action}`, body);
        }
      } catch (error) {
        if (!(error instanceof BackDated)) throw error;
        left += 1;
      }
    }
  }

  return {
    acknowledged,
    repeats: () => repeats,
    left: () => left,
    failure: () => failure,
    send,
    act,
    start() {
      const its = (ending = new AbortController());
      workers = Promise.all(Array.from({ length: clients }, (_, client) => work(client, its)));
      // It is waited for in stop(); meanwhile it must not end the process.
      workers.catch((error: unknown) => (failure = error));
    },
    async stop() {
      ending.abort();
      await workers;
    },
  };
}
