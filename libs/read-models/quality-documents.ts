/** Editions of documents that an officer is to read, and those of ISO procedures that are to be sent. */
import type { Instant, LocalDate } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
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
export interface PublishedEdition {
  readonly edition: Edition;
  readonly author: string;
  readonly from: LocalDate;
}

/** In force or about to be. What was in force before it came here (imported) is new to nobody. */
export const editionsPublishedSince = (pool: Pool, since: Instant): Promise<readonly PublishedEdition[]> =>
  report<PublishedEdition>(
    pool,
    `select r.content as edition, r.drafter as author, r.effective_from::text as "from"
     from read.edition r join ledger.event e on e.stream_id = r.stream_id and e.type = 'EditionPublished'
     where r.status = 'published' and r.effective_from >= $1::date - 1 and e.recorded_at >= $1
       and r.effective_from >= (e.occurred_at at time zone 'Asia/Ho_Chi_Minh')::date
     order by r.code, r.edition limit ${MAX_READINGS}`,
    [since],
  );

export interface ProcedureReadings {
  readonly id: string;
  readonly agency: string;
  readonly code: string;
  /** The last that was sent to be read. */
  readonly edition: number;
}

/** What of those procedures was sent to be read, by agency. */
export const proceduresSentToRead = (
  pool: Pool,
  codes: readonly string[],
): Promise<readonly ProcedureReadings[]> =>
  report<ProcedureReadings>(
    pool,
    `select id, agency, body->>'code' as code, (body->'editions'->-1->>'edition')::int as edition
     from read.quality_record
     where kind = 'document' and body->'procedure' = 'true' and body->>'code' = any($1)`,
    [codes],
  );

export const documentsToRead = (pool: Pool, officer: string): Promise<readonly ToRead[]> =>
  report<ToRead>(
    pool,
    `select r.id as record, r.agency, d.due::text as due, r.body
     from read.quality_duty d join read.quality_record r on r.id = d.record
     where d.what = 'document.read' and d.owner = $1 and d.done is null
     order by d.due, r.id limit ${MAX_READINGS}`,
    [officer],
  );
