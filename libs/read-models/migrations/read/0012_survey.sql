-- Answered survey forms. A row names no dossier; its words, where there are any, lie sealed in the ledger.
create table read.survey (
  stream_id uuid primary key,
  set_code text not null,
  edition integer not null,
  agency text not null,
  procedure text not null,
  month text not null,
  late_steps text[] not null,
  answers jsonb not null,
  commented boolean not null
);
create index survey_agency on read.survey (agency, month);

grant select, insert, update, delete, truncate on read.survey to dunghan_app;
