-- Agencies with an open question about the dossier, so that those who answer find it in their list of work.
alter table read.dossier add column consulted text[] not null default '{}';
create index dossier_consulted on read.dossier using gin (consulted) where consulted <> '{}';
