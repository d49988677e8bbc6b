/** Officers at work who repeat each request under its key until it is answered, whoever dies meanwhile. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const PASSWORD = 'dunghan-demo';
const AGAIN_MS = 50;
const GIVE_UP_MS = 120_000;
const PROCEDURE = 'QT.KHCN.01';

/** From the receipt to the hand-over: who does which step, and with what. */
const STEPS: readonly (readonly [who: string, action: string, body: object])[] = [
  ['tiepnhan.khcn', 'complete', { step: 'B1', forms: ['tt03-2025/receipt', 'tt03-2025/control-sheet'] }],
  ['truongphong.khcn', 'complete', { step: 'B2' }],
  ['chuyenvien.khcn', 'complete', { step: 'B3', outcome: 'eligible', results: ['Dự thảo kết quả'] }],
  ['truongphong.khcn', 'complete', { step: 'B4' }],
  ['giamdoc.khcn', 'complete', { step: 'B5' }],
  [
    'vanthu.khcn',
    'complete',
    {
      step: 'B6',
      results: ['Giấy chứng nhận hoặc văn bản trả lời'],
      result: { number: '12/GCN', positive: true },
    },
  ],
  ['tiepnhan.khcn', 'hand-over', {}],
];

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
  readonly acknowledged: readonly Acknowledged[];
  /** Attempts that were not answered, and came again. */
  readonly repeats: () => number;
  /** Ends after the requests at hand. */
  stop(): Promise<void>;
  send(request: Pick<Acknowledged, 'who' | 'path' | 'body' | 'key'>): Promise<Acknowledged>;
}

export async function startLoad(url: string, clients: number): Promise<Load> {
  const acknowledged: Acknowledged[] = [];
  let repeats = 0;
  const ending = new AbortController();
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
    if (!response.ok) throw new Error(`${what}: ${response.status} ${text}`);
    return JSON.parse(text) as Body;
  }

  for (const who of new Set(STEPS.map(([name]) => name))) {
    const response = await post('/api/session', { username: who, password: PASSWORD }, {});
    tokens.set(who, (await answered<{ token: string }>(response, who)).token);
  }

  const send: Load['send'] = async ({ who, path, body, key }) => {
    const headers = { authorization: `Bearer ${tokens.get(who)}`, 'idempotency-key': key };
    const response = await post(path, body, headers);
    const { dossier, version } = await answered<{ dossier: string; version: number }>(
      response,
      `${who} ${path}`,
    );
    return { who, path, body, key, dossier, version };
  };
  const act = async (who: string, path: string, body: object): Promise<string> => {
    const done = await send({ who, path, body, key: randomUUID() });
    acknowledged.push(done);
    return done.dossier;
  };

  async function work(client: number): Promise<void> {
    for (let turn = 0; !ending.signal.aborted; turn++) {
      const idNumber = String(Math.floor(Math.random() * 1e12)).padStart(12, '0');
      const applicant = { name: 'Đỗ Thị Thử', idNumber, phone: '0912345678' };
      const documents = [
        { code: 'DON', copies: 1 },
        { code: 'GCN', copies: 1 },
      ];
      const dossier = await act('tiepnhan.khcn', '/api/dossiers', {
        procedure: PROCEDURE,
        applicant,
        documents,
      });
      // Some are left open, for their workflows to be looked at.
      const steps = (client + turn) % 2 === 0 ? STEPS : STEPS.slice(0, 1 + ((client + turn) % 5));
      for (const [who, action, body] of steps) {
        if (ending.signal.aborted) return;
        await act(who, `/api/dossiers/${dossier}/actions/${action}`, body);
      }
    }
  }

  const workers = Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  // It is waited for in stop(); meanwhile it must not end the process.
  workers.catch(() => undefined);
  return {
    acknowledged,
    repeats: () => repeats,
    send,
    async stop() {
      ending.abort();
      await workers;
    },
  };
}
