-- The yearly scoring: a row for each year, one for each agency's sheet that has any event.
create table read.scoring_year (
  stream_id uuid primary key,
  version integer not null,
  id text not null unique,
  title text not null,
  period_from date not null,
  period_to date not null,
  phase text not null,
  agencies integer not null
);

create table read.scoring_sheet (
  stream_id uuid primary key,
  version integer not null,
  year text not null,
  agency text not null,
  self numeric(7, 2),
  self_at timestamptz,
  missed text,
  reviewed numeric(7, 2),
  reviewed_at timestamptz,
  on_site boolean not null,
  verified numeric(7, 2),
  adjusted numeric(7, 2),
  appeal_open boolean not null,
  final numeric(7, 2),
  band text,
  -- The last amendment's, beside the score that was decided first.
  amended numeric(7, 2),
  amended_band text,
  unique (year, agency)
);

grant select, insert, update, delete, truncate on read.scoring_year, read.scoring_sheet to dunghan_app;
