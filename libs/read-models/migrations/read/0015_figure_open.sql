-- Those that never ended, by their receipt: a report as of a past date leaves out what came later.
drop index read.figure_dossier_open;
create index figure_dossier_open on read.figure_dossier (received_at) where ended_at is null;
