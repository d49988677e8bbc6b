-- The Merkle tree (RFC 9162) over the ledger's order, and its signed heads. proof/merkle.ts says how it is hashed.

-- Every 256 leaves in a row, with the place of the last of them. Hashes do not compress.
create table ledger.tree_tile (
  index bigint primary key,
  epoch smallint not null,
  txid xid8 not null,
  gpos bigint not null,
  leaves bytea not null check (octet_length(leaves) = 256 * 32)
);
alter table ledger.tree_tile alter column leaves set storage external;
create index tree_tile_order on ledger.tree_tile (epoch, txid, gpos);

-- The roots of full subtrees of 2^8, 2^16, 2^24, … leaves: enough to go on and to prove a leaf without reading them all.
create table ledger.tree_node (
  level smallint,
  index bigint,
  hash bytea not null,
  primary key (level, index)
);

-- The public keys that heads are signed with; the private ones are kept outside the database.
create table ledger.seal_key (
  key_id text primary key,
  public_key text not null,
  added_at timestamptz not null default now()
);

-- The root over the first `size` events, the last of them at (epoch, txid, gpos), signed by Ed25519.
create table ledger.tree_head (
  size bigint primary key check (size > 0),
  epoch smallint not null,
  txid xid8 not null,
  gpos bigint not null,
  at timestamptz not null,
  root bytea not null,
  key_id text not null references ledger.seal_key,
  signature bytea not null
);

do $$
declare
  kept text;
begin
  foreach kept in array array['tree_tile', 'tree_node', 'tree_head', 'seal_key'] loop
    execute format('create trigger append_only before update or delete on ledger.%I for each row
                    execute function ledger.refuse_change()', kept);
    execute format('create trigger no_truncate before truncate on ledger.%I execute function ledger.refuse_change()', kept);
  end loop;
end $$;

create function ledger.add_seal_key(p_key_id text, p_public_key text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into ledger.seal_key (key_id, public_key) values (p_key_id, p_public_key) on conflict do nothing
$$;

-- Extends the tree from where the caller believes it ends; false: another sealer was first.
create function ledger.seal(
  p_from bigint, p_size bigint, p_epoch smallint, p_txid xid8, p_gpos bigint, p_at timestamptz, p_root bytea,
  p_key_id text, p_signature bytea,
  p_tiles bigint[], p_tile_epochs smallint[], p_tile_txids xid8[], p_tile_gpos bigint[], p_leaves bytea[],
  p_node_levels smallint[], p_node_indexes bigint[], p_node_hashes bytea[]
) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.seal', 0));
  if p_from <> coalesce((select max(h.size) from ledger.tree_head h), 0) then
    return false;
  end if;
  insert into ledger.tree_head (size, epoch, txid, gpos, at, root, key_id, signature)
    values (p_size, p_epoch, p_txid, p_gpos, p_at, p_root, p_key_id, p_signature);
  insert into ledger.tree_tile (index, epoch, txid, gpos, leaves)
    select * from unnest(p_tiles, p_tile_epochs, p_tile_txids, p_tile_gpos, p_leaves);
  insert into ledger.tree_node (level, index, hash)
    select * from unnest(p_node_levels, p_node_indexes, p_node_hashes);
  return true;
end $$;

revoke all on function ledger.add_seal_key, ledger.seal from public;
grant select on ledger.tree_tile, ledger.tree_node, ledger.tree_head, ledger.seal_key to dunghan_app;
grant execute on function ledger.add_seal_key, ledger.seal to dunghan_app;
