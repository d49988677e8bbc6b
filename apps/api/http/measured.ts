/** Each request measured, and traced where a collector is configured. Routes are named, never addresses: those hold ids. */
import { endRequest, histogram, inRequest, isTracing, type TracedRequest } from '#libs/telemetry';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const MILLISECONDS = 1_000;
const FAILED = 500;

export function measureRequests(server: FastifyInstance): void {
  const duration = histogram('http.server.request.duration.seconds');
  const traced = new WeakMap<FastifyRequest, TracedRequest>();
  // Behind the reading of the body, which would lose the context of what began before it.
  if (isTracing()) {
    server.addHook('preValidation', (request, _reply, next) => {
      const { traceparent } = request.headers;
      traced.set(request, inRequest(typeof traceparent === 'string' ? traceparent : undefined, next));
    });
  }
  server.addHook('onResponse', (request, reply, next) => {
    const attributes = {
      'http.request.method': request.method,
      'http.route': request.routeOptions.url ?? 'none',
      'http.response.status_code': reply.statusCode,
    };
    duration.record(reply.elapsedTime / MILLISECONDS, attributes);
    const trace = traced.get(request);
    if (trace) {
      const endMs = Date.now();
      endRequest(trace, {
        name: `${attributes['http.request.method']} ${attributes['http.route']}`,
        startMs: endMs - reply.elapsedTime,
        endMs,
        failed: reply.statusCode >= FAILED,
        attributes,
      });
    }
    next();
  });
}
