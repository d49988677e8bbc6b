/** Fields that many requests share: shapes, bounds and words of refusal. */
import { z } from 'zod';

export const MAX_PAGE = 200;
export const MAX_BULK = 500;
const MAX_REASON = 2_000;
const MAX_LIST = 100;

export const id = z.uuid();
export const reason = z.string().trim().min(3).max(MAX_REASON);
export const stepNo = z.string().trim().min(1).max(20);
export const shortText = z.string().trim().min(1).max(200);
export const names = z.array(shortText).max(MAX_LIST).default([]);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const channel = z.enum(['counter', 'online', 'postal']);
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

export const fileRef = z.strictObject({
  sha256,
  name: shortText,
  mediaType: z.string().max(100),
  bytes: z.number().int().nonnegative(),
});

export const files = z.array(fileRef).max(MAX_LIST).default([]);

export const documents = z
  .array(
    z.strictObject({
      code: z.string().min(1).max(40),
      copies: z.number().int().min(1).max(MAX_LIST),
      file: fileRef.optional(),
    }),
  )
  .max(MAX_LIST)
  .default([]);

/** Personal data of the one who applies: encrypted under a key of their own, never in a URL or a log. */
export const applicant = z.strictObject({
  name: shortText,
  idNumber: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{6,20}$/, 'Số định danh gồm 6 đến 20 chữ số hoặc chữ cái.'),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 .]{8,16}$/, 'Số điện thoại gồm 8 đến 16 chữ số.')
    .optional(),
  email: z.email().max(200).optional(),
  address: z.string().trim().max(300).optional(),
  proxy: shortText.optional(),
});

/** The positions that commands' replies carried, comma between: the read waits until they have been folded in. */
export const after = z.string().max(500).optional();

export const page = {
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  after,
};
