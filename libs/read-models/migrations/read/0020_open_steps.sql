-- A dossier's open steps, one or two of ten: a board of all open work looks them up by the dossier.
create index step_open_dossier on read.step (dossier) where done_at is null;
