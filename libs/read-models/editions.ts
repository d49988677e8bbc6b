/** Published editions, as the read model has them; kept in memory, for they never change once in force. */
import type { LocalDate } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import type { Pool } from 'pg';

const MAX_KEPT = 2_000;
/** How long "which edition is in force" may be stale. */
const IN_FORCE_KEPT_MS = 1_000;
/** Statuses in which an edition's content can no longer change. */
const FIXED = ['published', 'superseded'];

export interface ListedEdition {
  readonly code: string;
  readonly edition: number;
  readonly status: string;
  readonly title: string;
  readonly field: string;
  readonly agency: string;
  readonly effectiveFrom: string;
  readonly supersededFrom: string | null;
  readonly drafter: string;
}

/** All editions of all procedures, or of one; in the order of their codes, the newest edition first. */
export async function listEditions(pool: Pool, code?: string): Promise<readonly ListedEdition[]> {
  const { rows } = await pool.query<ListedEdition>(
    `select code, edition, status, title, field, agency, effective_from::text as "effectiveFrom",
            superseded_from::text as "supersededFrom", drafter
     from read.edition where $1::text is null or code = $1 order by code, edition desc limit ${MAX_KEPT}`,
    [code ?? null],
  );
  return rows;
}

/** How many dossiers stand open under each edition of a procedure, the newest edition first. */
export async function openByEdition(
  pool: Pool,
  code: string,
): Promise<{ readonly edition: number; readonly open: number }[]> {
  const { rows } = await pool.query<{ edition: number; open: number }>(
    `select edition, count(*)::integer as open from read.dossier
     where procedure = $1 and status = 'open' group by edition order by edition desc`,
    [code],
  );
  return rows;
}

export interface EditionStore {
  edition(code: string, edition: number): Promise<Edition | undefined>;
  inForce(code: string, on: LocalDate): Promise<Edition | undefined>;
}

export function createEditionStore(pool: Pool): EditionStore {
  const editions = new Map<string, Edition>();
  const inForce = new Map<string, { readonly edition: Edition | undefined; readonly until: number }>();

  function keep(edition: Edition): Edition {
    if (editions.size >= MAX_KEPT) editions.clear();
    editions.set(`${edition.code} ${edition.edition}`, edition);
    return edition;
  }

  return {
    async edition(code, number) {
      const known = editions.get(`${code} ${number}`);
      if (known) return known;
      const { rows } = await pool.query<{ content: Edition; status: string }>(
        'select content, status from read.edition where code = $1 and edition = $2',
        [code, number],
      );
      const [row] = rows;
      if (row === undefined) return undefined;
      return FIXED.includes(row.status) ? keep(row.content) : row.content;
    },
    async inForce(code, on) {
      const key = `${code} ${on}`;
      const known = inForce.get(key);
      if (known && known.until > performance.now()) return known.edition;
      const { rows } = await pool.query<{ content: Edition }>(
        `select content from read.edition
         where code = $1 and status = any($3) and effective_from <= $2 and (superseded_from is null or superseded_from > $2)
         order by edition desc limit 1`,
        [code, on, FIXED],
      );
      const edition = rows[0] && keep(rows[0].content);
      if (inForce.size >= MAX_KEPT) inForce.clear();
      inForce.set(key, { edition, until: performance.now() + IN_FORCE_KEPT_MS });
      return edition;
    },
  };
}
