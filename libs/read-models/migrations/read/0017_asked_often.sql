-- What is asked often of a province's year, each over some hundred thousand dossiers.

-- Part of a code, as it is read from a receipt: trigrams. The extension is trusted: whoever owns the database may add it.
create extension if not exists pg_trgm with schema read;
create index dossier_code_part on read.dossier using gin (code read.gin_trgm_ops);

-- The open ones of an agency, for the late board and for lists of what is open.
create index dossier_open_agencies on read.dossier using gin (agencies) where closed_at is null;
