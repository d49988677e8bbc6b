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
