-- A difference becomes a nonconformity, a request to change the procedure, or both. A request has no code of its own.
alter table ops.comparison_finding rename column nonconformity to record;
alter table ops.comparison_finding add column became text not null default 'nonconformity'
  check (became in ('nonconformity', 'change-request'));
alter table ops.comparison_finding alter column became drop default;
alter table ops.comparison_finding alter column code drop not null;
alter table ops.comparison_finding drop constraint comparison_finding_pkey;
alter table ops.comparison_finding add primary key (comparison, part, difference, became);
