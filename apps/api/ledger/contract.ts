/** What the ledger's routes take and answer. */
import { z } from 'zod';
import { jobShape } from '../admin/jobs.ts';
import { instant, MAX_PAGE } from '../http/fields.ts';
import { named } from '../http/named.ts';

export const headsQuery = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(20),
});

/** An event's id or hash, a stream's or a command's id, a leaf's number, a position. */
export const findQuery = z.strictObject({
  q: z.string().trim().toLowerCase().min(1).max(64),
  /** An id or hash of an event is looked for from here on; a bounded stretch at a time. */
  since: instant.optional(),
  /** Where the last stretch ended. */
  after: z.string().max(60).optional(),
});

export const verifyBody = z.strictObject({ since: instant.optional() });

const head = z.object({
  /** Events under it. */
  size: z.number().int(),
  root: z.string(),
  at: z.iso.datetime(),
  keyId: z.string(),
  signature: z.string(),
});
export const headsView = z
  .object({ heads: z.array(head), next: z.number().int().nullable() })
  .meta({ id: 'LedgerHeads' });

export const ledgerView = z
  .object({
    head: head.nullable(),
    sealing: z.object({
      state: z.enum(['sealing', 'failing', 'silent']),
      /** Age of the oldest event under no head yet. */
      lagSeconds: z.number().nullable(),
    }),
    keys: z.array(z.object({ id: z.string(), pem: z.string() })),
    /** The whole is verified from here while it has no more events than that; beyond, since a moment. */
    wholeUpTo: z.number().int(),
  })
  .meta({ id: 'Ledger' });

export const ledgerEvent = z.object({
  stream: z.uuid(),
  kind: z.string(),
  /** For a dossier. */
  code: z.string().nullable(),
  version: z.number().int(),
  eventId: z.uuid(),
  commandId: z.uuid(),
  type: z.string(),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  by: named.extend({ kind: z.string() }),
  position: z.string(),
  hash: z.string(),
  sealed: z.boolean(),
});
export const foundView = z
  .object({
    events: z.array(ledgerEvent),
    /** Where to look on; null: everything was looked through. */
    next: z.string().nullable(),
    scanned: z.number().int(),
  })
  .meta({ id: 'LedgerEvents' });

export const finding = z.object({
  code: z.string(),
  streamId: z.string().optional(),
  version: z.number().int().optional(),
  leaf: z.number().int().optional(),
});

export const verificationView = z
  .object({
    ...jobShape,
    asked: z.object({ since: z.string().nullable() }),
    reached: z.object({
      streams: z.number().int().default(0),
      events: z.number().int().default(0),
      sealed: z.number().int().default(0),
      unsealed: z.number().int().default(0),
      heads: z.number().int().default(0),
      /** The first of them. */
      findings: z.array(finding).default([]),
      count: z.number().int().default(0),
    }),
  })
  .meta({ id: 'LedgerVerification' });
export type Verified = z.output<typeof verificationView>['reached'];
export const verificationList = z.object({ verifications: z.array(verificationView) });
