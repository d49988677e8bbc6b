/** Tells, mails and sums up: three loops, in one process of all at a time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runtime } from '#libs/runtime';
import { lagSecondsOf } from '../lag.ts';
import { alone } from './alone.ts';
import { digestRound } from './digest.ts';
import type { Seen } from './digest.ts';
import { createMailer } from './mail.ts';
import type { MailSettings } from './mail.ts';
import { createPostman, POSTMAN } from './postman.ts';
import type { PostmanParts } from './postman.ts';
import { tell, TELLER } from './teller.ts';

const BATCH = 200;
const ROUND_EVERY_MS = 30_000;

export interface NotifierOptions {
  /** Absent: nothing is sent by e-mail. */
  readonly mail?: MailSettings | undefined;
  readonly publicUrl?: string | undefined;
  /** How often the digest looks whether an office has opened. */
  readonly roundEveryMs?: number;
  readonly onError?: (error: unknown, what: string) => void;
}

export interface Notifier {
  /** Age of the oldest event nobody was told of yet; the other processes say the same. */
  lag(): Promise<{ lagSeconds: number; detail: { mail: boolean } }>;
  /** Ends after what is at hand. */
  stop(): Promise<void>;
}

export function startNotifier(runtime: Runtime, options: NotifierOptions = {}): Notifier {
  const ending = new AbortController();
  const { onError = () => undefined } = options;
  const done = alone(runtime.pool, {
    name: 'notifier',
    signal: ending.signal,
    onError: (error) => onError(error, 'the lock'),
    run: (signal) => run(runtime, options, signal),
  });
  return {
    lag: async () => ({
      lagSeconds: await lagSecondsOf(runtime, TELLER, 1),
      detail: { mail: options.mail !== undefined },
    }),
    async stop() {
      ending.abort();
      await done;
    },
  };
}

async function run(runtime: Runtime, options: NotifierOptions, signal: AbortSignal): Promise<void> {
  const { mail, publicUrl, onError = () => undefined } = options;
  const telling = runtime.ledger.follow({
    consumer: TELLER,
    limit: BATCH,
    signal,
    onBatch: { deliver: (events) => tell(runtime, events) },
    onError: (error) => onError(error, 'telling'),
  });
  if (!mail) return telling;
  const mailer = createMailer(mail);
  const parts: PostmanParts = { runtime, mailer, publicUrl };
  const posting = runtime.ledger.follow({
    consumer: POSTMAN,
    limit: BATCH,
    signal,
    onBatch: { deliver: createPostman(parts) },
    onError: (error) => onError(error, 'mailing'),
  });
  await Promise.all([telling, posting, digests(parts, options.roundEveryMs, signal, onError)]);
  mailer.close();
}

async function digests(
  parts: PostmanParts,
  everyMs = ROUND_EVERY_MS,
  signal: AbortSignal,
  onError: (error: unknown, what: string) => void,
): Promise<void> {
  const seen: Seen = new Map();
  while (!signal.aborted) {
    try {
      await digestRound(parts, seen);
    } catch (error) {
      onError(error, 'the digest');
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
