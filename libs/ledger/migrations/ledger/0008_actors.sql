-- An event's actor by the number of its text: some thousand actors act in millions of events. And many commands recorded
-- by few statements.

-- Numbered by what it says: everybody gives a text the same number, whatever was restored or forgotten meanwhile.
create function ledger.actor_id(p_ref text) returns bigint language sql immutable
  set search_path = pg_catalog, pg_temp as $$
  select ('x' || encode(substring(sha256(convert_to(p_ref, 'UTF8')) for 8), 'hex'))::bit(64)::bigint
$$;

create table ledger.actor (
  id bigint primary key,
  ref text not null
);
create trigger append_only before update or delete on ledger.actor for each row execute function ledger.refuse_change();
create trigger no_truncate before truncate on ledger.actor execute function ledger.refuse_change();

-- An event has the one or the other: whoever acts once, an applicant say, is written out.
alter table ledger.event add column actor_id bigint, alter column actor_ref drop not null;

-- Answers with the texts that have their number now; two texts of one number are not both among them.
create function ledger.ensure_actors(p_refs text[]) returns setof text
  language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into ledger.actor (id, ref) select ledger.actor_id(r), r from unnest(p_refs) r on conflict do nothing;
  select a.ref from unnest(p_refs) r join ledger.actor a on a.id = ledger.actor_id(r) and a.ref = r
$$;

drop function ledger.append_many;
drop function ledger.append;

-- As 0003 has it, and: p_actor_ids are the actors' numbers, p_actors the texts of those without. SQLSTATE DH006: a number
-- that nobody has.
create function ledger.append(
  p_stream uuid, p_kind text, p_expected integer, p_command uuid, p_request bytea,
  p_event_ids uuid[], p_types text[], p_schema_vers smallint[], p_occurred timestamptz[], p_imported boolean[],
  p_actor_ids bigint[], p_actors text[], p_bodies text[],
  p_subjects uuid[], p_sealed bytea[], p_tokens bytea[], p_token_subjects uuid[]
) returns ledger.append_result language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  version integer;
  kind text;
  hash bytea;
  epoch smallint;
  recorded timestamptz;
  known boolean;
  txid xid8;
  many constant integer := cardinality(p_event_ids);
  last constant integer := p_expected + many;
  hashes bytea[];
  positions bigint[];
  actor_id bigint := p_actor_ids[1];
  actor text;
begin
  -- Where the stream is, and whether the command is known. The clock may jump back; what a stream knew and when may not.
  -- Reading the epoch shuts out raise_epoch until this transaction ends.
  select coalesce(s.version, 0), s.kind, coalesce(s.head_hash, ''), e.epoch, c.command_id is not null,
         greatest(date_trunc('milliseconds', clock_timestamp()), s.recorded_at),
         (select a.ref from ledger.actor a where a.id = actor_id)
    into version, kind, hash, epoch, known, recorded, actor
    from (select e.epoch from ledger.epoch e order by e.epoch desc limit 1) e
    left join ledger.stream s on s.stream_id = p_stream
    left join ledger.command c on c.command_id = p_command;

  if known then
    return ledger.known_command(p_command, p_request);
  end if;
  if version <> p_expected then
    return ledger.conflict_at(version);
  end if;
  if kind <> p_kind then
    raise exception 'stream % is of kind %, not %', p_stream, kind, p_kind using errcode = 'DH002';
  end if;
  if p_sealed is not null and not ledger.subjects_may_be_kept(p_subjects) then
    return ledger.subject_erased();
  end if;

  txid := pg_current_xact_id();
  for i in 1 .. many loop
    if p_actor_ids[i] is distinct from actor_id then
      actor_id := p_actor_ids[i];
      actor := (select a.ref from ledger.actor a where a.id = actor_id);
    end if;
    if actor is null and actor_id is not null then
      raise exception 'no actor has the number %', actor_id using errcode = 'DH006';
    end if;
    positions[i] := nextval('ledger.event_gpos');
    hash := sha256(hash || convert_to(format(
      E'dunghan-event-1\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s',
      p_stream, p_kind, p_expected + i, epoch, txid, positions[i], extract(epoch from recorded) * 1000,
      extract(epoch from p_occurred[i]) * 1000, p_event_ids[i], p_command, p_types[i], p_schema_vers[i], p_imported[i],
      p_subjects[i], encode(sha256(p_sealed[i]), 'hex'), coalesce(actor, p_actors[i]), p_bodies[i]), 'UTF8'));
    hashes[i] := hash;
  end loop;

  if p_expected = 0 then
    insert into ledger.stream (stream_id, recorded_at, version, kind, head_hash)
      values (p_stream, recorded, last, p_kind, hash) on conflict do nothing;
  else
    update ledger.stream s set recorded_at = recorded, version = last, head_hash = hash
      where s.stream_id = p_stream and s.version = p_expected;
  end if;
  if not found then
    -- Another writer was first. If it brought the same command, this is a repetition.
    return coalesce(ledger.known_command(p_command, p_request),
                    ledger.conflict_at((select s.version from ledger.stream s where s.stream_id = p_stream)));
  end if;

  insert into ledger.command (command_id, stream_id, from_version, to_version, request_hash)
    values (p_command, p_stream, p_expected + 1, last, p_request) on conflict do nothing;
  if not found then
    -- The same command went to another stream at the same moment: nothing of this one may stand. Ask again.
    raise exception 'command % is being recorded elsewhere', p_command using errcode = 'DH003';
  end if;

  insert into ledger.event (stream_id, event_id, command_id, txid, gpos, recorded_at, occurred_at, stream_seq, epoch,
                            schema_ver, imported, event_hash, type, actor_id, actor_ref, body, pii_subject, pii_hash)
    select p_stream, p_event_ids[i], p_command, txid, positions[i], recorded, p_occurred[i], p_expected + i, epoch,
           p_schema_vers[i], p_imported[i], hashes[i], p_types[i], p_actor_ids[i],
           case when p_actor_ids[i] is null then p_actors[i] end, convert_to(p_bodies[i], 'UTF8'),
           p_subjects[i], sha256(p_sealed[i])
      from generate_series(1, many) i;
  if p_sealed is not null then
    insert into ledger.pii (stream_id, stream_seq, subject_id, sealed)
      select p_stream, p_expected + i, p_subjects[i], p_sealed[i]
        from generate_subscripts(p_sealed, 1) i where p_sealed[i] is not null;
    insert into ledger.search_token (token, subject_id)
      select * from unnest(p_tokens, p_token_subjects) on conflict do nothing;
  end if;
  return ('recorded'::text, p_stream, p_expected + 1, last, epoch, txid, positions[many], recorded, hash);
