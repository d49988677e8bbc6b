/** Spans of what the product does. While no collector is configured, each of these only does the work it is given. */
import {
  context,
  createContextKey,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Link,
  type Span,
} from '@opentelemetry/api';
import { asParent, givenIds, idsOfCommand, type SpanIds } from './ids.ts';

const SCOPE = 'dunghan';
const REQUEST = createContextKey('dunghan request');
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0[01]$/;

let tracing = false;
export const isTracing = (): boolean => tracing;
export const setTracing = (on: boolean): void => void (tracing = on);

const tracer = () => trace.getTracer(SCOPE);

/** A request that is being answered. Its span is made at the end, in the trace of the command that it turned out to carry. */
export interface TracedRequest {
  ids: SpanIds | undefined;
  readonly spanId: string;
  readonly upstream: SpanIds | undefined;
}

/** Runs `work` as part of an HTTP request; `upstream`: the `traceparent` that the caller sent. */
export function inRequest(upstream: string | undefined, work: () => void): TracedRequest {
  const request: TracedRequest = {
    ids: undefined,
    spanId: givenIds.generateSpanId(),
    upstream: readTraceparent(upstream),
  };
  context.with(context.active().setValue(REQUEST, request), work);
  return request;
}

export interface RequestEnd {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  readonly attributes: Attributes;
}

export function endRequest(request: TracedRequest, end: RequestEnd): void {
  const ids = request.ids ?? { traceId: givenIds.generateTraceId(), spanId: request.spanId };
  const links = request.upstream ? [{ context: asParent(request.upstream) }] : [];
  const options = {
    kind: SpanKind.SERVER,
    startTime: end.startMs,
    attributes: end.attributes,
    links,
    root: true,
  };
  const span = givenIds.with(ids, () => tracer().startSpan(end.name, options, ROOT_CONTEXT));
  if (end.failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(end.endMs);
}

/** The span of a command, in the command's own trace: below its request, or linked to whatever else led to it. */
export async function inCommand<Answer>(
  commandId: string,
  name: string,
  attributes: Attributes,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (!tracing) return work();
  const ids = idsOfCommand(commandId);
  const { parent, links } = causeOf(ids);
  return await within(
    givenIds.with(ids, () =>
      tracer().startSpan(name, { attributes, links, root: parent === undefined }, parent ?? ROOT_CONTEXT),
    ),
    work,
  );
}

function causeOf(ids: SpanIds): { parent?: Context; links: Link[] } {
  const active = context.active();
  const request = active.getValue(REQUEST) as TracedRequest | undefined;
  if (request) {
    request.ids ??= { traceId: ids.traceId, spanId: request.spanId };
    const its = asParent(request.ids);
    // Of a bulk request's commands the first gives the trace its id; the others are linked.
    if (request.ids.traceId !== ids.traceId) return { links: [{ context: its }] };
    return { parent: trace.setSpanContext(active, its), links: [] };
  }
  const cause = trace.getSpanContext(active);
  return { links: cause ? [{ context: cause }] : [] };
}

/** Work within whatever is going on. */
export async function inSpan<Answer>(
  name: string,
  attributes: Attributes,
  work: () => Promise<Answer>,
): Promise<Answer> {
  return tracing ? within(tracer().startSpan(name, { attributes }), work) : work();
}

/** Work that a command led to, here and now or in another process long ago. */
export async function afterCommand<Answer>(
  commandId: string | undefined,
  name: string,
  attributes: Attributes,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (!tracing || commandId === undefined) return work();
  return afterSpan(idsOfCommand(commandId), name, attributes, work);
}

/** Work below a span that is known by its `traceparent`. */
export async function afterTraceparent<Answer>(
  cause: string | undefined,
  name: string,
  attributes: Attributes,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const ids = tracing ? readTraceparent(cause) : undefined;
  return ids ? afterSpan(ids, name, attributes, work) : work();
}

function afterSpan<Answer>(
  ids: SpanIds,
  name: string,
  attributes: Attributes,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const parent = trace.setSpanContext(context.active(), asParent(ids));
  return within(tracer().startSpan(name, { attributes }, parent), work);
}

/** The span that is active here, as W3C's `traceparent`; undefined when nothing is traced. */
export function traceparent(): string | undefined {
  const its = tracing ? trace.getSpanContext(context.active()) : undefined;
  return its && `00-${its.traceId}-${its.spanId}-01`;
}

function readTraceparent(text: string | undefined): SpanIds | undefined {
  const [, traceId, spanId] = TRACEPARENT.exec(text ?? '') ?? [];
  return traceId && spanId ? { traceId, spanId } : undefined;
}

async function within<Answer>(span: Span, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } catch (error) {
    // The kind of error alone: a message may quote what a person typed.
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
    throw error;
  } finally {
    span.end();
  }
}
