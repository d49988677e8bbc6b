/**
 * What is known of an applicant, for the counter's form: by the exact number only, from a dossier that the one who
 * asks may see anyway. Every such reading is recorded, and one account may ask only so often.
 */
import { RECEPTION, rolesAt, visibilityOf } from '#libs/access';
import type { Applicant, SealedData } from '#libs/commands';
import { search } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { z } from 'zod';
import type { Caller } from '../http/authentication.ts';
import { applicant as applicantFields } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { applicantView } from './view.ts';

export const knownApplicantBody = z.strictObject({ idNumber: applicantFields.shape.idNumber });

export const knownApplicant = z
  .object({ applicant: applicantView.describe('Null: nothing known that the one who asks may see.') })
  .meta({ id: 'KnownApplicant' });

export async function findApplicant(
  runtime: Runtime,
  { authorities }: Caller,
  idNumber: string,
): Promise<Applicant | null> {
  const now = runtime.now();
  if (!rolesAt(authorities, now).some(({ role }) => role === RECEPTION)) {
    throw problem(403, 'role-missing', 'Chỉ công chức tiếp nhận mới được tra cứu người nộp.', {
      allowed: [RECEPTION],
    });
  }
  const subject = runtime.secrets.subjectOf(idNumber);
  const scope = visibilityOf(authorities, now);
  const { rows } = await search(runtime.pool, { scope, subjects: [subject], now, limit: 1 });
  const dossier = rows[0]?.id ?? null;
  const known = dossier === null ? null : await applicantOf(runtime, dossier);
  await runtime.pool.query(
    'insert into ops.applicant_read (at, officer, agency, subject, dossier) values ($1, $2, $3, $4, $5)',
    [now, authorities.officer, authorities.agency, subject, known && dossier],
  );
  return known;
}

/** Who stood in for them the last time is not who does now. */
async function applicantOf({ ledger }: Runtime, dossier: string): Promise<Applicant | null> {
  const sealed = await ledger.readPiiOfStreams([dossier]);
  const found = sealed.map(({ data }) => (data as unknown as SealedData).applicant).find(Boolean);
  if (!found) return null;
  const { proxy: _proxy, ...known } = found;
  return known;
}
