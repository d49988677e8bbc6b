/** The API as an application: made here for the process, the tests and the OpenAPI document alike. */
import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { LoggerService } from '@nestjs/common';
import type { Runtime } from '#libs/runtime';
import { appModule } from './app.module.ts';
import { shedOverload } from './http/load.ts';
import { measureRequests } from './http/measured.ts';
import { MAX_BODY_BYTES } from './http/problem.ts';
import { MAX_FILE_BYTES } from './files/file-store.ts';
import { openApiOf } from './openapi.ts';
import { servePortal } from './portal/portal.ts';
import type { Settings } from './tokens.ts';

const REQUEST_TIMEOUT_MS = 30_000;

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const;

/** @param logger false: silent, as in tests. */
export async function createApp(
  runtime: Runtime,
  settings: Settings,
  logger: LoggerService | false,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: ['loopback', ...(settings.proxies ?? [])],
  });
  const app = await NestFactory.create<NestFastifyApplication>(appModule(runtime, settings), adapter, {
    logger,
  });
  await app.register(fastifyCookie);
  // Multipart cuts a file off at its limit without a word: ours is the one that refuses, one byte before.
  await app.register(fastifyMultipart, { limits: { fileSize: MAX_FILE_BYTES + 1, files: 1, fields: 0 } });
  const server = app.getHttpAdapter().getInstance();
  measureRequests(server);
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(SECURITY_HEADERS);
    done();
  });
  shedOverload(server, settings.maxRequests ?? Infinity);
  SwaggerModule.setup('api/docs', app, () => openApiOf(app), { jsonDocumentUrl: 'api/openapi.json' });
  if (settings.portalFolder !== undefined) await servePortal(app, settings.portalFolder);
  app.enableShutdownHooks();
  return app;
}
