/** Editions of documents that an officer is to read. */
import type { LocalDate } from '#libs/calendar';
import type { ControlledDocument } from '#libs/quality';
import type { Pool } from 'pg';
import { report } from './figures/query.ts';

const MAX_READINGS = 500;

export interface ToRead {
  readonly record: string;
  readonly agency: string;
  readonly due: LocalDate;
  readonly body: ControlledDocument;
}

/** Those not read yet, the earliest due first. */
export const documentsToRead = (pool: Pool, officer: string): Promise<readonly ToRead[]> =>
  report<ToRead>(
    pool,
    `select r.id as record, r.agency, d.due::text as due, r.body
     from read.quality_duty d join read.quality_record r on r.id = d.record
     where d.what = 'document.read' and d.owner = $1 and d.done is null
     order by d.due, r.id limit ${MAX_READINGS}`,
    [officer],
  );
