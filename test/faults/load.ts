/** Officers at work who repeat each request under its key until it is answered, whoever dies meanwhile. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { RECEPTIONIST, WALK, WALK_PASSWORD, walkReceipt } from '../support/walk.ts';

/** A clock that jumps ends sessions. */
const UNKNOWN_SESSION = 401;
const AGAIN_MS = 50;
const GIVE_UP_MS = 300_000;
/** An answer that takes longer is as good as none: the request is sent again, and the record says that it hung. */
const ANSWER_MS = 30_000;

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

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What of the API's replies is looked at. */
interface Reply {
  readonly token: string;
  readonly dossier: string;
  readonly version: number;
}

export interface Load {
  /** In the order of their answers. */
  readonly acknowledged: readonly Acknowledged[];
  /** Attempts that were not answered, and came again. */
  readonly repeats: () => number;
  /** Of those, the ones that were heard and not answered for ANSWER_MS. */
  readonly hung: () => number;
  /** Dossiers left alone, because a clock that ran ahead had acted on them. */
  readonly left: () => number;
  /** Sends them to work. */
  start(): void;
  /** Requests that are not answered yet, and what came of the last attempt. */
  readonly waiting: () => readonly string[];
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
  let hung = 0;
  let left = 0;
  const waiting = new Map<object, string>();
  let ending = new AbortController();
  let workers: Promise<unknown> = Promise.resolve();
  let failure: unknown;
  const tokens = new Map<string, string>();

  async function post(path: string, body: object, headers: Record<string, string>): Promise<Answer> {
    const end = performance.now() + GIVE_UP_MS;
    const request = { path };
    for (;;) {
      waiting.set(request, `${path}: no answer yet`);
      const answer = await ask(path, body, headers);
      waiting.delete(request);
      if (answer && answer.status < 500 && answer.status !== 429) return answer;
      const said = answer ? `${answer.status} ${answer.text}` : 'nobody there';
      if (performance.now() > end) throw new Error(`${path}: ${said}`);
      repeats += 1;
      waiting.set(request, `${path}: ${said}`);
      await sleep(AGAIN_MS);
    }
  }

  /** Undefined: it broke off before the whole answer was here. */
  async function ask(
    path: string,
    body: object,
    headers: Record<string, string>,
  ): Promise<Answer | undefined> {
    try {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      if ((error as Error).name === 'TimeoutError') hung += 1;
      return undefined;
    }
  }

  function read({ status, text }: Answer, what: string): Reply {
    if (text.includes(BACK_DATED)) throw new BackDated(what);
    if (status >= 300) throw new Error(`${what}: ${status} ${text}`);
    return JSON.parse(text) as Reply;
  }

  async function logIn(who: string): Promise<void> {
    const answer = await post('/api/session', { username: who, password: WALK_PASSWORD }, {});
    tokens.set(who, read(answer, who).token);
  }
  const send: Load['send'] = async ({ who, path, body, key }) => {
    const attempt = (): Promise<Answer> =>
      post(path, body, { authorization: `Bearer ${tokens.get(who)}`, 'idempotency-key': key });
    if (!tokens.has(who)) await logIn(who);
    let answer = await attempt();
    if (answer.status === UNKNOWN_SESSION) {
      await logIn(who);
      answer = await attempt();
    }
    const { dossier, version } = read(answer, `${who} ${path}`);
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
    hung: () => hung,
    left: () => left,
    waiting: () => [...waiting.values()],
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
