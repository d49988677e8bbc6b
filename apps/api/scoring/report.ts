/** From a year's state to the committee's report, and from the published years to their trend. */
import { dateOf } from '#libs/calendar';
import type { CommitteeReport, Head, ReportedResult, ReportedSet, ReportedYear } from '#libs/documents';
import type { OrganisationSnapshot } from '#libs/organisation';
import { scoringSheets, scoringYears } from '#libs/read-models';
import type { ScoringSheetRow } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import type { Scalar } from '#libs/scoring';
import { distribution, ranking } from '#libs/scoring/year';
import type { Distribution, OpenYear, RankedResult } from '#libs/scoring/year';
import { namesOf } from '../dossiers/names.ts';

const LEVELS: Readonly<Record<string, string>> = {
  province: 'Cấp tỉnh',
  department: 'Sở, ban, ngành',
  'sub-department': 'Chi cục',
  district: 'Cấp huyện',
  commune: 'Cấp xã',
  'public-service-unit': 'Đơn vị sự nghiệp',
};
export const levelInWords = (level: string): string => LEVELS[level] ?? level;
const CENTS = 100;

export async function reportOf(runtime: Runtime, year: OpenYear): Promise<CommitteeReport> {
  const organisation = await runtime.organisation();
  const names = namesOf(organisation);
  const { plan, decision, outstanding } = year;
  const sheets = new Map((await scoringSheets(runtime.pool, plan.id)).map((row) => [row.agency, row]));
  const rows = [...sheets.values()];
  const states = await runtime.scoring.loadSheets(year);
  const appeals = [...states.values()].flatMap((sheet) => sheet.appeals);
  const published = await publishedYears(runtime);
  const years = published.some(({ plan: other }) => other.id === plan.id) ? published : [...published, year];
  return {
    head: headOf(
      organisation.snapshot,
      runtime.now(),
      'Báo cáo kết quả chấm điểm hệ thống quản lý chất lượng',
    ),
    title: plan.title,
    period: plan.period,
    decision: decision && { number: decision.number, date: decision.date as CommitteeReport['period']['to'] },
    conduct: {
      agencies: plan.participants.length,
      selfScored: rows.filter(({ self }) => self !== null).length,
      missed: (outstanding['self-scoring'] ?? []).map((agency) => names.agency(agency).name),
      onSite: rows.filter(({ onSite }) => onSite).length,
      verified: rows.filter(({ verified }) => verified !== null).length,
      appeals: appeals.length,
      appealsGranted: appeals.filter(({ answer }) => answer?.granted).length,
    },
    sets: setsOf(year, sheets),
    trend: years.flatMap(yearInTrend),
  };
}

function setsOf(year: OpenYear, sheets: ReadonlyMap<string, ScoringSheetRow>): readonly ReportedSet[] {
  const ranks = Map.groupBy(ranking(year.plan, year.results), ({ set }) => set);
  const classes = Map.groupBy(distribution(year.plan, year.results), ({ set }) => set);
  return Object.values(year.plan.sets).map((set) => ({
    title: set.title,
    official: set.official,
    legalBasis: set.legalBasis,
    total: set.total,
    readings: Object.entries(set.settings).map(([name, { value, note }]) => ({
      name,
      value: inWords(value),
      note: note ?? '',
    })),
    distribution: (classes.get(set.id) ?? []).map(({ level, total, classes: counts, unclassified }) => ({
      level: level === null ? null : levelInWords(level),
      total,
      classes: counts,
      unclassified: unclassified.length,
    })),
    ranking: (ranks.get(set.id) ?? []).map((row) => resultOf(row, sheets.get(row.agency))),
  }));
}

const resultOf = (row: RankedResult, sheet: ScoringSheetRow | undefined): ReportedResult => ({
  rank: row.rank,
  agency: row.name,
  level: levelInWords(row.level),
  self: sheet?.self ?? null,
  reviewed: sheet?.reviewed ?? null,
  verified: sheet?.verified ?? null,
  total: row.total,
  band: row.band,
  amended: sheet?.amended ?? null,
});

const inWords = (value: Scalar): string =>
  typeof value === 'boolean' ? (value ? 'có' : 'không') : String(value);

async function publishedYears({ pool, scoring }: Runtime): Promise<readonly OpenYear[]> {
  const listed = (await scoringYears(pool)).filter(({ phase }) => phase === 'frozen');
  const states = await Promise.all(listed.map(async ({ id }) => (await scoring.loadYear(id)).state));
  return states
    .filter((state): state is OpenYear => state.status === 'open')
    .sort((a, b) => (a.plan.period.to < b.plan.period.to ? -1 : 1));
}

const wholeSets = ({ plan, results }: OpenYear): readonly Distribution[] =>
  distribution(plan, results).filter(({ level }) => level === null);

function meanOf({ plan, results }: OpenYear, set: string): number {
  const members = new Set(plan.participants.filter((one) => one.set === set).map(({ agency }) => agency));
  const totals = results.filter(({ agency }) => members.has(agency)).map(({ total }) => total);
  const sum = totals.reduce((all, total) => all + Math.round(total * CENTS), 0);
  return totals.length === 0 ? 0 : Math.round(sum / totals.length) / CENTS;
}

const yearInTrend = (year: OpenYear): readonly ReportedYear[] =>
  wholeSets(year).map(({ set, total, classes }) => ({
    year: year.plan.id,
    set: year.plan.sets[set]!.title,
    agencies: total,
    mean: meanOf(year, set),
    classes,
  }));

/** Year by year as published; of an agency its score, class and rank. */
export async function trendOf(runtime: Runtime, agency: string | undefined) {
  return (await publishedYears(runtime)).map((year) => {
    const own = agency && ranking(year.plan, year.results).find((row) => row.agency === agency);
    return {
      id: year.plan.id,
      title: year.plan.title,
      period: year.plan.period,
      sets: wholeSets(year).map(({ set, total, classes, unclassified }) => ({
        id: set,
        title: year.plan.sets[set]!.title,
        agencies: total,
        mean: meanOf(year, set),
        classes: [...classes],
        unclassified: unclassified.length,
      })),
      agency: own ? { total: own.total, band: own.band, rank: own.rank, set: own.set } : null,
    };
  });
}

/** The province's committee writes it. */
export function headOf(snapshot: OrganisationSnapshot, at: Head['at'], name: string): Head {
  const date = dateOf(at);
  const province = snapshot.agencies.find(
    ({ parent, validFrom, validTo }) =>
      parent === null && validFrom <= date && (validTo === null || date <= validTo),
  );
  const place = (province?.name ?? '').replace(/^.*?(tỉnh|thành phố)\s+/i, '');
  return {
    form: { name },
    ...(province && { parent: province.name }),
    agency: 'Ban chỉ đạo ISO',
    unit: 'Ban chỉ đạo ISO',
    place,
    at,
  };
}
