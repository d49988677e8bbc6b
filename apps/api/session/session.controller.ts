/** Log in and out, change the password, choose the language. */
import { Body, Controller, Delete, Get, HttpCode, Inject, Ip, Post, Put, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Session } from '#libs/directory';
import { rolesAt } from '#libs/access';
import type { Authorities } from '#libs/access';
import type { Runtime } from '#libs/runtime';
import type { FastifyReply } from 'fastify';

import { z } from 'zod';
import { COOKIE, Me, Public } from '../http/authentication.ts';
import type { Caller } from '../http/authentication.ts';
import { problem, ProblemException } from '../http/problem.ts';
import { RUNTIME } from '../tokens.ts';
import { named } from '../http/named.ts';

const loginBody = z.strictObject({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
});
const passwordBody = z.strictObject({ current: z.string().max(200), next: z.string().max(200) });
const languageBody = z.strictObject({ language: z.enum(['vi', 'en']) });

const sessionView = z
  .object({
    username: z.string(),
    officer: named,
    agency: named,
    unit: named,
    systemRoles: z.array(z.string()),
    roles: z.array(z.object({ role: z.string(), unit: named, agency: z.string() })),
    language: z.string(),
    mustChangePassword: z.boolean(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' });
const loginReply = sessionView.extend({ token: z.string() }).meta({ id: 'Login' });

@ApiTags('session')
@Controller('api/session')
export class SessionController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Public()
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: loginReply })
  async login(
    @Body({ schema: loginBody }) body: z.infer<typeof loginBody>,
    @Ip() address: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof loginReply>> {
    const answer = await this.runtime.directory.login({ ...body, address });
    if (!answer.ok) throw refusedLogin(answer.refusal);
    const authorities = await this.runtime.directory.authoritiesFor(answer.session);
    if (authorities === null)
      throw problem(403, 'no-post', 'Tài khoản hiện không giữ vị trí nào trong cơ quan.');
    void reply.setCookie(COOKIE, answer.token, {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      secure: 'auto',
      expires: answer.session.expiresAt,
    });
    return { token: answer.token, ...(await this.viewOf(answer.session, authorities)) };
  }

  @Get()
  @ApiOkResponse({ standardSchema: sessionView })
  session(@Me() me: Caller): Promise<z.infer<typeof sessionView>> {
    return this.viewOf(me.session, me.authorities);
  }

  @Delete()
  @HttpCode(204)
  async logout(@Me() me: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.runtime.directory.logout(me.token);
    void reply.clearCookie(COOKIE, { path: '/' });
  }

  @Put('password')
  @HttpCode(204)
  async changePassword(
    @Me() me: Caller,
    @Body({ schema: passwordBody }) body: z.infer<typeof passwordBody>,
  ): Promise<void> {
    const answer = await this.runtime.directory.accounts.changePassword(me.session.account, {
      old: body.current,
      new: body.next,
      keepSession: me.token,
    });
    if (!answer.ok) throw problem(400, answer.refusal.code, passwordFault(answer.refusal.code));
  }

  @Put('language')
  @HttpCode(204)
  async chooseLanguage(
    @Me() me: Caller,
    @Body({ schema: languageBody }) body: z.infer<typeof languageBody>,
  ): Promise<void> {
    await this.runtime.directory.accounts.setLanguage(me.session.account, body.language);
  }

  private async viewOf(session: Session, who: Authorities): Promise<z.infer<typeof sessionView>> {
    const organisation = await this.runtime.organisation();
    const unitName = (id: string) => ({ id, name: organisation.units.get(id)?.name ?? id });
    return {
      username: session.account,
      officer: { id: who.officer, name: organisation.officers.get(who.officer)?.name ?? who.officer },
      agency: { id: who.agency, name: organisation.agencies.get(who.agency)?.name ?? who.agency },
      unit: unitName(who.unit),
      systemRoles: [...who.systemRoles],
      roles: rolesAt(who, this.runtime.now()).map(({ role, unit, agency }) => ({
        role,
        unit: unitName(unit),
        agency,
      })),
      language: session.language,
      mustChangePassword: session.mustChange,
      expiresAt: session.expiresAt.toISOString(),
    };
  }
}

const PASSWORD_FAULTS: Readonly<Record<string, string>> = {
  'wrong-password': 'Mật khẩu hiện tại chưa đúng.',
  'password-too-short': 'Mật khẩu mới quá ngắn.',
  'password-too-long': 'Mật khẩu mới quá dài.',
  'password-unchanged': 'Mật khẩu mới trùng mật khẩu cũ.',
  'password-is-username': 'Mật khẩu mới trùng tên đăng nhập.',
};

const passwordFault = (code: string): string => PASSWORD_FAULTS[code] ?? 'Mật khẩu mới chưa dùng được.';

function refusedLogin(
  refusal: Extract<Awaited<ReturnType<Runtime['directory']['login']>>, { ok: false }>['refusal'],
): ProblemException {
  if (refusal.code === 'bad-credentials') {
    return problem(401, 'bad-credentials', 'Tên đăng nhập hoặc mật khẩu chưa đúng.');
  }
  return new ProblemException({
    status: refusal.code === 'busy' ? 503 : 429,
    code: refusal.code,
    detail: `Vui lòng thử lại sau ${refusal.retryAfterSeconds} giây.`,
    retryAfterSeconds: refusal.retryAfterSeconds,
  });
}
