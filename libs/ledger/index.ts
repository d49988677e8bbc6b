export { createLedger, type Ledger, type LedgerParts } from './ledger.ts';
export {
  MAX_COMMANDS_PER_CALL,
  MAX_EVENTS_PER_COMMAND,
  type AppendRequest,
  type AppendResult,
  type NewEvent,
  type NewPersonalData,
  type RecordedCommand,
  type RecordedEvent,
  type Recording,
} from './types.ts';
export { MAX_EVENTS_PER_LOAD, type BulkLoader, type Loaded } from './bulk.ts';
export type { StreamHistory } from './bulk-rows.ts';
export { canonicalJson, requestHashOf, type Json } from './canonical.ts';
export { allOf, columnsOf, insertInto, rowsFrom, unnested, type ColumnTypes } from './binary-columns.ts';
export { copyInto } from './copy-into.ts';
export { commandIdOf, eventIdOf, newStreamId, shardOf, v5 } from './ids.ts';
export { partsOf, positionOf, readPosition, START, type Position, type PositionParts } from './position.ts';
export { MAX_BATCH, type Batch, type LoadedForCommand, type Slice, type VersionRange } from './read.ts';
export type { ConsumerShard } from './checkpoints.ts';
export { MAX_SCANNED, type Scanned } from './find.ts';
export type { FollowHandler, FollowOptions, ProjectedBatch } from './follow.ts';
export {
  createKeyring,
  MasterKeyMissing,
  masterKeysFit,
  rewrapKeys,
  type Keyring,
  type KeyringOptions,
} from './keyring.ts';
export type { PersonalData } from './pii.ts';
export { seal, unseal } from './sealing.ts';
export { wordsOf } from './search.ts';
export { chainRowsIn } from './chain-rows.ts';
export {
  verifyStreams,
  type CheckStreams,
  type Finding,
  type FindingCode,
  type Verification,
  type VerifyScope,
} from './verify.ts';
export {
  evidenceOf,
  sealOf,
  verifyEvidence,
  type Evidence,
  type EvidenceFinding,
  type EvidenceProof,
} from './evidence.ts';
export { TreeBroken } from './proof/frontier-at.ts';
export {
  signRestore,
  type SealKeys,
  type SignedHead,
  type SignedRestore,
  type TreeHead,
} from './proof/head.ts';
export { headText } from './proof/head.ts';
export {
  publicationIn,
  recordRestore,
  type HeadStamp,
  type Publication,
  type StampFinding,
} from './proof/publication.ts';
export { checkStamp, requestStamp, StampRefused, type Stamp, type StampFault } from './proof/stamp.ts';
export { headsFileAt, type HeadsFile } from './proof/heads-file.ts';
export { keyIdOf, newSealKey, publicPem, sealKeysOf, signingKey } from './proof/keys.ts';
export { keepSealing, openSealer, type Sealer, type SealingOptions } from './proof/sealer.ts';
export { headInFile, type FileComparison, type FileFinding } from './proof/compare-file.ts';
export type { TreeFinding, TreeScope, TreeVerification } from './proof/verify-tree.ts';
export { eventHash, type HashedFields } from './hash.ts';
export {
  attachCohort,
  COHORT_REFUSED,
  cohortsAway,
  detachCohort,
  listCohorts,
  type Cohort,
} from './cohorts.ts';
export { migrate, MigrationError, type MigrationFault, type MigrationSet } from './migrate.ts';
export { migrateKeyring, migrateLedger, raiseEpoch } from './schema.ts';
