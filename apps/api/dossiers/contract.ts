/** What the dossier routes take. Every action's body is the core's command without its type. */
import { z } from 'zod';
import {
  applicant,
  channel,
  documents,
  files,
  instant,
  names,
  page,
  reason,
  shortText,
  stepNo,
} from '../http/fields.ts';

const MAX_MONEY_VND = 100_000_000_000;

export const receiveBody = z.strictObject({
  procedure: shortText,
  agency: shortText.optional(),
  channel: channel.default('counter'),
  applicant,
  documents,
});
export type ReceiveBody = z.infer<typeof receiveBody>;

export const refuseBody = z.strictObject({
  procedure: shortText,
  agency: shortText.optional(),
  channel: channel.default('counter'),
  applicant,
  reason,
});
export type RefuseBody = z.infer<typeof refuseBody>;

/** Before the receipt, of a dossier that lacks something: what was brought, and what is asked for. */
const lacking = { items: z.array(shortText).min(1).max(50), reason };
export const completionBody = z.strictObject({
  procedure: shortText,
  agency: shortText.optional(),
  channel: channel.default('counter'),
  applicant,
  documents,
  ...lacking,
});
export type CompletionBody = z.infer<typeof completionBody>;

export const submitBody = z.strictObject({
  procedure: shortText,
  agency: shortText,
  applicant,
  documents,
});
export type SubmitBody = z.infer<typeof submitBody>;

const step = { step: stepNo };
const result = z.strictObject({ number: shortText, positive: z.boolean() });
const receivedBy = z.enum(['applicant', 'proxy', 'post']);

/** By action: what its body holds. */
export const actionBodies = {
  receive: z.strictObject({ documents }),
  refuse: z.strictObject({ reason }),
  'request-completion': z.strictObject(lacking),
  assign: z.strictObject({ ...step, officer: shortText, reason: reason.optional() }),
  claim: z.strictObject(step),
  unclaim: z.strictObject(step),
  reassign: z.strictObject({ ...step, officer: shortText, reason }),
  substitute: z.strictObject({ ...step, officer: shortText, reason }),
  complete: z.strictObject({
    ...step,
    outcome: shortText.default('done'),
    forms: names,
    results: names,
    files,
    note: z.string().trim().max(2_000).optional(),
    result: result.optional(),
  }),
  return: z.strictObject({ ...step, to: stepNo, reason }),
  'request-supplement': z.strictObject({ ...step, ...lacking }),
  'receive-supplement': z.strictObject({ documents }),
  'request-payment': z.strictObject({
    ...step,
    amountVnd: z.number().int().positive().max(MAX_MONEY_VND),
    what: shortText,
  }),
  'confirm-payment': z.strictObject({ reference: shortText }),
  consult: z.strictObject({ ...step, agency: shortText, question: reason, answerBy: instant.optional() }),
  'answer-consultation': z.strictObject({ agency: shortText, answer: reason, files }),
  extend: z.strictObject({ to: instant, reason }),
  withdraw: z.strictObject({ reason }),
  stop: z.strictObject({ reason }),
  'issue-result': z.strictObject({ ...step, ...result.shape, files }),
  'hand-over': z.strictObject({
    channel: channel.default('counter'),
    receivedBy: receivedBy.default('applicant'),
  }),
  annul: z.strictObject({ commandId: z.uuid(), reason }),
  'change-edition': z.strictObject({
    edition: z.number().int().positive(),
    reason,
    steps: z.record(z.string(), z.string()).default({}),
  }),
  recount: z.strictObject({}),
} as const;

export type Action = keyof typeof actionBodies;
export const actionName = z.enum(Object.keys(actionBodies) as [Action, ...Action[]]);

export const BULK_ACTIONS = ['assign', 'claim', 'complete', 'hand-over', 'reassign', 'extend'] as const;
export const bulkAction = z.enum(BULK_ACTIONS);

export const searchBody = z.strictObject({
  ...page,
  code: z.string().trim().max(60).optional(),
  applicant: z.string().trim().max(200).optional(),
  procedure: z.string().trim().max(60).optional(),
  status: z
    .enum(['submitted', 'refused', 'open', 'issued', 'handed-over', 'withdrawn', 'stopped', 'expired'])
    .optional(),
  dueFrom: instant.optional(),
  dueTo: instant.optional(),
  late: z.boolean().optional(),
});
export type SearchBody = z.infer<typeof searchBody>;
