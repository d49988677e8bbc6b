-- Sums are written again and again: with room in their pages 95 of 100 updates of a step's leave the index alone, without it 78.
-- Rebuilds and locks nothing: pages that are filled from now on keep the room.
alter table read.figure_step_month set (fillfactor = 75);
alter table read.figure_month set (fillfactor = 75);
alter table read.figure_agency_month set (fillfactor = 75);
