-- Nonconformities, one row a record as its events leave it; settings say how long corrective action may take, too.
create table read.nonconformity (
  id uuid primary key,
  version integer not null,
  agency text not null,
  year smallint not null,
  number integer not null,
  source text not null,
  severity text not null,
  title text not null,
  -- Null: nothing that a detector counts.
  policy text,
  procedure text,
  step text,
  -- The agency's, when it was found: occurrences that measure no more are none.
  threshold double precision,
  since timestamptz not null,
  found_at timestamptz not null,
  status text not null,
  -- Null once it is dismissed or closed.
  stage text,
  owner text,
  round smallint not null,
  remind_at timestamptz,
  due_at timestamptz,
  escalated smallint not null,
  -- A procedure that is still to be amended, and the edition above which an edition amends it.
  amends text,
  amends_above integer,
  ended_at timestamptz
);
create unique index nonconformity_number on read.nonconformity (agency, year, number);
create index nonconformity_cause on read.nonconformity (agency, policy, procedure, step);
create index nonconformity_found on read.nonconformity (found_at desc, id desc);
create index nonconformity_due on read.nonconformity (due_at) where stage is not null;

-- What is found lately is looked through again and again.
create index finding_at on read.finding (at);

alter table read.nonconformity_settings add column terms jsonb not null default '{}';

grant select, insert, update, delete, truncate on read.nonconformity to dunghan_app;
