-- Decisions on causes have become part of the records of nonconformities.
drop table read.nonconformity_decision;
