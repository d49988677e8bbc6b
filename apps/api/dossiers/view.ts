/** What the dossier routes answer. */
import { z } from 'zod';

import { named } from '../http/named.ts';
const moment = z.iso.datetime();

export const clock = z
  .object({
    state: z.enum(['early', 'in-time', 'near', 'late', 'paused', 'none']),
    /** Working minutes left by the server's count, below zero when late; null: no deadline. */
    minutesLeft: z.number().int().nullable(),
    dueAt: moment.nullable(),
  })
  .meta({ id: 'Clock' });

export const deadlineLine = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    counted: z.boolean(),
    amount: z.number(),
    unit: z.enum(['working-minutes', 'days']),
    reason: z.string(),
    note: z.string().optional(),
  })
  .meta({ id: 'DeadlineLine' });

export const deadline = z
  .object({
    dueAt: moment,
    countsFrom: moment,
    lines: z.array(deadlineLine),
    estimate: z.boolean(),
    calendarVersion: z.string(),
  })
  .meta({ id: 'Deadline' });

export const choice = z.object({ value: z.string(), label: z.string() });

export const allowedAction = z
  .object({
    action: z.string(),
    step: z.string().optional(),
    choices: z.array(choice).optional(),
    forms: z.array(z.string()).optional(),
    results: z.array(z.string()).optional(),
  })
  .meta({ id: 'AllowedAction' });

export const stepView = z
  .object({
    no: z.string(),
    run: z.number().int(),
    content: z.string(),
    part: z.string(),
    role: z.string(),
    agency: named,
    unit: named,
    officer: named.nullable(),
    state: z.enum(['done', 'returned', 'open', 'ahead']),
    /** As printed in the procedure. */
    time: z.string(),
    openedAt: moment.nullable(),
    startsAt: moment.nullable(),
    doneAt: moment.nullable(),
    outcome: z.string().nullable(),
    clock,
    deadline: deadline.nullable(),
    /** Whose time it was, in minutes: the officer's own, another agency's, the applicant's, outside working time. */
    spent: z
      .object({ own: z.number(), otherAgency: z.number(), applicant: z.number(), outside: z.number() })
      .nullable(),
  })
  .meta({ id: 'StepView' });

export const applicantView = z
  .object({
    name: z.string(),
    idNumber: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    address: z.string().optional(),
    proxy: z.string().optional(),
  })
  .nullable()
  .meta({ id: 'Applicant', description: 'Null once erased.' });

export const dossierView = z
  .object({
    id: z.uuid(),
    version: z.number().int(),
    code: z.string().nullable(),
    status: z.string(),
    national: z.object({ code: z.number().int(), name: z.string() }),
    /** The edition it is pinned to; before the receipt the one in force. */
    procedure: z.object({ code: z.string(), edition: z.number().int().nullable(), title: z.string() }),
    agency: named,
    channel: z.enum(['counter', 'online', 'postal']),
    applicant: applicantView,
    documents: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        copies: z.number().int(),
        file: z.object({ sha256: z.string(), name: z.string() }).optional(),
      }),
    ),
    receivedAt: moment.nullable(),
    countsFrom: moment.nullable(),
    appointment: z
      .object({
        deadline,
        promisedAt: moment,
        extensions: z.number().int(),
        /** Until when an apology for a later date is in time; null: at any time, or it is over. */
        apologiseBy: moment.nullable(),
        clock,
      })
      .nullable(),
    nextOpening: moment.nullable(),
    waiting: z.array(
      z.object({
        cause: z.enum(['supplement', 'payment', 'consultation']),
        since: moment,
        pauses: z.boolean(),
        step: z.string(),
        expiresAt: moment.nullable(),
        agency: named.optional(),
        amountVnd: z.number().optional(),
      }),
    ),
    steps: z.array(stepView),
    result: z.object({ issuedAt: moment, number: z.string(), positive: z.boolean() }).nullable(),
    closedAt: moment.nullable(),
    /** What the one who asks may do now, and nothing else. */
    allowed: z.array(allowedAction),
    /** The last action, while it can still be annulled by the one who asks. */
    undo: z.object({ commandId: z.string() }).nullable(),
    asOf: moment,
  })
  .meta({ id: 'Dossier' });
