/** `dunghan rebuild`: empties the read models; the running projector folds them again from the first event. */
import { cohortsAway } from '#libs/ledger';
import { emptyFigures, emptyReadModels } from '#libs/read-models';
import { readArguments } from '../arguments.ts';
import { withRuntime } from '../runtime.ts';
import type { Verb } from '../verb.ts';

const USAGE = 'usage: dunghan rebuild';
const REFUSED = 1;
const MISUSED = 2;

export const rebuildVerb: Verb = {
  name: 'rebuild',
  summary: 'fold the read models again from the first event',
  async run(args, io) {
    if (!readArguments(args, io, { usage: USAGE, options: {} })) return MISUSED;
    return withRuntime(io, async ({ pool, ledger }) => {
      const away = await cohortsAway(pool);
      if (away.length > 0) {
        io.err(
          `Sự kiện năm ${away.join(', ')} đang tách khỏi sổ, hồ sơ năm đó sẽ mất khỏi danh sách: gắn lại trước.`,
        );
        return REFUSED;
      }
      await emptyReadModels(pool, ledger);
      await emptyFigures(pool, ledger);
      io.out('The read models are being folded again; GET /api/health tells how far they are.');
      return 0;
    });
  },
};
