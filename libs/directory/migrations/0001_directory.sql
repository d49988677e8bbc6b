-- The organisation at its newest version, the log of its changes, and who may log in.
grant usage on schema directory to dunghan_app;

-- One row: the version of the organisation. Every change raises it by one.
create table directory.organisation (
  singleton boolean primary key default true check (singleton),
  version integer not null
);
insert into directory.organisation (version) values (0);

-- Who changed what: folding the bodies in order gives the organisation at any version.
create table directory.change (
  version integer not null,
  seq integer not null,
  at timestamptz not null,
  by text not null,
  type text not null,
  record text not null,
  body jsonb not null,
  primary key (version, seq)
);

create table directory.agency (
  id text primary key,
  code text not null,
  name text not null,
  short_name text not null,
  level text not null,
  parent text references directory.agency deferrable initially deferred,
  iso_mandatory boolean not null,
  valid_from date not null,
  valid_to date
);

create table directory.unit (
  id text primary key,
  agency text not null references directory.agency,
  function text not null,
  name text not null,
  valid_from date not null,
  valid_to date
);

create table directory.officer (
  id text primary key,
  name text not null,
  unit text not null references directory.unit,
  title text not null,
  email text,
  valid_from date not null,
  valid_to date
);

create table directory.held_role (
  id text primary key,
  officer text not null references directory.officer,
  role text not null,
  unit text not null references directory.unit,
  valid_from date not null,
  valid_to date
);

create table directory.system_grant (
  id text primary key,
  officer text not null references directory.officer,
  role text not null,
  scope text references directory.agency,
  valid_from date not null,
  valid_to date
);

create table directory.substitution (
  id text primary key,
  officer text not null references directory.officer,
  substitute text not null references directory.officer,
  roles jsonb,
  "from" timestamptz not null,
  "to" timestamptz not null,
  basis text not null
);

create table directory.office_hours (
  id text primary key,
  agency text not null references directory.agency,
  valid_from date not null,
  sessions jsonb not null,
  weekdays jsonb not null,
  ignores_holidays boolean not null,
  unique (agency, valid_from)
);

create table directory.assignment (
  id text primary key,
  procedure text not null,
  agency text not null references directory.agency,
  parts jsonb not null,
  valid_from date not null,
  valid_to date
);

create table directory.account (
  username text primary key,
  password_hash text not null,
  officer text not null references directory.officer,
  language text not null,
  must_change boolean not null,
  disabled boolean not null,
  created_at timestamptz not null
);

-- A token is known by its SHA-256 only.
create table directory.session (
  token_hash bytea primary key,
  account text not null references directory.account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index session_account on directory.session (account);
create index session_expires on directory.session (expires_at);

-- Attempts to log in within a window, per account and address.
create table directory.login_attempts (
  key text primary key,
  attempts integer not null,
  since timestamptz not null
);
create index login_attempts_since on directory.login_attempts (since);

grant select, update on directory.organisation to dunghan_app;
grant select, insert on directory.change to dunghan_app;
grant select, insert, update on
  directory.agency, directory.unit, directory.officer, directory.held_role, directory.system_grant,
  directory.substitution, directory.office_hours, directory.assignment, directory.account
  to dunghan_app;
grant select, insert, update, delete on directory.session, directory.login_attempts to dunghan_app;