export type DossierView = z.infer<typeof dossierView>;

export const commandReply = z
  .object({
    dossier: z.uuid(),
    code: z.string().nullable(),
    version: z.number().int(),
    /** Give it back as `after`, and a read waits until it has this command's events. */
    position: z.string(),
    repeated: z.boolean(),
    status: z.string(),
    national: z.object({ code: z.number().int(), name: z.string() }),
    open: z.array(
      z.object({
        step: z.string(),
        run: z.number().int(),
        officer: z.string().nullable(),
        unit: z.string(),
        dueAt: moment.nullable(),
      }),
    ),
    allowed: z.array(allowedAction),
  })
  .meta({ id: 'CommandReply' });
export type CommandReply = z.infer<typeof commandReply>;

export const receiptView = commandReply
  .extend({
    /** Printed on the receipt, as text and QR; with the code it opens the public page. */
    secret: z.string().nullable(),
    receivedAt: moment.nullable(),
    appointment: deadline.nullable(),
  })
  .meta({ id: 'Receipt' });
export type ReceiptView = z.infer<typeof receiptView>;

export const timelineEntry = z
  .object({
    version: z.number().int(),
    type: z.string(),
    occurredAt: moment,
    recordedAt: moment,
    by: z.object({
      kind: z.string(),
      id: z.string(),
      name: z.string(),
      role: z.string().optional(),
      onBehalfOf: named.optional(),
    }),
    body: z.record(z.string(), z.unknown()),
    hash: z.string(),
    commandId: z.string(),
    imported: z.boolean(),
  })
  .meta({ id: 'TimelineEntry' });

export const bulkReply = z
  .object({
    done: z.number().int(),
    refused: z.number().int(),
    /** For `after`, so that a list shows all of it; null when nothing was done. */
    position: z.string().nullable(),
    results: z.array(
      z.union([
        z.object({
          dossier: z.string(),
          ok: z.literal(true),
          version: z.number().int(),
          position: z.string(),
        }),
        z.object({ dossier: z.string(), ok: z.literal(false), code: z.string(), detail: z.string() }),
      ]),
    ),
  })
  .meta({ id: 'BulkReply' });
export type BulkReply = z.infer<typeof bulkReply>;

export const timeline = z.object({ entries: z.array(timelineEntry) }).meta({ id: 'Timeline' });

export const verification = z
  .object({
    streams: z.number().int(),
    events: z.number().int(),
    /** Empty: what is stored is what was recorded. */
    findings: z.array(
      z.object({ streamId: z.string(), version: z.number().int().optional(), code: z.string() }),
    ),
  })
  .meta({ id: 'Verification' });

export const replayView = z
  .object({
    at: moment,
    by: z.enum(['known', 'stood']),
    /** How many events there were by then. */
    events: z.number().int(),
    /** Null: there was no dossier yet. */
    dossier: dossierView.nullable(),
  })
  .meta({ id: 'Replay' });

const holder = z.object({ step: z.string(), officer: named.nullable(), unit: named });

export const foundDossiers = z
  .object({
    total: z.number().int(),
    next: z.string().nullable(),
    rows: z.array(
      z.object({
        id: z.uuid(),
        code: z.string().nullable(),
        procedure: z.string(),
        title: z.string(),
        edition: z.number().int().nullable(),
        agency: named,
        applicant: z.string().nullable(),
        status: z.string(),
        national: z.number().int(),
        receivedAt: moment.nullable(),
        dueAt: moment.nullable(),
        issuedAt: moment.nullable(),
        closedAt: moment.nullable(),
        steps: z.array(holder),
        clock,
      }),
    ),
  })
  .meta({ id: 'FoundDossiers' });
