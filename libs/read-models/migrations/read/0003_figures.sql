-- Figures and findings, folded from the ledger by a consumer of their own.

-- One row a dossier that was received; `#libs/metrics` makes it.
create table read.figure_dossier (
  dossier uuid primary key,
  version integer not null,
  code text not null,
  procedure text not null,
  edition integer not null,
  field text not null,
  agency text not null,
  unit text not null,
  officer text not null,
  channel text not null,
  received_at timestamptz not null,
  received_month date not null,
  -- The result's issue, or the closing without one.
  ended_at timestamptz,
  ended_month date,
  ending text,
  class_promised text,
  class_recalculated text,
  -- The last promise, and the appointment in force.
  promised_at timestamptz,
  due_at timestamptz,
  warn_at timestamptz,
  -- [since, due, warn, promised] of each appointment, where there was more than the receipt's.
  dues jsonb,
  -- While the clock stood still.
  stops tstzmultirange,
  -- From each request for supplements to its answer.
  supplements tstzmultirange,
  requests smallint not null,
  returns smallint not null,
  re_promises smallint not null,
  apologies_in_time smallint not null,
  own_minutes integer not null,
  other_agency_minutes integer not null,
  applicant_minutes integer not null,
  outside_minutes integer not null,
  allowed_minutes integer
);
create index figure_dossier_agency on read.figure_dossier (agency, received_at);
create index figure_dossier_ended on read.figure_dossier (ended_at);
create index figure_dossier_open on read.figure_dossier (agency) where ended_at is null;

-- One row for each visit to a step that has come to an end.
create table read.figure_step (
  dossier uuid not null,
  step text not null,
  run integer not null,
  procedure text not null,
  edition integer not null,
  field text not null,
  agency text not null,
  unit text not null,
  role text not null,
  officer text not null,
  starts_at timestamptz not null,
  done_at timestamptz not null,
  done_month date not null,
  due_at timestamptz,
  timeliness text,
  returned boolean not null,
  own_minutes integer not null,
  other_agency_minutes integer not null,
  applicant_minutes integer not null,
  outside_minutes integer not null,
  allowed_minutes integer,
  primary key (dossier, step, run)
);

-- Sums of the above a step and month, so that a heat map need not read a million rows. A shard writes its own rows.
create table read.figure_step_month (
  shard smallint not null,
  agency text not null,
  unit text not null,
  officer text not null,
  field text not null,
  procedure text not null,
  edition integer not null,
  step text not null,
  done_month date not null,
  done integer not null,
  early integer not null,
  on_time integer not null,
  late integer not null,
  returned integer not null,
  own_minutes bigint not null,
  other_agency_minutes bigint not null,
  applicant_minutes bigint not null,
  outside_minutes bigint not null,
  allowed_minutes bigint not null,
  primary key (shard, agency, unit, officer, field, procedure, edition, step, done_month)
);

-- The appointment that counts at a moment: as told to the applicant, or as counted last.
create function read.figure_due(dues jsonb, due_at timestamptz, at timestamptz, promised boolean) returns timestamptz
  language sql stable parallel safe as $$
  select case when dues is null then due_at else (
    select (entry ->> 1)::timestamptz from jsonb_array_elements(dues) with ordinality as all_dues (entry, place)
    where (entry ->> 0)::timestamptz <= at and (not promised or (entry ->> 3)::boolean)
    order by place desc limit 1) end
$$;

create function read.figure_warn(dues jsonb, warn_at timestamptz, at timestamptz, promised boolean) returns timestamptz
  language sql stable parallel safe as $$
  select case when dues is null then warn_at else (
    select (entry ->> 2)::timestamptz from jsonb_array_elements(dues) with ordinality as all_dues (entry, place)
    where (entry ->> 0)::timestamptz <= at and (not promised or (entry ->> 3)::boolean)
    order by place desc limit 1) end
$$;

-- Since when a wait that lasts at a moment has lasted; null: none does.
create function read.figure_waits_since(spans tstzmultirange, at timestamptz) returns timestamptz
  language sql stable parallel safe as $$
  select lower(span) from unnest(spans) span where span @> at limit 1
$$;

-- What deviates, one row for each rule and place in a dossier; `#libs/nonconformity` finds it.
create table read.finding (
  dossier uuid not null,
  policy text not null,
  -- Tells two findings of one rule in one dossier apart: a step's run, or nothing.
  place text not null,
  -- Of the event that showed it.
  version integer not null,
  at timestamptz not null,
  agency text not null,
  unit text not null,
  officer text not null,
  procedure text not null,
  edition integer not null,
  step text not null,
  -- In the policy's unit, to be compared with the agency's threshold; null where there is none.
  measure double precision,
  detail jsonb not null,
  primary key (dossier, policy, place)
);
create index finding_cause on read.finding (agency, policy, procedure, step, at);

-- What people decided about nonconformities, and agencies' own settings; folded from their events.
create table read.nonconformity_decision (
  id uuid primary key,
  version integer not null,
  agency text not null,
  body jsonb not null
);
create table read.nonconformity_settings (
  agency text not null,
  version integer not null,
  valid_from timestamptz not null,
  settings jsonb not null,
  primary key (agency, version)
);

grant select, insert, update, delete, truncate on read.figure_dossier, read.figure_step, read.figure_step_month,
  read.finding, read.nonconformity_decision, read.nonconformity_settings to dunghan_app;
grant execute on function read.figure_due, read.figure_warn, read.figure_waits_since to dunghan_app;
