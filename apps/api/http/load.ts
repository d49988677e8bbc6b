/**
 * So many requests at one time and no more: who comes beyond that is asked at once to come again, which costs next to
 * nothing, so that those at hand are answered in good time. It recovers by itself as they are.
 */
import { counter, gauge } from '#libs/telemetry';
import type { FastifyInstance } from 'fastify';
import { sendProblem, type Problem } from './problem.ts';

const RETRY_AFTER_SECONDS = 2;
/** Whoever watches must see, most of all then; and a stream that stays open is no work at hand. */
const NEVER_SHED: ReadonlySet<string> = new Set(['/api/health', '/api/inbox/events']);

const OVERLOADED: Problem = {
  status: 503,
  code: 'overloaded',
  detail: `Hệ thống đang có nhiều yêu cầu. Vui lòng thử lại sau ${RETRY_AFTER_SECONDS} giây.`,
  retryAfterSeconds: RETRY_AFTER_SECONDS,
};

export function shedOverload(server: FastifyInstance, maxRequests: number): void {
  let atHand = 0;
  const shed = counter('dunghan.http.shed');
  const done = (): void => void (atHand -= 1);
  server.addHook('onRequest', (request, reply, next) => {
    if (NEVER_SHED.has(request.routeOptions.url ?? '')) return next();
    if (atHand >= maxRequests) {
      shed.add(1);
      return sendProblem(reply, request.id, OVERLOADED);
    }
    atHand += 1;
    reply.raw.once('close', done);
    next();
  });
  gauge('http.server.active_requests', () => [{ value: atHand }]);
}
