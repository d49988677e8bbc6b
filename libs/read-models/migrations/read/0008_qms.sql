-- Agencies' quality management systems: one row an agency, the record as its events leave it; and the roll-out's targets.
create table read.qms (
  stream_id uuid primary key,
  version integer not null,
  agency text not null unique,
  record jsonb not null
);
create table read.qms_programme (
  stream_id uuid primary key,
  version integer not null,
  programme jsonb not null
);

grant select, insert, update, delete, truncate on read.qms, read.qms_programme to dunghan_app;
