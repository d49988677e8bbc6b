/** `Idempotency-Key`: the same key and request have their effect once and get the same reply. */
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './authentication.ts';
import { problem } from './problem.ts';

const KEY = /^[\x21-\x7e]{8,100}$/;

export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw problem(400, 'idempotency-key', 'Thiếu tiêu đề Idempotency-Key (8 đến 100 ký tự, không dấu cách).');
});

/** A command's id; and, of all that was asked, what tells a repetition from another request under the same key. */
export const requestOf = (me: Caller, key: string, asked: unknown, item?: number) => ({
  commandId: commandIdOf(me.session.account, key, item),
  requestHash: requestHashOf(asked),
});
