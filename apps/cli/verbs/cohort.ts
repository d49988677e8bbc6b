/** `dunghan cohort`: the events of the dossiers opened in a year, detached from the ledger and attached again. */
import { attachCohort, COHORT_REFUSED, detachCohort, listCohorts, type Cohort } from '#libs/ledger';
import { FIGURES_CONSUMER, FIGURES_SHARDS, READ_CONSUMER, READ_SHARDS } from '#libs/read-models';
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

/** Whose history somebody may still write must stay. What was refused or withdrawn before it was received never closes. */
const OPEN = `select count(*)::integer as open from read.dossier d
  where d.closed_at is null and d.status not in ('refused', 'withdrawn')
    and d.id >= ledger.cohort_start($1) and d.id < ledger.cohort_start($1 + 1)`;

/** Of a list that begins anew there is no saying what is open; the ledger itself asks only how far each has come. */
const UNFOLDED = `select consumer from (values ('${READ_CONSUMER}', ${READ_SHARDS}), ('${FIGURES_CONSUMER}', ${FIGURES_SHARDS})) c (consumer, shards)
  where shards > (select count(*) from ledger.checkpoint k where k.consumer = c.consumer)`;
const READ_TO_THE_END = `select ledger.assert_cohort_was_read(to_regclass('ledger.event_' || $1::integer))
  where to_regclass('ledger.event_' || $1::integer) is not null`;

async function detach(pool: Pool, year: number, io: VerbIo): Promise<number> {
  return answered(io, async () => {
    const unfolded = (await pool.query(UNFOLDED)).rows.length > 0;
    if (unfolded) throw new Refused('Các danh sách đang dựng lại từ đầu: chờ xong (GET /api/health).');
    await pool.query(READ_TO_THE_END, [year]);
    const { rows } = await pool.query<{ open: number }>(OPEN, [year]);
    const { open } = rows[0]!;
    if (open > 0) throw new Refused(`Còn ${open} hồ sơ mở năm ${year} chưa kết thúc: chưa tách được.`);
    const events = await detachCohort(pool, year);
    return `${events} sự kiện của năm ${year} nằm ở bảng ledger.away_${year}, ngoài sổ.`;
  });
}

const attach = (pool: Pool, year: number, io: VerbIo): Promise<number> =>
  answered(io, async () => {
    const events = await attachCohort(pool, year);
    return `${events} sự kiện của năm ${year} đã trở lại sổ. Hãy kiểm tra: dunghan ledger verify`;
  });

/** Said as it is; nothing was changed. */
class Refused extends Error {
  readonly code = COHORT_REFUSED;
}

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
