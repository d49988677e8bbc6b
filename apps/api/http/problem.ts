/** Errors as problem details (RFC 9457): a stable `code` for programs, a `detail` in Vietnamese for people. */
import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { FilesAway } from '#libs/platform/files';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Whatever helps to go on: the state, what is allowed now, the fields at fault. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

export class ProblemException extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
  }
}

export const problem = (
  status: number,
  code: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): ProblemException => new ProblemException({ status, code, detail, more });

/** The key of a command was used for another one. */
export const otherRequest = (): ProblemException =>
  problem(422, 'other-request', 'Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.');

/** Others kept writing while the command was tried. */
export const busy = (): ProblemException =>
  problem(503, 'busy', 'Nhiều người đang cập nhật. Gửi lại không bị ghi hai lần.');

/** What commands come to when they are not recorded, whatever they are on. */
export type Unrecorded<Code extends string> =
  | { readonly kind: 'refused'; readonly refusal: { readonly code: Code; readonly message: string } }
  | { readonly kind: 'other-request' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'busy' };

/** @param statusOf a refusal's; where it says nothing, what was sent is at fault: 400. */
export function unrecorded<Code extends string>(
  outcome: Unrecorded<Code>,
  statusOf: Readonly<Partial<Record<Code, number>>>,
): ProblemException {
  switch (outcome.kind) {
    case 'refused': {
      const { code, message, ...more } = outcome.refusal;
      return problem(statusOf[code] ?? 400, code, message, more);
    }
    case 'other-request':
      return otherRequest();
    case 'unknown':
      return notFound();
    case 'busy':
      return busy();
    default:
      return outcome satisfies never;
  }
}

export const notFound = (): ProblemException => problem(404, 'not-found', 'Không tìm thấy trang hoặc hồ sơ.');

const RETRY_AFTER_SECONDS = 2;

/** Whether a command was recorded is then unknown: the same key asks again. */
const AWAY: Problem = {
  status: 503,
  code: 'database-away',
  detail: `Cơ sở dữ liệu tạm thời chưa sẵn sàng. Vui lòng thử lại sau ${RETRY_AFTER_SECONDS} giây.`,
  retryAfterSeconds: RETRY_AFTER_SECONDS,
};

const FILES_AWAY_SECONDS = 5;

/** A file is kept under what it holds: sent again, it has its effect once. */
const FILES_AWAY: Problem = {
  status: 503,
  code: 'files-away',
  detail: `Kho tệp tạm thời chưa sẵn sàng. Vui lòng thử lại sau ${FILES_AWAY_SECONDS} giây.`,
  retryAfterSeconds: FILES_AWAY_SECONDS,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not logged in',
  403: 'Not permitted',
  404: 'Not found',
  409: 'Refused in this state',
  413: 'Too large',
  415: 'Unsupported type',
  422: 'Key used for another request',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available now',
};

export function sendProblem(reply: FastifyReply, instance: string, told: Problem): void {
  const { status, code, detail, more, retryAfterSeconds } = told;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  const type = `urn:dunghan:problem:${code}`;
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send({ type, title: TITLES[status] ?? 'Error', status, code, detail, instance, ...more });
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const told = this.problemOf(error, request);
    // Fastify hangs up on what is too large, and whoever still sends may lose the answer with the connection. What is
    // left of it is read and thrown away instead, for as long as a request may take.
    if (told.status === 413) void reply.removeHeader('connection');
    sendProblem(reply, request.id, told);
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof ProblemException) return error.problem;
    if (error instanceof FilesAway) {
      this.log.warn(`${request.id} ${request.routeOptions.url ?? ''}: no files: ${error.message}`);
      return FILES_AWAY;
    }
    if (isAway(error)) {
      this.log.warn(
        `${request.id} ${request.routeOptions.url ?? ''}: the database is away: ${error.message}`,
      );
      return AWAY;
    }
    if (holdsNul(error)) return { status: 400, code: 'bad-input', detail: 'Nội dung có ký tự không hợp lệ.' };
    const status = error instanceof HttpException ? error.getStatus() : statusCodeOf(error);
    if (status === 404) return notFound().problem;
    if (status === 413) return TOO_LARGE;
    if (status >= 400 && status < 500) {
      return { status, code: 'bad-request', detail: 'Yêu cầu không đúng dạng.' };
    }
    // The message alone: an error's other fields may hold what a person typed.
    this.log.error(`${request.id} ${request.method} ${request.routeOptions.url ?? ''}: ${describe(error)}`);
    return { status: 500, code: 'internal', detail: 'Hệ thống gặp lỗi. Vui lòng thử lại.' };
  }
}

/** Of a request's body; a file comes another way. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

const TOO_LARGE: Problem = {
  status: 413,
  code: 'too-large',
  detail: `Yêu cầu lớn quá ${MAX_BODY_BYTES / 1024 / 1024} MB.`,
};

/** Fastify's own errors (a body too large, malformed JSON) carry their status. */
const statusCodeOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;

/** SQLSTATE classes 08 (connection), 53 (too many connections, disk full) and 57P (shutting down), and the system's own. */
const AWAY_CODES = /^(08...|53...|57P..|25P04|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
/** The driver's own refusals have no code. */
const AWAY_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;

const isAway = (error: unknown): error is Error =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && AWAY_CODES.test(error.code)) ||
    AWAY_MESSAGES.test(error.message));

/** PostgreSQL takes any character in a text but U+0000; what was typed may hold it, what we write never does. */
const holdsNul = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '22P05');

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
