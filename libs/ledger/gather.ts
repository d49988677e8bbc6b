/**
 * Appends that come while others are under way go together in the next call: one round trip, one transaction, one flush
 * of PostgreSQL's log for all of them. Alone, an append goes at once. Each is still recorded or refused by itself.
 */
import { MAX_COMMANDS_PER_CALL, type AppendRequest, type AppendResult } from './types.ts';

/** Calls under way at a time: enough for PostgreSQL to work on one while another is flushed. */
const CALLS = 2;
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
  let underWay = 0;

  async function work(): Promise<void> {
    underWay += 1;
    for (let group = next(waiting); group.length > 0; group = next(waiting)) await send(group);
    underWay -= 1;
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
      if (underWay < CALLS) void work();
    });
}

function next(waiting: Waiting[]): readonly Waiting[] {
  let events = 0;
  const fits = waiting.findIndex(({ request }, place) => {
    events += request.events.length;
    return place > 0 && (events > MAX_EVENTS || place >= MAX_COMMANDS_PER_CALL);
  });
  return waiting.splice(0, fits < 0 ? waiting.length : fits);
}
