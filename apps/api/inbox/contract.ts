/** What the lists of work take: officers' inbox and supervisors' late board. */
import { z } from 'zod';
import { page } from '../http/fields.ts';

export const TABS = ['mine', 'unit', 'to-claim', 'done'] as const;
export const CLOCKS = ['late', 'near', 'in-time', 'paused'] as const;

export const inboxQuery = z.strictObject({
  ...page,
  tab: z.enum(TABS).default('mine'),
  clock: z.enum(CLOCKS).optional(),
  procedure: z.string().trim().max(60).optional(),
});
export type InboxQuery = z.infer<typeof inboxQuery>;

export const lateQuery = z.strictObject({
  ...page,
  by: z.enum(['unit', 'officer', 'procedure', 'step']).default('unit'),
  /** Of the groups told; empty: what no officer has yet. */
  group: z.string().trim().max(200).optional(),
  /** How far ahead "soon" looks, in clock hours. */
  withinHours: z.coerce
    .number()
    .int()
    .min(0)
    .max(24 * 31)
    .default(48),
});
export type LateQuery = z.infer<typeof lateQuery>;
