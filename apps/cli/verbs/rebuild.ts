/** `dunghan rebuild`: empties the read models; the running projector folds them again from the first event. */
import { emptyFigures, emptyReadModels } from '#libs/read-models';
import { withRuntime } from '../runtime.ts';
import type { Verb } from '../verb.ts';

export const rebuildVerb: Verb = {
  name: 'rebuild',
  summary: 'fold the read models again from the first event',
  run: (_args, io) =>
    withRuntime(io, async ({ pool, ledger }) => {
      await emptyReadModels(pool, ledger);
      await emptyFigures(pool, ledger);
      io.out('The read models are being folded again; GET /api/health tells how far they are.');
      return 0;
    }),
};
