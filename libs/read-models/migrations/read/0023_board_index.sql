-- A board counts an agency's open steps and shows the first of them by what comes due first: both from one index, in place of
-- one over the step's own due moment, which no list asks by any more.
create index step_open_board on read.step (agency, first_due_at, dossier, step, run)
  include (unit, officer, procedure, paused, first_warn_at) where done_at is null;
drop index read.step_open_agency;
