-- Since when a dossier's row is as it is: the moment its last event was known. A question "as known at" an earlier moment
-- folds the dossier again from the ledger. Null in rows written before this column: asked of the ledger, too.
alter table read.figure_dossier add column known_at timestamptz;