end $$;

-- Whether commands can be recorded together: each on a stream of its own, at the version it expects, and known to nobody.
-- Then the streams' hashes and the moments of their recording, in the commands' order; else null. The joins are looked up
-- by key, whatever the statistics of a young database make of them.
create type ledger.append_ground as (epoch smallint, hashes bytea[], recorded timestamptz[]);

create function ledger.common_ground(p_streams uuid[], p_kinds text[], p_expected integer[], p_commands uuid[])
  returns ledger.append_ground language plpgsql stable set search_path = pg_catalog, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
declare
  ground ledger.append_ground;
  fit integer;
  streams integer;
  commands integer;
begin
  select max(e.epoch), array_agg(coalesce(s.head_hash, '') order by r.at),
         array_agg(greatest(date_trunc('milliseconds', clock_timestamp()), s.recorded_at) order by r.at),
         count(*) filter (where coalesce(s.version, 0) = r.expected and coalesce(s.kind, r.kind) = r.kind
                            and c.command_id is null),
         count(distinct r.stream_id), count(distinct r.command_id)
    into ground.epoch, ground.hashes, ground.recorded, fit, streams, commands
    from (select e.epoch from ledger.epoch e order by e.epoch desc limit 1) e
    cross join unnest(p_streams, p_kinds, p_expected, p_commands) with ordinality
      as r (stream_id, kind, expected, command_id, at)
    left join ledger.stream s on s.stream_id = r.stream_id
    left join ledger.command c on c.command_id = r.command_id;
  if least(fit, streams, commands) = cardinality(p_streams) then
    return ground;
  end if;
  return null;
end $$;

-- Many commands, a stream each, in one call. p_counts says how many events (and p_token_counts how many tokens) belong
-- to each command. Answers come in the order of the commands; one that is refused stops no other: where not all can be
-- recorded together, each is by itself.
create function ledger.append_many(
  p_streams uuid[], p_kinds text[], p_expected integer[], p_commands uuid[], p_requests bytea[],
  p_counts integer[], p_token_counts integer[],
  p_event_ids uuid[], p_types text[], p_schema_vers smallint[], p_occurred timestamptz[], p_imported boolean[],
  p_actor_ids bigint[], p_actors text[], p_bodies text[],
  p_subjects uuid[], p_sealed bytea[], p_tokens bytea[], p_token_subjects uuid[]
) returns setof ledger.append_result language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  many constant integer := cardinality(p_streams);
  ground ledger.append_ground := ledger.common_ground(p_streams, p_kinds, p_expected, p_commands);
  a integer := 1;
  z integer;
  t integer := 1;
  tz integer;
  txid xid8;
  hash bytea;
  hashes bytea[];
  heads bytea[];
  owners integer[];
  versions integer[];
  positions bigint[];
  actors text[];
  moved integer;
  opened integer := 0;
