/** The OpenAPI document, from the same zod schemas that check the requests. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';

export function openApiOf(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Đúng Hạn')
    .setDescription(
      'Administrative procedures under TCVN ISO 9001. Errors are problem details (RFC 9457) with a stable `code`; ' +
        'every POST that changes something takes an `Idempotency-Key`.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addCookieAuth('dunghan')
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}
