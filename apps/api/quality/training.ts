/** Competence: plans of training, sessions and qualifications. What people send, and what they are shown. */
import { dateOf } from '#libs/calendar';
import {
  mayAudit,
  mayScore,
  QUALIFICATIONS,
  TRAINING_RESULTS,
  type HeldQualification,
  type Training,
  type TrainingCommand,
} from '#libs/quality';
import { z } from 'zod';
import { fileRef, files, reason, shortText } from '../http/fields.ts';
import { named } from '../http/named.ts';
import type { KindApi } from './kind.ts';
import { day, longText, wish } from './wishes.ts';

const MAX_PEOPLE = 300;
const note = z.string().trim().max(4_000).default('');
const what = z.enum(QUALIFICATIONS);
const place = z.number().int().min(0);
const granted = { officer: shortText, what, from: day, to: day, reason };

const wishes = z.discriminatedUnion('type', [
  wish('open', { year: z.number().int().min(2000).max(2100), title: shortText, owner: shortText }),
  wish('plan-session', {
    topic: shortText,
    goal: longText,
    qualifies: what.nullable().default(null),
    on: day,
    trainer: shortText,
    people: z.array(shortText).min(1).max(MAX_PEOPLE),
  }),
  wish('approve', { note }),
  wish('hold', {
    session: place,
    on: day,
    attendance: z
      .array(z.strictObject({ officer: shortText, attended: z.boolean(), result: z.enum(TRAINING_RESULTS) }))
      .max(MAX_PEOPLE),
    note,
    files,
  }),
  wish('cancel-session', { session: place, reason }),
  wish('qualify', {
    ...granted,
    session: place.nullable().default(null),
    certificate: fileRef.nullable().default(null),
  }),
  wish('appoint', granted),
  wish('withdraw', { qualification: place, reason }),
  wish('close', { note }),
]);

const session = z.object({
  topic: z.string(),
  goal: z.string(),
  qualifies: what.nullable(),
  on: z.string(),
  trainer: z.string(),
  people: z.array(named),
  state: z.enum(['planned', 'held', 'cancelled']),
  done: z.string().nullable(),
  attendance: z.array(z.object({ officer: named, attended: z.boolean(), result: z.enum(TRAINING_RESULTS) })),
  note: z.string(),
  files: z.array(fileRef),
});

const view = z.object({
  year: z.number().int(),
  approveBy: z.string(),
  approved: z.string().nullable(),
  sessions: z.array(session),
  qualifications: z.array(
    z.object({
      officer: named,
      what,
      from: z.string(),
      to: z.string(),
      basis: z.enum(['session', 'certificate', 'appointed']),
      session: z.number().int().nullable(),
      certificate: fileRef.nullable(),
      reason: z.string(),
      by: named,
      withdrawn: z.string().nullable(),
      /** Does it hold today? */
      holds: z.boolean(),
    }),
  ),
});

export const TRAININGS: KindApi<TrainingCommand, z.infer<typeof view>> = {
  kind: 'training',
  wish: wishes,
  view,
  brief: {
    view: z.object({
      year: z.number().int(),
      sessions: z.number().int(),
      held: z.number().int(),
      qualified: z.number().int(),
    }),
    of(body) {
      const { year, sessions, qualifications } = body as Training;
      const held = sessions.filter(({ state }) => state === 'held').length;
      const standing = qualifications.filter(({ withdrawn }) => withdrawn === null);
      const qualified = new Set(standing.map(({ officer }) => officer)).size;
      return { year, sessions: sessions.length, held, qualified };
    },
  },
  show(record, _id, { names, runtime }) {
    const { year, approveBy, approved, sessions, qualifications } = record.body as Training;
    const today = dateOf(runtime.now());
    const holds = (one: HeldQualification): boolean =>
      (one.what === 'scoring' ? mayScore : mayAudit)([one], one.officer, today).ok;
    return {
      year,
      approveBy,
      approved,
      sessions: sessions.map(({ people, attendance, files: attached, ...one }) => ({
        ...one,
        people: people.map((officer) => names.officer(officer)),
        attendance: attendance.map((row) => ({ ...row, officer: names.officer(row.officer) })),
        files: [...attached],
      })),
      qualifications: qualifications.map((one) => ({
        ...one,
        officer: names.officer(one.officer),
        by: names.officer(one.by),
        holds: holds(one),
      })),
    };
  },
};
