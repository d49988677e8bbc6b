-- The quality system's records: one row a record as its events leave it, and what is owed of each by when.
create table read.quality_record (
  id uuid primary key,
  version integer not null,
  kind text not null,
  agency text not null,
  status text not null,
  owner text,
  title text not null,
  opened_at timestamptz not null,
  body jsonb not null
);
create index on read.quality_record (agency, kind, opened_at desc, id desc);
create index on read.quality_record (kind, opened_at desc, id desc);

create table read.quality_duty (
  record uuid not null,
  key text not null,
  agency text not null,
  kind text not null,
  what text not null,
  about text,
  owner text,
  due date not null,
  done date,
  primary key (record, key)
);
create index on read.quality_duty (agency, due);
create index on read.quality_duty (due) where done is null;

grant select, insert, update, delete, truncate on read.quality_record, read.quality_duty to dunghan_app;
