-- Who asked at the counter what is known of an applicant, and which dossier answered. The applicant is a key that nobody
-- without the master key can compute, so that the record holds no personal data itself.
create table ops.applicant_read (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  officer text not null,
  agency text not null,
  subject uuid not null,
  -- Null: nothing was known.
  dossier uuid
);
create index applicant_read_subject on ops.applicant_read (subject, at desc);

grant select, insert on ops.applicant_read to dunghan_app;
