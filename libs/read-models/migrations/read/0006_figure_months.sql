-- Dossiers that have ended, summed a month, so that a report of years reads thousands of rows and not all of them.
-- `received` counts by the month of the receipt, all others by the month of the end. A shard writes its own rows.
create table read.figure_month (
  shard smallint not null,
  agency text not null,
  unit text not null,
  officer text not null,
  field text not null,
  procedure text not null,
  edition integer not null,
  channel text not null,
  month date not null,
  received integer not null,
  done integer not null,
  refused integer not null,
  withdrawn integer not null,
  stopped integer not null,
  expired integer not null,
  early_promised integer not null,
  on_time_promised integer not null,
  late_promised integer not null,
  early_recalculated integer not null,
  on_time_recalculated integer not null,
  late_recalculated integer not null,
  on_time_766_promised integer not null,
  on_time_766_recalculated integer not null,
  own_minutes bigint not null,
  other_agency_minutes bigint not null,
  applicant_minutes bigint not null,
  outside_minutes bigint not null,
  allowed_minutes bigint not null,
  returns integer not null,
  requests integer not null,
  re_promises integer not null,
  apologies_in_time integer not null,
  primary key (shard, agency, unit, officer, field, procedure, edition, channel, month)
);
grant select, insert, update, delete, truncate on read.figure_month to dunghan_app;

-- How much of the time allowed steps took: the least and the most of a month, for the habits of those who do them.
alter table read.figure_step_month
  add timed integer not null default 0,
  add least_share double precision,
  add most_share double precision;

-- A month that a period cuts in two is read row by row; so is what was open at its end.
drop index read.figure_dossier_ended;
create index figure_dossier_received on read.figure_dossier (received_at);
create index figure_dossier_ended on read.figure_dossier (ended_month, ended_at, received_at);
-- The times of a procedure's steps, without their rows.
create index figure_step_times on read.figure_step (procedure, done_at)
  include (step, own_minutes, allowed_minutes, returned, timeliness, agency, unit, officer, field, edition);

-- What was folded before has no such sums: it is folded again.
truncate read.figure_dossier, read.figure_step, read.figure_step_month, read.finding;
select ledger.reset_checkpoint('figures');
