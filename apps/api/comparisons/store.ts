/** Comparisons in PostgreSQL. Cases come in short statements of their own: a long transaction would hold back the ledger's readers. */
import { Inject, Injectable } from '@nestjs/common';
import type { ComparedCase, Comparison } from '#libs/conformance';
import type { Runtime } from '#libs/runtime';
import { RUNTIME } from '../tokens.ts';
import type { CasesQuery, CompareBody } from './contract.ts';
import type { ComparisonView } from './view.ts';

export interface StoredComparison {
  readonly id: string;
  readonly agency: string;
  readonly title: string;
  readonly by: string;
  readonly at: string;
  readonly file: ComparisonView['file'];
  readonly asked: Pick<CompareBody, 'fields' | 'roles'>;
  readonly summary: ComparisonView['summary'];
}

export interface StoredPart {
  readonly part: number;
  readonly procedure: string;
  readonly edition: number;
  readonly said: string | null;
  readonly steps: Readonly<Record<string, string | null>>;
  readonly result: Comparison;
}

export interface NumberedCase {
  readonly part: number;
  readonly no: number;
  readonly compared: ComparedCase;
}

export interface StoredCase {
  readonly no: number;
  readonly name: string;
  readonly unit: string;
  readonly ended: boolean;
  readonly differences: readonly string[];
  readonly path: ComparedCase['path'];
}

export interface Finding {
  readonly part: number;
  readonly difference: string;
  readonly became: 'nonconformity' | 'change-request';
  readonly record: string;
  /** Of a nonconformity. */
  readonly code: string | null;
}

const LISTED = 200;
/** A comparison that was cut off is cleared away after this. */
const ABANDONED = '15 minutes';
const COLUMNS = `id, agency, title, made_by as by,
  to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, file, asked, summary`;

@Injectable()
export class ComparisonStore {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  /** False: there is one of this id. */
  async begin({
    id,
    agency,
    title,
    by,
    at,
    file,
    asked,
  }: Omit<StoredComparison, 'summary'>): Promise<boolean> {
    const { pool } = this.runtime;
    await pool.query(
      `delete from ops.comparison where summary is null and made_at < $1::timestamptz - interval '${ABANDONED}'`,
      [at],
    );
    const { rowCount } = await pool.query(
      `insert into ops.comparison (id, agency, title, made_by, made_at, file, asked) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing`,
      [id, agency, title, by, at, file, asked],
    );
    return rowCount === 1;
  }

  async addCases(id: string, cases: readonly NumberedCase[]): Promise<void> {
    const rows = cases.map(({ part, no, compared: { name, unit, ended, differences, path } }) => {
      const keys = differences.map(({ kind, at }) => `${kind}:${at}`);
      return { part, no, name, unit: unit ?? '', ended, differences: keys, path };
    });
    await this.runtime.pool.query(
      `insert into ops.comparison_case (comparison, part, no, name, unit, ended, differences, path)
       select $1, part, no, name, unit, ended, differences, path from jsonb_to_recordset($2::jsonb)
         as given (part smallint, no integer, name text, unit text, ended boolean, differences text[], path jsonb)`,
      [id, JSON.stringify(rows)],
    );
  }

  async end(id: string, summary: StoredComparison['summary'], parts: readonly StoredPart[]): Promise<void> {
    await this.runtime.pool.query(
      `with parts as (
         insert into ops.comparison_part (comparison, part, procedure, edition, said, steps, result)
         select $1, part, procedure, edition, said, steps, result from jsonb_to_recordset($3::jsonb)
           as given (part smallint, procedure text, edition integer, said text, steps jsonb, result jsonb))
       update ops.comparison set summary = $2 where id = $1`,
      [id, summary, JSON.stringify(parts)],
    );
  }

  async abandon(id: string): Promise<void> {
    await this.runtime.pool.query('delete from ops.comparison where id = $1 and summary is null', [id]);
  }

  /** The latest first. */
  async list(agencies: readonly string[]) {
    const { rows } = await this.runtime.pool.query<
      StoredComparison & { readonly procedures: string[]; readonly findings: number }
    >(
      `select ${COLUMNS},
         array(select distinct procedure from ops.comparison_part where comparison = id order by 1) as procedures,
         (select count(*)::integer from ops.comparison_finding where comparison = id) as findings
       from ops.comparison where agency = any($1) and summary is not null
       order by made_at desc, id limit ${LISTED}`,
      [agencies],
    );
    return rows;
  }

  async load(id: string): Promise<StoredComparison | undefined> {
    const { rows } = await this.runtime.pool.query<StoredComparison>(
      `select ${COLUMNS} from ops.comparison where id = $1 and summary is not null`,
      [id],
    );
    return rows[0];
  }

  async parts(id: string): Promise<readonly StoredPart[]> {
    const { rows } = await this.runtime.pool.query<StoredPart>(
      'select part, procedure, edition, said, steps, result from ops.comparison_part where comparison = $1 order by part',
      [id],
    );
    return rows;
  }

  async cases(id: string, { part, kind, at, unit, from, limit }: CasesQuery) {
    const wanted = kind === undefined ? null : `${kind}:`;
    const filter = `comparison = $1 and part = $2 and ($3::text is null or unit = $3)
      and ($4::text is null or case when $5::text is null
        then exists (select from unnest(differences) as one where starts_with(one, $4))
        else differences @> array[$4 || $5] end)`;
    const values = [id, part, unit ?? null, wanted, at ?? null];
    const { pool } = this.runtime;
    const [page, all] = await Promise.all([
      pool.query<StoredCase>(
        `select no, name, unit, ended, differences, path from ops.comparison_case
         where ${filter} and no > $6 order by no limit $7`,
        [...values, from, limit],
      ),
      pool.query<{ count: number }>(
        `select count(*)::integer as count from ops.comparison_case where ${filter}`,
        values,
      ),
    ]);
    return { rows: page.rows, total: all.rows[0]?.count ?? 0 };
  }

  async findings(id: string): Promise<readonly Finding[]> {
    const { rows } = await this.runtime.pool.query<Finding>(
      'select part, difference, became, record, code from ops.comparison_finding where comparison = $1',
      [id],
    );
    return rows;
  }

  async addFinding(id: string, finding: Finding, by: string, at: string): Promise<void> {
    const { part, difference, became, record, code } = finding;
    await this.runtime.pool.query(
      `insert into ops.comparison_finding (comparison, part, difference, became, record, code, raised_by, raised_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [id, part, difference, became, record, code, by, at],
    );
  }
}
