import { fromRecorded } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import type { Told } from '#workflows';

/** From the ledger's row to what a workflow is told. Bodies hold nothing personal: that was sealed before. */
export const toldOf = (recorded: RecordedEvent): Required<Told> => ({
  version: recorded.version,
  hash: recorded.hash,
  event: fromRecorded(recorded),
});
