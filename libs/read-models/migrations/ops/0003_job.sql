-- Long work that a person began in a browser: how far it has come, and what came of it. Safe to lose.
create table ops.job (
  id uuid primary key,
  -- `verification`, `re-planning`
  kind text not null,
  -- Account.
  begun_by text not null,
  begun_at timestamptz not null default now(),
  -- While it runs, its process says so every second.
  seen_at timestamptz not null default now(),
  ended_at timestamptz,
  asked jsonb not null,
  reached jsonb not null default '{}',
  -- Why it ended without a result.
  fault text
);
create index job_latest on ops.job (kind, begun_at desc);
-- One of a kind at a time.
create unique index job_running on ops.job (kind) where ended_at is null;

grant select, insert, update, delete on ops.job to dunghan_app;
