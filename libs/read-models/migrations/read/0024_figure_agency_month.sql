-- The sums a month of an agency's ended dossiers, over all units, procedures and channels: what is asked by agency reads these,
-- a hundredth of the rows. A shard writes its own.
create table read.figure_agency_month as
select shard, agency, month,
  received, done, refused, withdrawn, stopped, expired, early_promised, on_time_promised, late_promised,
  early_recalculated, on_time_recalculated, late_recalculated, on_time_766_promised, on_time_766_recalculated,
  own_minutes, other_agency_minutes, applicant_minutes, outside_minutes, allowed_minutes, returns, requests,
  re_promises, apologies_in_time, open_in_time_promised, open_near_promised, open_late_promised, open_paused_promised,
  open_no_deadline_promised, open_on_time_766_promised, open_in_time_recalculated, open_near_recalculated,
  open_late_recalculated, open_paused_recalculated, open_no_deadline_recalculated, open_on_time_766_recalculated
from read.figure_month with no data;
alter table read.figure_agency_month add primary key (month, shard, agency);
grant select, insert, update, delete, truncate on read.figure_agency_month to dunghan_app;

insert into read.figure_agency_month (shard, agency, month,
  received, done, refused, withdrawn, stopped, expired, early_promised, on_time_promised, late_promised,
  early_recalculated, on_time_recalculated, late_recalculated, on_time_766_promised, on_time_766_recalculated,
  own_minutes, other_agency_minutes, applicant_minutes, outside_minutes, allowed_minutes, returns, requests,
  re_promises, apologies_in_time, open_in_time_promised, open_near_promised, open_late_promised, open_paused_promised,
  open_no_deadline_promised, open_on_time_766_promised, open_in_time_recalculated, open_near_recalculated,
  open_late_recalculated, open_paused_recalculated, open_no_deadline_recalculated, open_on_time_766_recalculated)
select shard, agency, month,
  sum(received), sum(done), sum(refused), sum(withdrawn), sum(stopped), sum(expired), sum(early_promised),
  sum(on_time_promised), sum(late_promised), sum(early_recalculated), sum(on_time_recalculated),
  sum(late_recalculated), sum(on_time_766_promised), sum(on_time_766_recalculated), sum(own_minutes),
  sum(other_agency_minutes), sum(applicant_minutes), sum(outside_minutes), sum(allowed_minutes), sum(returns),
  sum(requests), sum(re_promises), sum(apologies_in_time), sum(open_in_time_promised), sum(open_near_promised),
  sum(open_late_promised), sum(open_paused_promised), sum(open_no_deadline_promised), sum(open_on_time_766_promised),
  sum(open_in_time_recalculated), sum(open_near_recalculated), sum(open_late_recalculated),
  sum(open_paused_recalculated), sum(open_no_deadline_recalculated), sum(open_on_time_766_recalculated)
from read.figure_month group by shard, agency, month;
