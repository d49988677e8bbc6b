-- What is forecast of open dossiers. Made anew from the figures for a moment; nothing else is kept here.
create table read.forecast (
  dossier uuid primary key,
  -- 0 to 1, to the thousandth.
  chance real not null,
  -- The open step that decides it, how many dossiers of the past it rests on, and how many of them the agency's.
  step text not null,
  n integer not null,
  n_group integer not null,
  -- The procedure's share of late ones.
  base real not null
);
create index forecast_chance on read.forecast (chance desc, dossier);

-- What came after each step in the past, and how long it took.
create table read.forecast_step (
  procedure text not null,
  step text not null,
  outlook jsonb not null,
  primary key (procedure, step)
);

-- One row: when the chances were made, from which past, and how such forecasts did in months held out.
create table read.forecast_run (
  only_one boolean primary key default true check (only_one),
  at timestamptz not null,
  learned_at timestamptz not null,
  learned_from integer not null,
  checked jsonb
);
grant select, insert, update, delete, truncate on read.forecast, read.forecast_step, read.forecast_run to dunghan_app;
