#!/bin/bash
# Makes the product's two roles when the cluster is first initialised. docker/secrets/postgres-roles holds two lines:
# the owner's password, then the application's.
set -euo pipefail
{ read -r owner; read -r app; } < /run/secrets/postgres-roles
psql -v ON_ERROR_STOP=1 -v owner="$owner" -v app="$app" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role dunghan_owner login password :'owner';
create role dunghan_app login password :'app';
alter role dunghan_app set transaction_timeout = '30s';
alter role dunghan_app set max_parallel_workers_per_gather = '0';
alter role dunghan_app set jit = 'off';
alter database dunghan owner to dunghan_owner;
SQL
