-- Before any receipt a dossier is in no unit's hands: the counters of its agency find it by this.
create index dossier_unreceived on read.dossier (agency) where code is null;
