-- Detaching and attaching the cohort of a year: an old year's events kept on other disks, in an archive, or away.
-- For the owner. SQLSTATE DH005: the cohort may not go, or is away.

create table ledger.cohort_away (
  year integer primary key,
  -- Its streams: from the first id to before the second.
  from_stream uuid not null,
  to_stream uuid not null,
  detached_at timestamptz not null default now(),
  events bigint not null
);
grant select on ledger.cohort_away to dunghan_app;

create function ledger.refuse_away() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the cohort of stream % is away', new.stream_id using errcode = 'DH005';
end $$;

-- Whoever reads the ledger in order has read all of the cohort, and it is sealed: from now on nobody can.
create function ledger.assert_cohort_was_read(p_table regclass) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $$
declare
  behind text;
  unread boolean;
  c ledger.checkpoint%rowtype;
begin
  for c in select * from ledger.checkpoint loop
    execute format('select exists (select from %s e where (e.epoch, e.txid, e.gpos) > ($1, $2, $3)
                      and get_byte(uuid_send(e.stream_id), 15) %% $4 = $5)', p_table)
      into unread using c.epoch, c.txid, c.gpos, c.shards, c.shard;
    if unread then
      behind := c.consumer;
    end if;
  end loop;
  execute format('select exists (select from %s e where not exists (
                    select from ledger.tree_head h where (h.epoch, h.txid, h.gpos) >= (e.epoch, e.txid, e.gpos)))', p_table)
    into unread;
  if unread then
    behind := 'the seal';
  end if;
  if behind is not null then
    raise exception '% has not come to the end of %', behind, p_table using errcode = 'DH005';
  end if;
end $$;

-- The cohort's table stays in the schema as away_<year>, to be dumped, moved or dropped. An empty partition takes its
-- place and refuses whatever would be appended to its streams. Answers with the events that went.
create function ledger.detach_cohort(p_year integer) returns bigint language plpgsql
  set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
  cohort text := 'event_' || p_year;
  away text := 'away_' || p_year;
  events bigint;
begin
  if p_year >= extract(year from now() at time zone 'Asia/Ho_Chi_Minh') then
    raise exception 'streams are still opened in %', p_year using errcode = 'DH005';
  end if;
  if to_regclass('ledger.' || cohort) is null or exists (select from ledger.cohort_away a where a.year = p_year) then
    raise exception 'there is no cohort of % to detach', p_year using errcode = 'DH005';
  end if;
  perform ledger.assert_cohort_was_read(('ledger.' || cohort)::regclass);
  execute format('alter table ledger.event detach partition ledger.%I', cohort);
  -- As a partition it had these from its table.
  execute format('create trigger append_only before update or delete on ledger.%I
                  for each row execute function ledger.refuse_change()', cohort);
  execute format('alter table ledger.%I rename to %I', cohort, away);
  perform ledger.create_cohort(p_year);
  execute format('create trigger away before insert on ledger.%I for each row execute function ledger.refuse_away()', cohort);
  execute format('select count(*) from ledger.%I', away) into events;
  insert into ledger.cohort_away (year, from_stream, to_stream, events)
    values (p_year, ledger.cohort_start(p_year), ledger.cohort_start(p_year + 1), events);
  return events;
end $$;

-- Takes the cohort back from ledger.away_<year>. What it holds is not believed: run `dunghan ledger verify` afterwards.
create function ledger.attach_cohort(p_year integer) returns bigint language plpgsql
  set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
  cohort text := 'event_' || p_year;
  away text := 'away_' || p_year;
  events bigint;
begin
  if to_regclass('ledger.' || away) is null or not exists (select from ledger.cohort_away a where a.year = p_year) then
    raise exception 'there is no table ledger.% to attach', away using errcode = 'DH005';
  end if;
  -- Checked while nobody waits: with it, attaching need not read the table under its parent's lock.
  execute format('alter table ledger.%I add constraint its_cohort check (stream_id >= %L and stream_id < %L)',
                 away, ledger.cohort_start(p_year), ledger.cohort_start(p_year + 1));
  execute format('select count(*) from ledger.%I', away) into events;
  execute format('drop trigger append_only on ledger.%I', away);
  execute format('drop table ledger.%I', cohort);
  execute format('alter table ledger.%I rename to %I', away, cohort);
  execute format('alter table ledger.event attach partition ledger.%I for values from (%L) to (%L)',
                 cohort, ledger.cohort_start(p_year), ledger.cohort_start(p_year + 1));
  execute format('alter table ledger.%I drop constraint its_cohort', cohort);
  delete from ledger.cohort_away a where a.year = p_year;
  return events;
end $$;

revoke all on function ledger.detach_cohort, ledger.attach_cohort, ledger.assert_cohort_was_read, ledger.refuse_away from public;
