-- Who was told of what, folded from the notices' events.
create table read.notice (
  -- The event that told it in the portal.
  id uuid primary key,
  dossier uuid not null,
  recipient text not null,
  kind text not null,
  key text not null,
  step text,
  run integer,
  due_at timestamptz,
  at timestamptz not null,
  emailed_at timestamptz,
  -- The mail server's answer, when it refused.
  refused smallint,
  unique (dossier, recipient, key)
);
create index notice_recipient on read.notice (recipient, at desc, id desc);

grant select, insert, update, delete, truncate on read.notice to dunghan_app;
