-- Nobody alters what was recorded, the owner included. SQLSTATE DH001: the ledger is append-only.

create function ledger.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'ledger.% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'DH001';
end $$;

create function ledger.refuse_unless_erased() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from ledger.erasure e where e.subject_id = old.subject_id) then
    raise exception 'personal data of % are kept: no erasure is on record', old.subject_id using errcode = 'DH001';
  end if;
  return old;
end $$;

create trigger append_only before update or delete on ledger.event for each row execute function ledger.refuse_change();
create trigger append_only before update or delete on ledger.command for each row execute function ledger.refuse_change();
create trigger append_only before update or delete on ledger.erasure for each row execute function ledger.refuse_change();
create trigger append_only before update or delete on ledger.epoch for each row execute function ledger.refuse_change();
create trigger append_only before update on ledger.pii for each row execute function ledger.refuse_change();
create trigger kept_until_erased before delete on ledger.pii for each row execute function ledger.refuse_unless_erased();

-- A head moves; where it moves to is checked against the chain (verify.ts), not here: this is the hot path.
create trigger append_only before delete on ledger.stream for each row execute function ledger.refuse_change();
create trigger keeps_what_it_is before update of stream_id, kind on ledger.stream
  for each row execute function ledger.refuse_change();

do $$
declare
  kept text;
begin
  foreach kept in array array['event', 'event_other', 'command', 'erasure', 'epoch', 'pii', 'stream'] loop
    execute format('create trigger no_truncate before truncate on ledger.%I execute function ledger.refuse_change()', kept);
  end loop;
end $$;

-- The first UUIDv7 of a year, Vietnamese time.
create function ledger.cohort_start(year integer) returns uuid language sql immutable
  set search_path = pg_catalog, pg_temp as $$
  select (lpad(to_hex((extract(epoch from make_timestamptz(year, 1, 1, 0, 0, 0, 'Asia/Ho_Chi_Minh')) * 1000)::bigint),
               12, '0') || repeat('0', 20))::uuid
$$;

-- A partition for the streams opened in a year. For the owner: it locks the default partition for a moment.
create function ledger.create_cohort(year integer) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $$
declare
  cohort text := 'event_' || year;
begin
  if to_regclass('ledger.' || cohort) is not null then
    return;
  end if;
  execute format('create table ledger.%I partition of ledger.event for values from (%L) to (%L)',
                 cohort, ledger.cohort_start(year), ledger.cohort_start(year + 1));
  -- Row triggers reach partitions by themselves, statement triggers do not.
  execute format('create trigger no_truncate before truncate on ledger.%I execute function ledger.refuse_change()', cohort);
end $$;

-- Partitions are made ahead: an event of a year without one would go to the default partition and stay there.
create function ledger.ensure_cohorts(first_year integer, years_ahead integer) returns void language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  for year in first_year .. extract(year from now())::integer + years_ahead loop
    perform ledger.create_cohort(year);
  end loop;
end $$;
