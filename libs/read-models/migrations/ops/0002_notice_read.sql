-- Which notices their recipients have seen. Not in the ledger: it is nobody's evidence.
create table ops.notice_read (
  recipient text not null,
  notice uuid not null,
  at timestamptz not null default now(),
  primary key (recipient, notice)
);

grant select, insert, update, delete on ops.notice_read to dunghan_app;
