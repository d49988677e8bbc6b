-- Operation: not folded from events, safe to lose.
grant usage on schema ops to dunghan_app;

-- What each running part last said of itself; health reads it.
create table ops.part_status (
  part text not null,
  instance text not null,
  at timestamptz not null default now(),
  lag_events bigint,
  lag_seconds double precision,
  detail jsonb not null default '{}',
  primary key (part, instance)
);

-- Running number of dossier codes by agency and day (rules.md OS-09, OS-10). Numbers may be skipped, never used twice.
create table ops.code_counter (
  agency text not null,
  day date not null,
  last integer not null,
  primary key (agency, day)
);

grant select, insert, update, delete on all tables in schema ops to dunghan_app;
