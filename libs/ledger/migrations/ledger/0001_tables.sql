-- What the ledger holds. README.md explains the layout; hash.ts explains what a hash covers.

-- A restored cluster starts with small transaction ids: the order of reading goes by epoch first.
create table ledger.epoch (
  epoch smallint primary key check (epoch >= 0),
  started_at timestamptz not null default now(),
  reason text not null
);
insert into ledger.epoch (epoch, reason) values (0, 'created');

-- The head of every stream.
create table ledger.stream (
  stream_id uuid primary key,
  recorded_at timestamptz not null,
  version integer not null,
  kind text not null,
  head_hash bytea not null
) with (fillfactor = 70);

create sequence ledger.event_gpos;

-- Stream ids are UUIDv7, so a range of them is a cohort of streams opened in the same time.
create table ledger.event (
  stream_id uuid not null,
  event_id uuid not null,
  command_id uuid not null,
  txid xid8 not null,
  gpos bigint not null,
  recorded_at timestamptz not null,
  occurred_at timestamptz not null,
  stream_seq integer not null,
  epoch smallint not null,
  schema_ver smallint not null,
  imported boolean not null,
  event_hash bytea not null,
  type text not null,
  actor_ref text not null,
  body bytea not null,
  pii_subject uuid,
  pii_hash bytea,
  primary key (stream_id, stream_seq)
) partition by range (stream_id);

create index event_order on ledger.event (epoch, txid, gpos);

create table ledger.event_other partition of ledger.event default;

-- What each command came to: a repeated one gets the reply it got the first time.
create table ledger.command (
  command_id uuid primary key,
  stream_id uuid not null,
  from_version integer not null,
  to_version integer not null,
  request_hash bytea not null
);

-- Personal data of an event, as ciphertext under its subject's key. The chain covers its hash only.
create table ledger.pii (
  stream_id uuid not null,
  stream_seq integer not null,
  subject_id uuid not null,
  sealed bytea not null,
  primary key (stream_id, stream_seq)
);
create index pii_subject on ledger.pii (subject_id);

-- HMACs of the words that a subject can be found by.
create table ledger.search_token (
  token bytea not null,
  subject_id uuid not null,
  primary key (token, subject_id)
);
create index search_token_subject on ledger.search_token (subject_id);

-- Subjects whose personal data were destroyed: the only reason for a missing row of pii.
create table ledger.erasure (
  subject_id uuid primary key,
  erased_at timestamptz not null default now()
);

-- How far each reader has come, by shard.
create table ledger.checkpoint (
  consumer text not null,
  shard smallint not null,
  shards smallint not null,
  epoch smallint not null,
  txid xid8 not null,
  gpos bigint not null,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (consumer, shard),
  check (shard >= 0 and shard < shards)
) with (fillfactor = 50);
