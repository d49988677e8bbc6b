/** Who is it? A bearer token, or the cookie of the portal. Every route asks, unless it says it is public. */
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { createParamDecorator, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Authorities } from '#libs/access';
import type { Session } from '#libs/directory';
import type { Runtime } from '#libs/runtime';

import type { FastifyRequest } from 'fastify';
import { RUNTIME } from '../tokens.ts';
import { problem } from './problem.ts';

export const COOKIE = 'dunghan';
const PUBLIC = 'dunghan:public';

/** No log-in is asked. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

export interface Caller {
  readonly token: string;
  readonly session: Session;
  readonly authorities: Authorities;
}

type WithCaller = FastifyRequest & { caller?: Caller };

/** The one who asks; only on routes that are not public. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<WithCaller>();
  if (caller === undefined) throw new Error('a public route asks who is calling');
  return caller;
});

@Injectable()
export class Authentication implements CanActivate {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) {
      return true;
    }
    const request = context.switchToHttp().getRequest<WithCaller>();
    const token = tokenOf(request);
    if (token === undefined) throw problem(401, 'no-session', 'Vui lòng đăng nhập.');
    const known = await this.runtime.directory.authenticate(token);
    if (!known.ok) throw problem(401, known.refusal.code, 'Phiên làm việc đã hết. Vui lòng đăng nhập lại.');
    const authorities = await this.runtime.directory.authoritiesFor(known.session);
    if (authorities === null) {
      throw problem(403, 'no-post', 'Tài khoản hiện không giữ vị trí nào trong cơ quan.');
    }
    request.caller = { token, session: known.session, authorities };
    return true;
  }
}

function tokenOf(request: FastifyRequest): string | undefined {
  const [scheme, bearer] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && bearer) return bearer;
  const cookie = request.cookies[COOKIE];
  if (cookie !== undefined) refuseForeignSite(request);
  return cookie;
}

/** A browser sends the cookie by itself: then the request must come from our own pages. */
function refuseForeignSite(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (origin === undefined || request.method === 'GET') return;
  if (URL.parse(origin)?.host !== host) {
    throw problem(403, 'foreign-origin', 'Yêu cầu không đến từ trang của hệ thống.');
  }
}
