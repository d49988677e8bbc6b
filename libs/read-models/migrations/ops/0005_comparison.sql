-- Status logs of other one-stop systems compared with procedures: what was asked and what came of it. Made once, never
-- changed; the file is kept by its hash, and whatever becomes of a difference is in the ledger.
create table ops.comparison (
  id uuid primary key,
  agency text not null,
  title text not null,
  -- Officer.
  made_by text not null,
  made_at timestamptz not null,
  -- {sha256, name, mediaType, bytes}
  file jsonb not null,
  -- Columns and roles as a person confirmed them.
  asked jsonb not null,
  -- Counts of rows, cases and events, the rows that could not be read; null while its cases are being compared.
  summary jsonb
);
create index comparison_of on ops.comparison (agency, made_at desc);

-- Each procedure of the log with the edition it was compared with, its mapping and its figures.
create table ops.comparison_part (
  comparison uuid not null references ops.comparison on delete cascade,
  part smallint not null,
  procedure text not null,
  edition integer not null,
  -- As the log names the procedure; null: all of the log is of one.
  said text,
  steps jsonb not null,
  result jsonb not null,
  primary key (comparison, part)
);

create table ops.comparison_case (
  comparison uuid not null references ops.comparison on delete cascade,
  part smallint not null,
  -- In the order of the log.
  no integer not null,
  name text not null,
  -- Empty: the log tells none.
  unit text not null,
  ended boolean not null,
  -- `kind:step`, each once.
  differences text[] not null,
  path jsonb not null,
  primary key (comparison, part, no)
);

-- Which nonconformity a difference became.
create table ops.comparison_finding (
  comparison uuid not null references ops.comparison on delete cascade,
  part smallint not null,
  difference text not null,
  nonconformity uuid not null,
  code text not null,
  raised_by text not null,
  raised_at timestamptz not null,
  primary key (comparison, part, difference)
);

-- What a person confirmed that an agency's other system calls a step (null: no step), kept for the next log.
create table ops.activity_step (
  agency text not null,
  procedure text not null,
  activity text not null,
  step text,
  confirmed_by text not null,
  confirmed_at timestamptz not null,
  primary key (agency, procedure, activity)
);

-- And which role it means by a title (null: not to be judged).
create table ops.said_role (
  agency text not null,
  said text not null,
  role text,
  confirmed_by text not null,
  confirmed_at timestamptz not null,
  primary key (agency, said)
);

grant select, insert, update, delete
  on ops.comparison, ops.comparison_part, ops.comparison_case, ops.comparison_finding, ops.activity_step, ops.said_role
  to dunghan_app;
