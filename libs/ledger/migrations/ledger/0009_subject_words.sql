-- A subject's words in one row: an inverted index finds who has three common words in a third of the time that joining a
-- row a word took, on half the disk.

create table ledger.subject_words (
  subject_id uuid primary key,
  -- HMACs of the words that the subject can be found by.
  words bytea[] not null
);
insert into ledger.subject_words (subject_id, words)
  select t.subject_id, array_agg(t.token) from ledger.search_token t group by t.subject_id order by t.subject_id;
-- Entries are not left for later: each search would go through all that wait.
create index subject_words_words on ledger.subject_words using gin (words) with (fastupdate = off);
drop table ledger.search_token;
grant select on ledger.subject_words to dunghan_app;

-- A word and a subject each. Most subjects have come before with the same words: they are left alone. In the order of
-- their ids, so that two calls do not wait for each other in a circle. Looked up by key, whatever the statistics of a
-- young database make of it.
create function ledger.keep_words(p_words bytea[], p_subjects uuid[]) returns void
  language sql set search_path = pg_catalog, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
  insert into ledger.subject_words as kept (subject_id, words)
    select n.subject_id, array_agg(distinct n.word) from unnest(p_words, p_subjects) as n (word, subject_id)
      left join ledger.subject_words k on k.subject_id = n.subject_id
     where k.subject_id is null or not k.words @> array[n.word]
     group by n.subject_id order by n.subject_id
    on conflict (subject_id) do update
      set words = array(select unnest(kept.words) union select unnest(excluded.words))
$$;
revoke all on function ledger.keep_words from public;

create or replace function ledger.erase_subject(p_subject uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  first_time boolean;
begin
  perform pg_advisory_xact_lock(ledger.subject_lock(p_subject));
  insert into ledger.erasure (subject_id) values (p_subject) on conflict do nothing;
  first_time := found;
  delete from ledger.pii p where p.subject_id = p_subject;
  delete from ledger.subject_words w where w.subject_id = p_subject;
  return first_time;
end $$;

-- As 0008 has it, and keeps the words in their new place.
create or replace function ledger.append(
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
    perform ledger.keep_words(p_tokens, p_token_subjects);
  end if;
  return ('recorded'::text, p_stream, p_expected + 1, last, epoch, txid, positions[many], recorded, hash);
end $$;

-- As 0008 has it, and keeps the words in their new place; an actor is looked up where it is another than the event's
-- before, as append does.
create or replace function ledger.append_many(
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
  actor_id bigint;
  actor text;
  recorded_ms numeric;
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
  for i in 1 .. many loop
    hash := ground.hashes[i];
    recorded_ms := extract(epoch from ground.recorded[i]) * 1000;
    for v in p_expected[i] + 1 .. p_expected[i] + p_counts[i] loop
      if p_actor_ids[a] is distinct from actor_id then
        actor_id := p_actor_ids[a];
        actor := (select r.ref from ledger.actor r where r.id = actor_id);
      end if;
      if actor is null and actor_id is not null then
        raise exception 'no actor has the number %', actor_id using errcode = 'DH006';
      end if;
      positions[a] := nextval('ledger.event_gpos');
      hash := sha256(hash || convert_to(format(
        E'dunghan-event-1\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s',
        p_streams[i], p_kinds[i], v, ground.epoch, txid, positions[a], recorded_ms,
        extract(epoch from p_occurred[a]) * 1000, p_event_ids[a], p_commands[i], p_types[a], p_schema_vers[a],
        p_imported[a], p_subjects[a], encode(sha256(p_sealed[a]), 'hex'), coalesce(actor, p_actors[a]),
        p_bodies[a]), 'UTF8'));
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
    perform ledger.keep_words(p_tokens, p_token_subjects);
  end if;
  z := 0;
  for i in 1 .. many loop
    z := z + p_counts[i];
    return next ('recorded'::text, p_streams[i], p_expected[i] + 1, p_expected[i] + p_counts[i], ground.epoch, txid,
                 positions[z], ground.recorded[i], heads[i])::ledger.append_result;
  end loop;
end $$;
