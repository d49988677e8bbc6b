/** What the verbs read of the API's replies, and how a dossier is found by what is printed on its receipt. */
import { z } from 'zod';
import type { Client } from '../../client.ts';

const named = z.object({ id: z.string(), name: z.string() });

const line = z.object({
  from: z.string(),
  to: z.string(),
  counted: z.boolean(),
  amount: z.number(),
  unit: z.enum(['working-minutes', 'days']),
  reason: z.string(),
  note: z.string().optional(),
});
export const deadline = z.object({
  dueAt: z.string(),
  countsFrom: z.string(),
  lines: z.array(line),
  estimate: z.boolean(),
  calendarVersion: z.string(),
});
export type DeadlineReply = z.infer<typeof deadline>;

const clock = z.object({
  state: z.string(),
  minutesLeft: z.number().nullable(),
  dueAt: z.string().nullable(),
});

const step = z.object({
  no: z.string(),
  run: z.number(),
  content: z.string(),
  role: z.string(),
  unit: named,
  officer: named.nullable(),
  state: z.enum(['done', 'returned', 'open', 'ahead']),
  doneAt: z.string().nullable(),
  clock,
  deadline: deadline.nullable(),
});
export type StepReply = z.infer<typeof step>;

export const dossier = z.object({
  id: z.string(),
  code: z.string().nullable(),
  status: z.string(),
  national: z.object({ code: z.number(), name: z.string() }),
  procedure: z.object({ code: z.string(), edition: z.number().nullable(), title: z.string() }),
  agency: named,
  applicant: z.object({ name: z.string() }).nullable(),
  receivedAt: z.string().nullable(),
  appointment: z.object({ deadline, promisedAt: z.string(), clock }).nullable(),
  waiting: z.array(z.object({ cause: z.string(), since: z.string(), pauses: z.boolean() })),
  steps: z.array(step),
  closedAt: z.string().nullable(),
  allowed: z.array(
    z.object({
      action: z.string(),
      step: z.string().optional(),
      forms: z.array(z.string()).optional(),
      results: z.array(z.string()).optional(),
    }),
  ),
});
export type DossierReply = z.infer<typeof dossier>;

export const replay = z.object({
  at: z.string(),
  by: z.string(),
  events: z.number(),
  dossier: dossier.nullable(),
});

export const receipt = z.object({
  dossier: z.string(),
  code: z.string().nullable(),
  secret: z.string().nullable(),
  version: z.number(),
  repeated: z.boolean(),
  national: z.object({ code: z.number(), name: z.string() }),
  open: z.array(
    z.object({
      step: z.string(),
      officer: z.string().nullable(),
      unit: z.string(),
      dueAt: z.string().nullable(),
    }),
  ),
  appointment: deadline.nullable(),
});

export const timeline = z.object({
  entries: z.array(
    z.object({
      version: z.number(),
      type: z.string(),
      occurredAt: z.string(),
      by: z.object({ name: z.string(), role: z.string().optional(), onBehalfOf: named.optional() }),
      body: z.record(z.string(), z.unknown()),
    }),
  ),
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The dossier's id: as given, or looked up by its code. */
export async function dossierId(client: Client, codeOrId: string): Promise<string> {
  if (UUID.test(codeOrId)) return codeOrId;
  const found = await client.post('/api/dossiers/by-code', { code: codeOrId });
  return z.object({ id: z.string() }).parse(found).id;
}
