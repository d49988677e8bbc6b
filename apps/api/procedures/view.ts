/** What the procedure routes answer. */
import { z } from 'zod';

export const finding = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    step: z.string().optional(),
    message: z.string(),
  })
  .meta({ id: 'Finding' });

const step = z
  .object({
    no: z.string(),
    content: z.string(),
    kind: z.enum(['officer', 'applicant', 'automatic']),
    role: z.string(),
    unit: z.string(),
    part: z.string(),
    /** As printed. */
    time: z.string(),
    forms: z.array(z.string()),
    results: z.array(z.string()),
    transitions: z.array(z.object({ outcome: z.string(), label: z.string(), to: z.array(z.string()) })),
    returnsTo: z.array(z.string()),
    joins: z.boolean().optional(),
    issuesResult: z.boolean().optional(),
    handsOver: z.boolean().optional(),
  })
  .loose()
  .meta({ id: 'ProcedureStep' });

/** The edition as it is kept: what pages read of it is named, the rest is in docs/procedures.md. */
export const editionContent = z
  .object({
    code: z.string(),
    edition: z.number().int(),
    title: z.string(),
    field: z.string(),
    agency: z.string(),
    tthcCodes: z.array(z.string()),
    effectiveFrom: z.string(),
    legalBasis: z.array(z.string()),
    feeVnd: z.number().optional(),
    documents: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        form: z.enum(['original', 'copy', 'certified-copy', 'electronic']),
        copies: z.number().int(),
        required: z.boolean(),
      }),
    ),
    profile: z.object({ unit: z.string(), cutOff: z.string() }).loose(),
    total: z.string().nullable(),
    parts: z.array(z.object({ key: z.string(), name: z.string(), total: z.string().nullable() }).loose()),
    steps: z.array(step),
    firstStep: z.string(),
  })
  .loose()
  .meta({ id: 'EditionContent' });

/** An edition as its file has it, in the names of docs/procedures.md. */
export const editionFile = z
  .object({
    code: z.string(),
    edition: z.number().int(),
    title: z.string(),
    steps: z.array(z.object({ no: z.string(), content: z.string(), role: z.string() }).loose()),
  })
  .loose()
  .meta({ id: 'EditionFile' });
export type EditionFileView = z.infer<typeof editionFile>;

export const receivable = z
  .object({ procedures: z.array(z.object({ agency: z.string(), edition: editionContent })) })
  .meta({ id: 'Receivable' });

export const heldOpen = z
  .object({ editions: z.array(z.object({ edition: z.number().int(), open: z.number().int() })) })
  .meta({ id: 'OpenByEdition' });

export const checked = z
  .object({
    findings: z.array(finding),
    edition: editionContent.nullable(),
    /** The same in the names of its file, for whoever goes on writing. */
    file: editionFile.nullable(),
  })
  .meta({ id: 'CheckedDraft' });

const fieldChange = z.object({ field: z.string(), before: z.string(), after: z.string() });

export const difference = z
  .object({
    changes: z.array(fieldChange),
    steps: z.array(
      z.object({
        kind: z.enum(['added', 'removed', 'changed']),
        no: z.string(),
        content: z.string().optional(),
        changes: z.array(fieldChange).optional(),
      }),
    ),
    /** One sentence a difference, Vietnamese. */
    words: z.array(z.string()),
  })
  .meta({ id: 'EditionDifference' });
