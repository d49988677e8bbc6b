/** Dossiers that ended, and open ones, as the forecast reads them. */
import {
  clockOf,
  dueOnClock,
  type DossierClock,
  type KnownDue,
  type Path,
  type Standing,
  type Stop,
  type Visit,
} from '#libs/forecast';
import type { Instant, WorkCalendar } from '#libs/calendar';
import type { Pool } from 'pg';
import { isoOf } from '../figures/measures.ts';

export type CalendarOf = (agency: string) => WorkCalendar;

/** Of each procedure the latest that ended: the past that is like today. */
export const MOST_PATHS = 1_000;

interface PathRow {
  readonly procedure: string;
  readonly agency: string;
  readonly receivedAt: Instant;
  readonly endedAt: Instant;
  readonly dueAt: Instant | null;
  readonly dues: readonly (readonly [Instant, Instant, Instant | null, boolean])[] | null;
  readonly stops: readonly Stop[];
  readonly late: boolean;
  readonly steps: readonly { readonly step: string; readonly from: Instant; readonly to: Instant }[];
}

const STOPS = `coalesce((select jsonb_agg(jsonb_build_object('from', ${isoOf('lower(s)')}, 'to', ${isoOf('upper(s)')})
  order by s) from unnest(d.stops) s), '[]') as stops`;

/** By procedure, in the order of their codes. Asked one after another, so that nobody waits for this. */
export async function* pathsByProcedure(
  pool: Pool,
  calendarOf: CalendarOf,
): AsyncGenerator<{ readonly procedure: string; readonly paths: readonly Path[] }> {
  const { rows } = await pool.query<{ procedure: string }>(
    'select distinct procedure from read.figure_dossier where ended_at is not null order by 1',
  );
  for (const { procedure } of rows) {
    const found = await pool.query<PathRow>(
      `with latest as materialized (
         select * from read.figure_dossier where procedure = $1 and ended_at is not null
         order by ended_at desc, dossier limit ${MOST_PATHS})
       select d.procedure, d.agency, ${isoOf('d.received_at')} as "receivedAt", ${isoOf('d.ended_at')} as "endedAt",
              ${isoOf('d.due_at')} as "dueAt", d.dues, ${STOPS},
              coalesce(d.class_recalculated = 'late', false) as late, coalesce(t.steps, '[]') as steps
       from latest d left join lateral (
         select jsonb_agg(jsonb_build_object('step', f.step, 'from', ${isoOf('f.starts_at')}, 'to', ${isoOf('f.done_at')})
                order by f.starts_at, f.step) as steps
         from read.figure_step f where f.dossier = d.dossier) t on true`,
      [procedure],
    );
    yield { procedure, paths: found.rows.flatMap((row) => pathOf(row, calendarOf(row.agency)) ?? []) };
  }
}

/** Undefined: it reaches into a year without calendar data. */
function pathOf(row: PathRow, calendar: WorkCalendar): Path | undefined {
  const { procedure, agency: group, receivedAt, endedAt, late } = row;
  const clock = clockOf(calendar, receivedAt, row.stops);
  const end = clock(endedAt);
  if (end === null) return undefined;
  const visits = row.steps.flatMap((step): Visit[] => {
    const [from, to] = [clock(step.from), clock(step.to)];
    return from === null || to === null ? [] : [{ step: step.step, from, to }];
  });
  const dues = duesOf(row, calendar, clock);
  return { procedure, group, receivedAt, endedAt, visits, end, late, dues };
}

function duesOf(
  { receivedAt, dueAt, dues }: PathRow,
  calendar: WorkCalendar,
  clock: DossierClock,
): KnownDue[] {
  const all = dues ?? (dueAt === null ? [] : [[receivedAt, dueAt] as const]);
  return all.flatMap(([known, at]) => {
    const [since, due] = [clock(known), dueOnClock(calendar, clock, known, at)];
    return since === null || due === null ? [] : [{ since, due }];
  });
}

interface StandingRow {
  readonly dossier: string;
  readonly procedure: string;
  readonly agency: string;
  readonly receivedAt: Instant;
  readonly dueAt: Instant;
  readonly stops: readonly Stop[];
  readonly open: readonly { readonly step: string; readonly since: Instant }[];
}

/** The open ones that have an appointment, as they stand at a moment. */
export async function standings(
  pool: Pool,
  calendarOf: CalendarOf,
  now: Instant,
): Promise<readonly { readonly dossier: string; readonly standing: Standing }[]> {
  const { rows } = await pool.query<StandingRow>(
    `select d.dossier, d.procedure, d.agency, ${isoOf('d.received_at')} as "receivedAt", ${isoOf('d.due_at')} as "dueAt",
            ${STOPS}, jsonb_agg(jsonb_build_object('step', s.step, 'since', ${isoOf('s.starts_at')}) order by s.step) as open
     from read.figure_dossier d join read.step s on s.dossier = d.dossier and s.done_at is null
     where d.ended_at is null and d.due_at is not null group by d.dossier`,
  );
  return rows.flatMap((row) => {
    const standing = standingOf(row, calendarOf(row.agency), now);
    return standing ? [{ dossier: row.dossier, standing }] : [];
  });
}

function standingOf(row: StandingRow, calendar: WorkCalendar, at: Instant): Standing | undefined {
  const clock = clockOf(calendar, row.receivedAt, row.stops);
  // While the clock stands still nothing is lost: the appointment is counted again when it goes on.
  const stop = row.stops.find(({ from, to }) => from <= at && (to === null || at < to));
  const now = clock(at);
  const due = dueOnClock(calendar, clock, stop?.from ?? at, row.dueAt);
  if (now === null || due === null) return undefined;
  const open = row.open.flatMap(({ step, since }) => {
    const minutes = clock(since);
    return minutes === null ? [] : [{ step, since: minutes }];
  });
  return { procedure: row.procedure, group: row.agency, open, now, due };
}
