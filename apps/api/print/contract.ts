/** What the routes of printed forms take and answer. */
import { OWN_FORMS, PRINTED_FORMS } from '#libs/documents';
import { isLocalDate } from '#libs/calendar';
import { z } from 'zod';
import { shortText } from '../http/fields.ts';

const MAX_NTH = 1_000;

const date = z.string().refine(isLocalDate, 'Ngày theo dạng 2026-05-04.');

/** The register is a unit's, not a dossier's. */
export const dossierForm = z.enum([...PRINTED_FORMS, ...OWN_FORMS]).exclude(['register']);
export type DossierForm = z.infer<typeof dossierForm>;

export const formQuery = z.strictObject({
  /** The first is 1; absent, the last of its kind. */
  nth: z.coerce.number().int().min(1).max(MAX_NTH).optional(),
});
export type FormQuery = z.infer<typeof formQuery>;

/** Both days included. */
export const registerQuery = z.strictObject({ from: date, to: date, unit: shortText.optional() });
export type RegisterQuery = z.infer<typeof registerQuery>;

export const printableForms = z
  .object({
    forms: z.array(
      z.object({
        form: z.string(),
        nth: z.number().int(),
        /** Null, as the circular: a sheet of the product's own. */
        number: z.string().nullable(),
        name: z.string(),
        circular: z.string().nullable(),
        /** The moment it tells of. */
        at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'PrintableForms' });
