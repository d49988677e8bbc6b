/** Requests are checked against the zod schema of their parameter; what is wrong is said field by field. */
import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { z } from 'zod';
import { problem } from './problem.ts';

z.config(z.locales.vi());

const pathOf = (issue: StandardSchemaV1.Issue): string =>
  (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');

export const validation = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      problem(400, 'bad-input', 'Nội dung gửi lên chưa đúng. Vui lòng xem lại các mục được nêu.', {
        errors: issues.map((issue) => ({ field: pathOf(issue), message: issue.message })),
      }),
  });

/** A body whose schema depends on the route's own parameters, checked by hand; refused as `validation` refuses. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const read = schema.safeParse(body ?? {});
  if (read.success) return read.data;
  throw problem(400, 'bad-input', 'Nội dung gửi lên chưa đúng. Vui lòng xem lại các mục được nêu.', {
    errors: read.error.issues.map((issue) => ({ field: pathOf(issue), message: issue.message })),
  });
}
