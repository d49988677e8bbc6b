/** The forecast's tables, made anew for a moment. They hold nothing that the figures and the past don't give again. */
import type { Instant } from '#libs/calendar';
import type { Pool } from 'pg';
import type { Learned } from './learn.ts';
import { standings, type CalendarOf } from './paths.ts';

const THOUSAND = 1_000;

/** Rows whose chance is what it was are left as they are. */
export async function writeForecast(
  pool: Pool,
  calendarOf: CalendarOf,
  {
    learned,
    learnedAt,
    now,
  }: { readonly learned: Learned; readonly learnedAt: Instant; readonly now: Instant },
): Promise<number> {
  const found = await standings(pool, calendarOf, now);
  const rows = found.flatMap(({ dossier, standing }) => {
    const chance = learned.model.chanceOf(standing);
    if (!chance) return [];
    const { step, n, nGroup } = chance;
    const [rounded, base] = [chance.chance, chance.base].map((one) => Math.round(one * THOUSAND) / THOUSAND);
    return [{ dossier, chance: rounded, step, n, n_group: nGroup, base }];
  });
  await pool.query(
    `with made as (select * from jsonb_populate_recordset(null::read.forecast, $1)),
     gone as (delete from read.forecast f where not exists (select from made m where m.dossier = f.dossier)),
     run as (insert into read.forecast_run (at, learned_at, learned_from, checked) values ($2, $3, $4, $5)
       on conflict (only_one) do update set at = excluded.at, learned_at = excluded.learned_at,
         learned_from = excluded.learned_from, checked = excluded.checked)
     insert into read.forecast as f select * from made
     on conflict (dossier) do update set chance = excluded.chance, step = excluded.step, n = excluded.n,
       n_group = excluded.n_group, base = excluded.base
     where (f.chance, f.step, f.n, f.n_group, f.base)
       is distinct from (excluded.chance, excluded.step, excluded.n, excluded.n_group, excluded.base)`,
    [
      JSON.stringify(rows),
      now,
      learnedAt,
      learned.dossiers,
      learned.checked === null ? null : JSON.stringify(learned.checked),
    ],
  );
  return rows.length;
}

export async function writeOutlooks(pool: Pool, { outlooks }: Learned): Promise<void> {
  const rows = outlooks.map(({ procedure, step, ...outlook }) => ({ procedure, step, outlook }));
  await pool.query(
    `with made as (select * from jsonb_populate_recordset(null::read.forecast_step, $1)),
     gone as (delete from read.forecast_step f
       where not exists (select from made m where m.procedure = f.procedure and m.step = f.step))
     insert into read.forecast_step as f select * from made
     on conflict (procedure, step) do update set outlook = excluded.outlook where f.outlook <> excluded.outlook`,
    [JSON.stringify(rows)],
  );
}
