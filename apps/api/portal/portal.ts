/**
 * Serves the built portal: hashed assets for ever and compressed beforehand, its pages under a policy that runs
 * no script but ours. Whatever is not the API's is the portal's, which has addresses of its own.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemException } from '../http/problem.ts';
import { LookupController } from '../lookup/lookup.controller.ts';
import { WithdrawalController } from '../lookup/withdrawal.controller.ts';
import { SURVEY_PAGE, SurveyPages } from '../satisfaction/survey-page.ts';
import { Surveys } from '../satisfaction/surveys.ts';
import { LOOK_UP } from './look-up-page.ts';
import { LookUpPages } from './look-up-pages.ts';
import type { LookUpAnswer } from './look-up-pages.ts';
import { onTimePage, pageHtml, proceduresPage, refusedPage } from './public-pages.ts';
import type { PublicPage } from './public-pages.ts';

/** Stands in the built pages for the nonce that each answer makes anew. */
const NONCE = '__NONCE__';
const NONCE_BYTES = 18;
const YEAR_MS = 365 * 86_400_000;
const FILES = /^\/(assets\/[\w.-]+|favicon\.svg)$/;
/** The lists that everybody may read: made here, so that they need no script. */
const LISTS: Readonly<
  Record<string, (lookup: LookupController, query: URLSearchParams) => Promise<PublicPage>>
> = {
  '/thu-tuc': async ({ lists }, query) =>
    proceduresPage(await lists.procedures(), (query.get('tim') ?? '').slice(0, MAX_FIND)),
  '/ti-le-dung-han': async ({ lists }, query) =>
    onTimePage(await lists.onTime(query.get('quy') ?? undefined)),
};
const MAX_FIND = 100;
/** Stands in the citizens' page for its language. */
const LANGUAGE = '__LANGUAGE__';

/** Ant Design writes its styles at run time: they carry the nonce. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export async function servePortal(app: NestFastifyApplication, folder: string): Promise<void> {
  const page = () => readFile(join(folder, 'index.html'), 'utf8');
  const lookUpPage = () => readFile(join(folder, 'tra-cuu.html'), 'utf8');
  const listPage = () => readFile(join(folder, 'cong-khai.html'), 'utf8');
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  const lookUps = new LookUpPages(app.get(LookupController), app.get(WithdrawalController));
  const sendLookUp = async ({ language, page: shown }: LookUpAnswer, reply: FastifyReply) =>
    sendPage(pageHtml((await lookUpPage()).replace(LANGUAGE, language), shown), reply);
  const server = app.getHttpAdapter().getInstance();
  server.get('/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0]!;
    if (path === '/api' || path.startsWith('/api/')) return reply.callNotFound();
    if (FILES.test(path)) return sendFile(path, reply);
    const list = LISTS[path];
    if (list) {
      const asked = new URLSearchParams(request.url.split('?')[1]);
      const lookup = app.get(LookupController);
      const shown = await pageOrRefusal(request, lookup, () => list(lookup, asked));
      return sendPage(pageHtml(await listPage(), shown), reply);
    }
    if (path === LOOK_UP) return sendLookUp(lookUps.shown(request), reply);
    return sendPage(await page(), reply);
  });
  const surveys = new SurveyPages(app.get(Surveys));
  server.get(SURVEY_PAGE, async (request: FastifyRequest, reply: FastifyReply) =>
    sendPage(pageHtml(await listPage(), await surveys.shown(request)), reply),
  );
  server.post(SURVEY_PAGE, async (request: FastifyRequest, reply: FastifyReply) =>
    sendPage(pageHtml(await listPage(), await surveys.sent(request)), reply),
  );
  server.post(LOOK_UP, async (request: FastifyRequest, reply: FastifyReply) =>
    sendLookUp(await lookUps.asked(request), reply),
  );
}

const sendFile = (path: string, reply: FastifyReply): FastifyReply =>
  reply.sendFile(path.slice(1), { immutable: path.startsWith('/assets/'), maxAge: YEAR_MS });

async function sendPage(page: string, reply: FastifyReply): Promise<FastifyReply> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return reply
    .header('content-security-policy', policy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE, nonce));
}

async function pageOrRefusal(
  { ip }: FastifyRequest,
  lookup: LookupController,
  page: () => Promise<PublicPage>,
): Promise<PublicPage> {
  try {
    lookup.refuseTooMany(ip);
    return await page();
  } catch (error) {
    if (error instanceof ProblemException) return refusedPage(error.problem.detail);
    throw error;
  }
}
