-- Reading in order, moving a reader's checkpoint, erasing a subject, raising the epoch; then who may do what.

-- Events after one place in the order and before another, of one shard. The index has that order, whatever the statistics
-- make of its columns: in most ledgers epoch is always 0, and the planner takes `(epoch, …) > (0, …)` for almost nothing.
create function ledger.events_between(
  p_epoch smallint, p_txid xid8, p_gpos bigint, p_before_epoch smallint, p_before_txid xid8,
  p_shard integer, p_shards integer, p_limit integer
) returns setof ledger.event language plpgsql stable
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  return query select e.* from ledger.event e
    where (e.epoch, e.txid, e.gpos) > (p_epoch, p_txid, p_gpos) and (e.epoch, e.txid) < (p_before_epoch, p_before_txid)
      and get_byte(uuid_send(e.stream_id), 15) % p_shards = p_shard
    order by e.epoch, e.txid, e.gpos limit p_limit;
end $$;

-- Moves a checkpoint on from where the caller believes it is; false: another has moved it, and the caller's work
-- must not stand. The first move is from (0, 0, 0).
create function ledger.advance_checkpoint(
  p_consumer text, p_shard smallint, p_shards smallint,
  p_from_epoch smallint, p_from_txid xid8, p_from_gpos bigint, p_epoch smallint, p_txid xid8, p_gpos bigint
) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (p_epoch, p_txid, p_gpos) <= (p_from_epoch, p_from_txid, p_from_gpos) then
    raise exception 'checkpoint of % may only move on', p_consumer using errcode = 'DH004';
  end if;
  update ledger.checkpoint c
    set epoch = p_epoch, txid = p_txid, gpos = p_gpos, updated_at = clock_timestamp()
    where c.consumer = p_consumer and c.shard = p_shard and c.shards = p_shards
      and (c.epoch, c.txid, c.gpos) = (p_from_epoch, p_from_txid, p_from_gpos);
  if found then
    return true;
  end if;
  if exists (select from ledger.checkpoint c where c.consumer = p_consumer and c.shards <> p_shards) then
    raise exception '% reads in another number of shards than %', p_consumer, p_shards using errcode = 'DH004';
  end if;
  if (p_from_epoch, p_from_txid, p_from_gpos) <> (0::smallint, '0'::xid8, 0::bigint) then
    return false;
  end if;
  insert into ledger.checkpoint (consumer, shard, shards, epoch, txid, gpos)
    values (p_consumer, p_shard, p_shards, p_epoch, p_txid, p_gpos) on conflict do nothing;
  return found;
end $$;

-- The consumer begins again from the ledger's first event.
create function ledger.reset_checkpoint(p_consumer text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from ledger.checkpoint c where c.consumer = p_consumer
$$;

-- Puts the erasure on record and removes what it erases; true the first time.
create function ledger.erase_subject(p_subject uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  first_time boolean;
begin
  perform pg_advisory_xact_lock(ledger.subject_lock(p_subject));
  insert into ledger.erasure (subject_id) values (p_subject) on conflict do nothing;
  first_time := found;
  delete from ledger.pii p where p.subject_id = p_subject;
  delete from ledger.search_token t where t.subject_id = p_subject;
  return first_time;
end $$;

-- After a restore, before anything is appended. For the owner. Every append holds a share of the table it locks, so no
-- event of the old epoch can be committed after the new one began.
create function ledger.raise_epoch(p_reason text) returns smallint
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  raised smallint;
begin
  lock table ledger.epoch in access exclusive mode;
  insert into ledger.epoch (epoch, reason) select max(e.epoch) + 1, p_reason from ledger.epoch e
    returning epoch into raised;
  return raised;
end $$;

revoke all on all functions in schema ledger from public;
grant usage on schema ledger to dunghan_app;
grant select on all tables in schema ledger to dunghan_app;
grant execute on function ledger.append, ledger.append_many, ledger.events_between, ledger.advance_checkpoint, ledger.reset_checkpoint,
  ledger.erase_subject to dunghan_app;
