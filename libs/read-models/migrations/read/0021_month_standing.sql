-- How dossiers that have ended stood at the start of each month while they were open, in the sums of that month: a report of
-- a past month then reads none of them. By both readings, and decision 766's 2.1.
alter table read.figure_month
  add open_in_time_promised integer not null default 0,
  add open_near_promised integer not null default 0,
  add open_late_promised integer not null default 0,
  add open_paused_promised integer not null default 0,
  add open_no_deadline_promised integer not null default 0,
  add open_on_time_766_promised integer not null default 0,
  add open_in_time_recalculated integer not null default 0,
  add open_near_recalculated integer not null default 0,
  add open_late_recalculated integer not null default 0,
  add open_paused_recalculated integer not null default 0,
  add open_no_deadline_recalculated integer not null default 0,
  add open_on_time_766_recalculated integer not null default 0,
  -- By month first: a report reads some months of all that are kept.
  drop constraint figure_month_pkey,
  add primary key (month, shard, agency, unit, officer, field, procedure, edition, channel);

-- What was folded before has no such sums: it is folded again.
truncate read.figure_dossier, read.figure_step, read.figure_step_month, read.figure_month, read.finding;
select ledger.reset_checkpoint('figures');
