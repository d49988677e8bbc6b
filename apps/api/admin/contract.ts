/** What the administrator's routes take. */
import type { LocalDate, LocalTime } from '#libs/calendar';
import { ROLES } from '#libs/procedure';
import { z } from 'zod';
import { shortText } from '../http/fields.ts';

const MAX_FOUND = 100;
const MAX_SESSIONS = 4;

const recordId = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9/.-]{0,79}$/, 'Mã gồm chữ thường không dấu, số, gạch nối, gạch chéo.');
const date = z.iso.date().transform((text) => text as LocalDate);
const validity = {
  validFrom: date,
  /** The last day; null while it lasts. */
  validTo: date.nullable().default(null),
};

export const findQuery = z.strictObject({
  find: z.string().trim().max(80).default(''),
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_FOUND).default(50),
});
export const idQuery = z.strictObject({ id: shortText });
export const logQuery = z.strictObject({ before: z.coerce.number().int().positive().optional() });

export const username = z.string().trim().toLowerCase().min(1).max(64);
export const accountBody = z.strictObject({
  username,
  officer: shortText,
  language: z.enum(['vi', 'en']).default('vi'),
});
export const accountAct = z.enum(['reset-password', 'disable', 'enable']);

export const officerBody = z.strictObject({
  /** Absent: a new one. */
  id: shortText.optional(),
  name: shortText,
  unit: shortText,
  title: shortText,
  email: z.email().max(200).nullable().default(null),
  ...validity,
});
export const HELD_ROLES = Object.keys(ROLES) as [string, ...string[]];
export const holdingBody = z.strictObject({
  id: shortText.optional(),
  officer: shortText,
  role: z.enum(HELD_ROLES),
  unit: shortText,
  ...validity,
});
export const GRANTED_ROLES = ['supervisor', 'auditor', 'iso-secretary', 'committee', 'admin'] as const;
export const grantBody = z.strictObject({
  id: shortText.optional(),
  officer: shortText,
  role: z.enum(GRANTED_ROLES),
  scope: shortText.nullable().default(null),
  ...validity,
});

export const AGENCY_LEVELS = [
  'province',
  'department',
  'sub-department',
  'district',
  'commune',
  'public-service-unit',
] as const;
export const agencyBody = z.strictObject({
  id: recordId,
  code: z.string().trim().min(1).max(40),
  name: shortText,
  shortName: shortText,
  level: z.enum(AGENCY_LEVELS),
  parent: shortText.nullable(),
  isoMandatory: z.boolean(),
  ...validity,
});

export const UNIT_FUNCTIONS = [
  'one-stop',
  'professional',
  'leadership',
  'clerical',
  'council',
  'province-office',
] as const;
export const unitBody = z.strictObject({
  id: recordId,
  agency: shortText,
  function: z.enum(UNIT_FUNCTIONS),
  name: shortText,
  ...validity,
});

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Giờ theo dạng 07:30.')
  .transform((text) => text as LocalTime);
export const hoursBody = z.strictObject({
  agency: shortText,
  validFrom: date,
  sessions: z
    .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
    .min(1)
    .max(MAX_SESSIONS),
  /** ISO weekdays, 1 is Monday. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  ignoresHolidays: z.boolean().default(false),
});

const MAX_DAYS = 200;
export const calendarBody = z.strictObject({
  /** Of the new data: `2027-01`. */
  version: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z][0-9A-Za-z.-]{1,39}$/, 'Ký hiệu phiên bản gồm chữ, số, dấu chấm, gạch nối.'),
  year: z.number().int().min(2000).max(2100),
  verified: z.union([z.boolean(), z.literal('partial')]),
  /** The documents the days were read from. */
  sources: z.array(z.string().trim().min(3).max(300)).min(1).max(10),
  note: z.string().trim().max(1_000).optional(),
  days: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        kind: z.enum(['holiday', 'substitute', 'swap_off', 'swap_work']),
        name: shortText,
        verified: z.union([z.literal(false), z.literal('secondary')]).optional(),
      }),
    )
    .max(MAX_DAYS),
});
export type CalendarBody = z.infer<typeof calendarBody>;
