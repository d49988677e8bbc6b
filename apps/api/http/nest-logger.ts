/** Nest's own messages, in the product's log. */
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

export const nestLogger = (log: Logger): LoggerService => ({
  log: (message: unknown) => log.debug(String(message)),
  warn: (message: unknown) => log.warn(String(message)),
  error: (message: unknown, stack?: unknown) => log.error({ stack }, String(message)),
});
