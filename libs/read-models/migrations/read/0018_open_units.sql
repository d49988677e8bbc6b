-- The open ones of a unit: beside an agency's, for whoever leads one and has a step in the other.
create index dossier_open_units on read.dossier using gin (units) where closed_at is null;
