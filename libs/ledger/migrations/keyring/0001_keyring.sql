-- A data key per applicant, wrapped by a master key that the database never sees. A schema of its own, so that it can
-- live in a database of its own, outside the ledger's backups.

create table keyring.subject_key (
  subject_id uuid primary key,
  wrapped bytea,
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);

-- Gives each subject the key offered for it unless it has one, or had; answers with the keys that stand.
create function keyring.ensure_keys(p_subjects uuid[], p_wrapped bytea[])
  returns table (subject_id uuid, wrapped bytea)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into keyring.subject_key as k (subject_id, wrapped)
    select s, w from unnest(p_subjects, p_wrapped) as offered (s, w) order by s on conflict do nothing;
  return query select k.subject_id, k.wrapped from keyring.subject_key k where k.subject_id = any (p_subjects);
end $$;

-- The row stays, so that the subject never gets another key.
create function keyring.destroy_key(p_subject uuid) returns void
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into keyring.subject_key as k (subject_id, wrapped, destroyed_at) values (p_subject, null, now())
    on conflict (subject_id) do update set wrapped = null, destroyed_at = now() where k.destroyed_at is null
$$;

revoke all on all functions in schema keyring from public;
grant usage on schema keyring to dunghan_app;
grant select on all tables in schema keyring to dunghan_app;
grant execute on function keyring.ensure_keys, keyring.destroy_key to dunghan_app;
