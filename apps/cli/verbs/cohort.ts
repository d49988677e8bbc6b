/** `dunghan cohort`: the events of the dossiers opened in a year, detached from the ledger and attached again. */
import { attachCohort, COHORT_REFUSED, detachCohort, listCohorts, type Cohort } from '#libs/ledger';
import type { Pool } from 'pg';
import { refuse } from '../arguments.ts';
import { asOwner } from '../backup/owner.ts';
import type { Verb, VerbIo } from '../verb.ts';

const USAGE = 'dunghan cohort list [--json] | detach NĂM | attach NĂM   (DATABASE_OWNER_URL)';
const REFUSED = 1;
const MISUSED = 2;
const YEAR = /^\d{4}$/;
const MEGABYTE = 2 ** 20;

export const cohortVerb: Verb = {
  name: 'cohort',
  summary: "list, detach or attach a year's events (list | detach YEAR | attach YEAR)",
  async run([action, given, ...more], io) {
    const json = given === '--json';
    if (action === 'list') {
      const unknown = json ? more[0] : given;
      if (unknown !== undefined) return misused(io, `thừa tham số: ${unknown}`);
      return asOwner(({ pool }) => list(pool, json, io));
    }
    if (action !== 'detach' && action !== 'attach') {
      return misused(
        io,
        `cần list, detach hoặc attach${action === undefined ? '' : `, không phải “${action}”`}`,
      );
    }
    if (given === undefined || !YEAR.test(given))
      return misused(io, `“${given ?? ''}” không phải năm (4 chữ số)`);
    if (more.length > 0) return misused(io, `thừa tham số: ${more.join(' ')}`);
    const year = Number(given);
    return asOwner(({ pool }) => (action === 'detach' ? detach : attach)(pool, year, io));
  },
};

async function list(pool: Pool, json: boolean, io: VerbIo): Promise<number> {
  const cohorts = await listCohorts(pool);
  if (json) io.out(JSON.stringify(cohorts));
  else cohorts.forEach((cohort) => io.out(lineOf(cohort)));
  return 0;
}

const lineOf = ({ year, events, bytes, away }: Cohort): string =>
  `${year}: ${away ? '' : 'khoảng '}${events} sự kiện, ${(bytes / MEGABYTE).toFixed(1)} MB${away ? ', đã tách ra' : ''}`;

/** Whose history somebody may still write must stay. */
const OPEN = `select count(*)::integer as open from read.dossier d
  where d.closed_at is null and d.id >= ledger.cohort_start($1) and d.id < ledger.cohort_start($1 + 1)`;

async function detach(pool: Pool, year: number, io: VerbIo): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(OPEN, [year]);
  const { open } = rows[0]!;
  if (open > 0) {
    io.err(`Còn ${open} hồ sơ mở năm ${year} chưa kết thúc: chưa tách được.`);
    return REFUSED;
  }
  return answered(io, async () => {
    const events = await detachCohort(pool, year);
    return `${events} sự kiện của năm ${year} nằm ở bảng ledger.away_${year}, ngoài sổ.`;
  });
}

const attach = (pool: Pool, year: number, io: VerbIo): Promise<number> =>
  answered(io, async () => {
    const events = await attachCohort(pool, year);
    return `${events} sự kiện của năm ${year} đã trở lại sổ. Hãy kiểm tra: dunghan ledger verify`;
  });

async function answered(io: VerbIo, act: () => Promise<string>): Promise<number> {
  try {
    io.out(await act());
    return 0;
  } catch (error) {
    if ((error as { code?: string }).code !== COHORT_REFUSED) throw error;
    io.err((error as Error).message);
    return REFUSED;
  }
}

function misused(io: VerbIo, message: string): number {
  refuse(io, USAGE, message);
  return MISUSED;
}
