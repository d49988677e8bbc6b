-- What boards ask of open steps, beside them: the earlier due moment of the step and its dossier, the procedure, and the
-- dossier's other agencies. A board then reads the open steps in reach and no dossier.
alter table read.step
  add procedure text,
  add first_due_at timestamptz,
  add first_warn_at timestamptz,
  -- Ids with a space between; null: none.
  add elsewhere text;

update read.step s set
  procedure = d.procedure,
  first_due_at = least(s.due_at, case when d.issued_at is null then d.due_at end),
  first_warn_at = least(s.warn_at, case when d.issued_at is null then d.warn_at end),
  elsewhere = nullif(array_to_string(array_remove(d.agencies, s.agency), ' '), '')
from read.dossier d where d.id = s.dossier and s.done_at is null;

create index step_open_elsewhere on read.step using gin (string_to_array(elsewhere, ' '))
  where done_at is null and elsewhere is not null;