begin
  if ground is null or (p_sealed is not null and not ledger.subjects_may_be_kept(p_subjects)) then
    for i in 1 .. many loop
      z := a + p_counts[i] - 1;
      tz := t + p_token_counts[i] - 1;
      return next ledger.append(
        p_streams[i], p_kinds[i], p_expected[i], p_commands[i], p_requests[i],
        p_event_ids[a:z], p_types[a:z], p_schema_vers[a:z], p_occurred[a:z], p_imported[a:z],
        p_actor_ids[a:z], p_actors[a:z], p_bodies[a:z], p_subjects[a:z], p_sealed[a:z],
        p_tokens[t:tz], p_token_subjects[t:tz]);
      a := z + 1;
      t := tz + 1;
    end loop;
    return;
  end if;

  txid := pg_current_xact_id();
  actors := array(select coalesce((select a.ref from ledger.actor a where a.id = e.id), e.ref)
                    from unnest(p_actor_ids, p_actors) with ordinality as e (id, ref, at) order by e.at);
  for i in 1 .. many loop
    hash := ground.hashes[i];
    for v in p_expected[i] + 1 .. p_expected[i] + p_counts[i] loop
      if actors[a] is null then
        raise exception 'no actor has the number %', p_actor_ids[a] using errcode = 'DH006';
      end if;
      positions[a] := nextval('ledger.event_gpos');
      hash := sha256(hash || convert_to(format(
        E'dunghan-event-1\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s',
        p_streams[i], p_kinds[i], v, ground.epoch, txid, positions[a], extract(epoch from ground.recorded[i]) * 1000,
        extract(epoch from p_occurred[a]) * 1000, p_event_ids[a], p_commands[i], p_types[a], p_schema_vers[a],
        p_imported[a], p_subjects[a], encode(sha256(p_sealed[a]), 'hex'), actors[a], p_bodies[a]), 'UTF8'));
      hashes[a] := hash;
      owners[a] := i;
      versions[a] := v;
      a := a + 1;
    end loop;
    heads[i] := hash;
  end loop;

  if 0 = any (p_expected) then
    insert into ledger.stream (stream_id, recorded_at, version, kind, head_hash)
      select p_streams[i], ground.recorded[i], p_counts[i], p_kinds[i], heads[i]
        from generate_series(1, many) i where p_expected[i] = 0 on conflict do nothing;
    get diagnostics opened = row_count;
  end if;
  -- In the order given: two calls that move the same streams do not wait for each other in a circle.
  for i in 1 .. many loop
    continue when p_expected[i] = 0;
    update ledger.stream s set recorded_at = ground.recorded[i], version = p_expected[i] + p_counts[i], head_hash = heads[i]
      where s.stream_id = p_streams[i] and s.version = p_expected[i];
    exit when not found;
    opened := opened + 1;
  end loop;
  insert into ledger.command (command_id, stream_id, from_version, to_version, request_hash)
    select p_commands[i], p_streams[i], p_expected[i] + 1, p_expected[i] + p_counts[i], p_requests[i]
      from generate_series(1, many) i on conflict do nothing;
  get diagnostics moved = row_count;
  if least(opened, moved) < many then
    -- Another writer came between: nothing of all this may stand. Ask again.
    raise exception 'commands are being recorded elsewhere' using errcode = 'DH003';
  end if;

  insert into ledger.event (stream_id, event_id, command_id, txid, gpos, recorded_at, occurred_at, stream_seq, epoch,
                            schema_ver, imported, event_hash, type, actor_id, actor_ref, body, pii_subject, pii_hash)
    select p_streams[owners[i]], p_event_ids[i], p_commands[owners[i]], txid, positions[i], ground.recorded[owners[i]],
           p_occurred[i], versions[i], ground.epoch, p_schema_vers[i], p_imported[i], hashes[i], p_types[i],
           p_actor_ids[i], case when p_actor_ids[i] is null then p_actors[i] end, convert_to(p_bodies[i], 'UTF8'),
           p_subjects[i], sha256(p_sealed[i])
      from generate_series(1, a - 1) i;
  if p_sealed is not null then
    insert into ledger.pii (stream_id, stream_seq, subject_id, sealed)
      select p_streams[owners[i]], versions[i], p_subjects[i], p_sealed[i]
        from generate_subscripts(p_sealed, 1) i where p_sealed[i] is not null;
    insert into ledger.search_token (token, subject_id)
      select * from unnest(p_tokens, p_token_subjects) on conflict do nothing;
  end if;
  z := 0;
  for i in 1 .. many loop
    z := z + p_counts[i];
    return next ('recorded'::text, p_streams[i], p_expected[i] + 1, p_expected[i] + p_counts[i], ground.epoch, txid,
                 positions[z], ground.recorded[i], heads[i])::ledger.append_result;
  end loop;
end $$;

-- Takes the cohort back from ledger.away_<year>, which may have gone before events had an actor's number. What it holds
-- is not believed: run `dunghan ledger verify` afterwards.
create or replace function ledger.attach_cohort(p_year integer) returns bigint language plpgsql
  set search_path = pg_catalog, pg_temp set lock_timeout = '5s' as $$
declare
  cohort text := 'event_' || p_year;
  away text := 'away_' || p_year;
  events bigint;
begin
  if to_regclass('ledger.' || away) is null or not exists (select from ledger.cohort_away a where a.year = p_year) then
    raise exception 'there is no table ledger.% to attach', away using errcode = 'DH005';
  end if;
  execute format('alter table ledger.%I add column if not exists actor_id bigint, alter column actor_ref drop not null', away);
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

revoke all on all functions in schema ledger from public;
grant select on ledger.actor to dunghan_app;
grant execute on function ledger.append, ledger.append_many, ledger.ensure_actors to dunghan_app;
