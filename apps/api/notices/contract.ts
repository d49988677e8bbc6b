/** What the routes of notices take and answer. */
import { z } from 'zod';
import { instant, page } from '../http/fields.ts';
import { named } from '../http/named.ts';

const moment = z.iso.datetime();

export const noticesQuery = z.strictObject({
  cursor: page.cursor,
  limit: page.limit,
  unread: z.enum(['true', 'false']).optional(),
});
export type NoticesQuery = z.infer<typeof noticesQuery>;

/** Those told up to this moment: what came after the page was shown stays unread. */
export const readAllBody = z.strictObject({ until: instant });
export type ReadAllBody = z.infer<typeof readAllBody>;

const kind = z.enum([
  'assigned',
  'reassigned',
  'substituted',
  'supplement-received',
  'step-warned',
  'step-overdue',
  'dossier-warned',
  'dossier-overdue',
  'nonconformity-turn',
  'nonconformity-reminded',
  'nonconformity-overdue',
  'nonconformity-closed',
  'scoring-reminded',
  'scoring-overdue',
  'qms-reminded',
  'qms-overdue',
  'quality-reminded',
  'quality-overdue',
]);

const notice = z.object({
  id: z.uuid(),
  kind,
  /** In Vietnamese. */
  title: z.string(),
  step: z.object({ no: z.string(), content: z.string() }).nullable(),
  dueAt: moment.nullable(),
  at: moment,
  /** Null: not sent by e-mail, or not yet. */
  emailedAt: moment.nullable(),
});

export const noticePage = z
  .object({
    rows: z.array(
      notice.extend({
        /**
         * Or, by its kind: the nonconformity, its number and title; the year of scoring, its name in addresses and
         * title; the agency whose system it is; the record of its quality system, its title.
         */
        dossier: z.object({ id: z.uuid(), code: z.string().nullable(), procedure: z.string() }),
        readAt: moment.nullable(),
      }),
    ),
    total: z.number().int(),
    unread: z.number().int(),
    next: z.string().nullable(),
    asOf: moment,
  })
  .meta({ id: 'Notices' });

/** Who was told of a dossier, when, and how. */
export const toldOfDossier = z
  .object({
    told: z.array(
      notice.extend({
        recipient: named,
        /** The mail server's answer, when the recipient's mailbox refused it. */
        refused: z.number().int().nullable(),
      }),
    ),
  })
  .meta({ id: 'ToldOfDossier' });

export const unreadCount = z.object({ unread: z.number().int() }).meta({ id: 'UnreadNotices' });
