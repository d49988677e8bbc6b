/** Shapes that what is asked of several kinds of record shares. */
import type { LocalDate } from '#libs/calendar';
import { z } from 'zod';

const MAX_TEXT = 4_000;

export const longText = z.string().trim().min(3).max(MAX_TEXT);
export const day = z.iso.date().transform((text) => text as LocalDate);

export const wish = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });
