-- What was open at a moment: received before it, ended at it or later. Time ranges, so that neither bound is read alone.
create index figure_dossier_open_at on read.figure_dossier
  using gist (tstzrange(received_at, greatest(received_at, ended_at), '(]')) where ended_at is not null;
