-- One agency's steps of a year, for its score: without this every page of a sheet reads all steps of the province.
create index figure_step_agency on read.figure_step (agency, done_at);
