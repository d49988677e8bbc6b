/**
 * Appends that come while others are under way go together in the next call: one round trip, one transaction, one flush
 * of PostgreSQL's log for all of them. Alone, an append goes at once. Each is still recorded or refused by itself.
 */
import { MAX_COMMANDS_PER_CALL, type AppendRequest, type AppendResult } from './types.ts';

/** Calls that take turns: PostgreSQL works on one while another is flushed. */
const CALLS = 2;
/** A call costs nearly the same for one command as for ten: fewer than these wait, unless no call is under way. */
const WORTH_A_CALL = 32;
/** A call that takes this long waits for somebody: those who come later need not wait with it. */
const PATIENCE_MS = 200;
/** Calls under way at most, those that wait for somebody among them. */
const MOST_CALLS = 4;
/** Events of one call: what a transaction holds stays short. */
const MAX_EVENTS = 200;

interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

export function gatheredAppend(
  one: (request: AppendRequest) => Promise<AppendResult>,
  many: (requests: readonly AppendRequest[]) => Promise<readonly AppendResult[]>,
): (request: AppendRequest) => Promise<AppendResult> {
  const waiting: Waiting[] = [];
  const underWay = new Set<Promise<void>>();
  let turns = 0;

  const isTime = (begun: number): boolean => waiting.length >= (begun > 0 ? WORTH_A_CALL : 1);

  async function takeTurns(): Promise<void> {
    turns += 1;
    while (isTime(turns - 1)) {
      const call = send(next(waiting)).finally(() => underWay.delete(call));
      underWay.add(call);
      await endedOrLate(call);
      if (underWay.size >= MOST_CALLS) await Promise.race(underWay);
    }
    turns -= 1;
  }

  async function send(group: readonly Waiting[]): Promise<void> {
    if (group.length > 1) {
      try {
        const results = await many(group.map(({ request }) => request));
        group.forEach(({ resolve }, place) => resolve(results[place]!));
        return;
      } catch {
        // One of them may be at fault: none was recorded, or all were and each will hear that it is repeated.
      }
    }
    await Promise.all(group.map(({ request, resolve, reject }) => one(request).then(resolve, reject)));
  }

  return (request) =>
    new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject });
      if (turns < CALLS && isTime(turns)) void takeTurns();
    });
}

function endedOrLate(call: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}

function next(waiting: Waiting[]): readonly Waiting[] {
  let events = 0;
  const fits = waiting.findIndex(({ request }, place) => {
    events += request.events.length;
    return place > 0 && (events > MAX_EVENTS || place >= MAX_COMMANDS_PER_CALL);
  });
  return waiting.splice(0, fits < 0 ? waiting.length : fits);
}
