-- The moment of truth: one call records a command's events, or says why it does not.

create type ledger.append_result as (
  status text,           -- recorded | repeated | conflict | other-request | subject-erased
  stream_id uuid,        -- of a repeated command: the stream it went to the first time
  from_version integer,
  to_version integer,    -- of a conflict: the version the stream is at
  epoch smallint,        -- with txid and gpos: the position of the last event
  txid xid8,
  gpos bigint,
  recorded_at timestamptz,
  event_hash bytea       -- of the last event
);

-- What a command came to, when it was recorded before; all null when it was not.
create function ledger.known_command(p_command uuid, p_request bytea) returns ledger.append_result
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  known ledger.command%rowtype;
  answer ledger.append_result;
begin
  select c.* into known from ledger.command c where c.command_id = p_command;
  if not found then
    return null;
  end if;
  if known.request_hash <> p_request then
    answer.status := 'other-request';
    return answer;
  end if;
  select 'repeated', known.stream_id, known.from_version, known.to_version,
         e.epoch, e.txid, e.gpos, e.recorded_at, e.event_hash
    into answer
    from ledger.event e where e.stream_id = known.stream_id and e.stream_seq = known.to_version;
  return answer;
end $$;

create function ledger.conflict_at(p_version integer) returns ledger.append_result language sql immutable
  set search_path = pg_catalog, pg_temp as $$
  select ('conflict', null, null, p_version, null, null, null, null, null)::ledger.append_result
$$;

create function ledger.subject_erased() returns ledger.append_result language sql immutable
  set search_path = pg_catalog, pg_temp as $$
  select ('subject-erased', null, null, null, null, null, null, null, null)::ledger.append_result
$$;

-- Appends and erasures of one subject go one after the other.
create function ledger.subject_lock(p_subject uuid) returns bigint language sql immutable
  set search_path = pg_catalog, pg_temp as $$
  select hashtextextended(p_subject::text, 0)
$$;

-- None of them was erased, nor will be before this transaction ends.
create function ledger.subjects_may_be_kept(p_subjects uuid[]) returns boolean language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(ledger.subject_lock(s))
    from (select distinct s from unnest(p_subjects) s where s is not null order by s) in_order;
  return not exists (select from ledger.erasure e where e.subject_id = any (p_subjects));
end $$;

-- The arrays run in parallel, one element an event. p_sealed: the ciphertext of personal data, null where there is none.
-- p_tokens are the search tokens of p_token_subjects. A stream that does not exist is at version 0.
-- Every statement and every node of an expression is set up anew in each transaction: few of them is what makes it fast.
create function ledger.append(
  p_stream uuid, p_kind text, p_expected integer, p_command uuid, p_request bytea,
  p_event_ids uuid[], p_types text[], p_schema_vers smallint[], p_occurred timestamptz[], p_imported boolean[],
  p_actors text[], p_bodies text[], p_subjects uuid[], p_sealed bytea[], p_tokens bytea[], p_token_subjects uuid[]
) returns ledger.append_result language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  version integer;
  kind text;
  hash bytea;
  epoch smallint;
  recorded timestamptz;
  known boolean;
  txid xid8;
  last constant integer := p_expected + cardinality(p_event_ids);
  hashes bytea[];
  positions bigint[];
begin
  -- Where the stream is, and whether the command is known. The clock may jump back; what a stream knew and when may not.
  -- Reading the epoch shuts out raise_epoch until this transaction ends.
  select coalesce(s.version, 0), s.kind, coalesce(s.head_hash, ''), e.epoch, c.command_id is not null,
         greatest(date_trunc('milliseconds', clock_timestamp()), s.recorded_at)
    into version, kind, hash, epoch, known, recorded
    from (select e.epoch from ledger.epoch e order by e.epoch desc limit 1) e
    left join ledger.stream s on s.stream_id = p_stream
    left join ledger.command c on c.command_id = p_command;

  if known then
    return ledger.known_command(p_command, p_request);
  end if;
  if version <> p_expected then
    return ('conflict'::text, null::uuid, null::integer, version, null::smallint, null::xid8, null::bigint,
            null::timestamptz, null::bytea);
  end if;
  if kind <> p_kind then
    raise exception 'stream % is of kind %, not %', p_stream, kind, p_kind using errcode = 'DH002';
  end if;
  if p_sealed is not null and not ledger.subjects_may_be_kept(p_subjects) then
    return ledger.subject_erased();
  end if;

  txid := pg_current_xact_id();
  for i in 1 .. cardinality(p_event_ids) loop
    positions[i] := nextval('ledger.event_gpos');
    hash := sha256(hash || convert_to(format(
      E'dunghan-event-1\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s',
      p_stream, p_kind, p_expected + i, epoch, txid, positions[i], extract(epoch from recorded) * 1000,
      extract(epoch from p_occurred[i]) * 1000, p_event_ids[i], p_command, p_types[i], p_schema_vers[i], p_imported[i],
      p_subjects[i], encode(sha256(p_sealed[i]), 'hex'), p_actors[i], p_bodies[i]), 'UTF8'));
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

  for i in 1 .. cardinality(p_event_ids) loop
    insert into ledger.event (stream_id, event_id, command_id, txid, gpos, recorded_at, occurred_at, stream_seq, epoch,
                              schema_ver, imported, event_hash, type, actor_ref, body, pii_subject, pii_hash)
      values (p_stream, p_event_ids[i], p_command, txid, positions[i], recorded, p_occurred[i], p_expected + i, epoch,
              p_schema_vers[i], p_imported[i], hashes[i], p_types[i], p_actors[i], convert_to(p_bodies[i], 'UTF8'),
              p_subjects[i], sha256(p_sealed[i]));
  end loop;
  if p_sealed is not null then
    insert into ledger.pii (stream_id, stream_seq, subject_id, sealed)
      select p_stream, p_expected + i, p_subjects[i], p_sealed[i]
        from generate_subscripts(p_sealed, 1) i where p_sealed[i] is not null;
    insert into ledger.search_token (token, subject_id)
      select * from unnest(p_tokens, p_token_subjects) on conflict do nothing;
  end if;
  return ('recorded'::text, p_stream, p_expected + 1, last, epoch, txid, positions[cardinality(positions)], recorded, hash);
end $$;

-- Many commands, a stream each, in one call. p_counts says how many events (and p_token_counts how many tokens) belong
-- to each command. Answers come in the order of the commands; one that is refused stops no other.
create function ledger.append_many(
  p_streams uuid[], p_kinds text[], p_expected integer[], p_commands uuid[], p_requests bytea[],
  p_counts integer[], p_token_counts integer[],
  p_event_ids uuid[], p_types text[], p_schema_vers smallint[], p_occurred timestamptz[], p_imported boolean[],
  p_actors text[], p_bodies text[], p_subjects uuid[], p_sealed bytea[], p_tokens bytea[], p_token_subjects uuid[]
) returns setof ledger.append_result language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  a integer := 1;
  z integer;
  t integer := 1;
  tz integer;
begin
  for i in 1 .. cardinality(p_streams) loop
    z := a + p_counts[i] - 1;
    tz := t + p_token_counts[i] - 1;
    return next ledger.append(
      p_streams[i], p_kinds[i], p_expected[i], p_commands[i], p_requests[i],
      p_event_ids[a:z], p_types[a:z], p_schema_vers[a:z], p_occurred[a:z], p_imported[a:z],
      p_actors[a:z], p_bodies[a:z], p_subjects[a:z], p_sealed[a:z], p_tokens[t:tz], p_token_subjects[t:tz]);
    a := z + 1;
    t := tz + 1;
  end loop;
end $$;
