-- What is published beside the heads: restores on record, and the heads' time-stamps (RFC 3161).

-- What had been sealed beyond `restored_to` is no longer in the ledger; signed as proof/head.ts says.
create table ledger.tree_restore (
  epoch smallint primary key references ledger.epoch,
  restored_to bigint not null check (restored_to >= 0),
  at timestamptz not null,
  key_id text not null,
  signature bytea not null
);

-- An authority's word that a head was there by then: a TimeStampToken over the head's signed text.
create table ledger.head_stamp (
  size bigint primary key references ledger.tree_head,
  at timestamptz not null,
  token bytea not null
);

do $$
declare
  kept text;
begin
  foreach kept in array array['tree_restore', 'head_stamp'] loop
    execute format('create trigger append_only before update or delete on ledger.%I for each row
                    execute function ledger.refuse_change()', kept);
    execute format('create trigger no_truncate before truncate on ledger.%I execute function ledger.refuse_change()', kept);
  end loop;
end $$;

create function ledger.add_head_stamp(p_size bigint, p_at timestamptz, p_token bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into ledger.head_stamp (size, at, token) values (p_size, p_at, p_token) on conflict do nothing
$$;

revoke all on function ledger.add_head_stamp from public;
grant select on ledger.tree_restore, ledger.head_stamp to dunghan_app;
grant execute on function ledger.add_head_stamp to dunghan_app;
