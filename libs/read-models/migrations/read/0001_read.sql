-- Read models: everything here is folded from the ledger and can be dropped and rebuilt from zero.
grant usage on schema read to dunghan_app;

-- One row a dossier, as its events leave it.
create table read.dossier (
  id uuid primary key,
  version integer not null,
  code text,
  procedure text not null,
  edition integer,
  agency text not null,
  -- Every agency and unit that has or had a part in it: who may see it.
  agencies text[] not null,
  units text[] not null,
  status text not null,
  national smallint not null,
  channel text not null,
  subject uuid,
  lookup_hash text,
  submitted_at timestamptz,
  received_at timestamptz,
  due_at timestamptz,
  promised_at timestamptz,
  warn_at timestamptz,
  paused boolean not null,
  waiting text[] not null,
  extensions smallint not null,
  supplements smallint not null,
  issued_at timestamptz,
  closed_at timestamptz
);
create unique index dossier_code on read.dossier (code) where code is not null;
create index dossier_open_due on read.dossier (agency, due_at) where closed_at is null and issued_at is null;
create index dossier_received on read.dossier (agency, received_at desc);
create index dossier_procedure on read.dossier (procedure, received_at desc);
create index dossier_subject on read.dossier (subject) where subject is not null;
create index dossier_units on read.dossier using gin (units);

-- One row for each visit to a step; open while done_at is null.
create table read.step (
  dossier uuid not null,
  step text not null,
  run integer not null,
  part text not null,
  agency text not null,
  unit text not null,
  role text not null,
  officer text,
  opened_at timestamptz not null,
  starts_at timestamptz not null,
  due_at timestamptz,
  warn_at timestamptz,
  paused boolean not null,
  done_at timestamptz,
  outcome text,
  returned boolean not null,
  primary key (dossier, step, run)
);
create index step_open_officer on read.step (officer, due_at) where done_at is null;
create index step_open_unit on read.step (unit, due_at) where done_at is null;
create index step_open_agency on read.step (agency, due_at) where done_at is null;
create index step_done_officer on read.step (officer, done_at desc) where done_at is not null;

-- Editions of procedures, as their life's events leave them.
create table read.edition (
  stream_id uuid primary key,
  version integer not null,
  code text not null,
  edition integer not null,
  status text not null,
  title text not null,
  field text not null,
  agency text not null,
  effective_from date not null,
  superseded_from date,
  drafter text not null,
  content jsonb not null,
  unique (code, edition)
);

grant select, insert, update, delete, truncate on all tables in schema read to dunghan_app;
