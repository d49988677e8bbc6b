/** A unit's register: the dossiers it received or has a part in, in the order of their receipt (OS-05, OS-06). */
import type { DossierScope } from '#libs/access';
import type { Pool } from 'pg';
import { Sql, visible } from './scope.ts';

export interface RegisterRequest {
  readonly scope: DossierScope;
  readonly unit: string;
  /** Received at or after the one, and before the other. */
  readonly from: string;
  readonly until: string;
  readonly limit: number;
}

export interface RegisterEntry {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly procedure: string;
  readonly edition: number;
  readonly agency: string;
  readonly status: string;
  readonly receivedAt: string;
  readonly promisedAt: string | null;
  readonly closedAt: string | null;
}

const UTC = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export async function register(pool: Pool, request: RegisterRequest): Promise<readonly RegisterEntry[]> {
  const sql = new Sql();
  const { rows } = await pool.query<RegisterEntry>(
    `select d.id, d.version, d.code, d.procedure, d.edition, d.agency, d.status,
            ${UTC('d.received_at')} as "receivedAt", ${UTC('d.promised_at')} as "promisedAt", ${UTC('d.closed_at')} as "closedAt"
     from read.dossier d
     where d.received_at >= ${sql.bind(request.from)} and d.received_at < ${sql.bind(request.until)}
       and d.units @> array[${sql.bind(request.unit)}::text] and ${visible(request.scope, sql)}
     order by d.received_at, d.code limit ${sql.bind(request.limit)}`,
    sql.values,
  );
  return rows;
}
