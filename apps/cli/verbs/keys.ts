/** `dunghan keys rewrap`: applicants' keys are wrapped by the newest master key, so that an older one opens nothing more. */
import { MasterKeyMissing, rewrapKeys } from '#libs/ledger';
import { readMasterKeys } from '#libs/platform';
import { keyringKeys } from '#libs/runtime';
import { readArguments, refuse } from '../arguments.ts';
import { asOwner } from '../backup/owner.ts';
import type { Verb } from '../verb.ts';

const USAGE = `dunghan keys rewrap
  bọc lại khóa của người nộp bằng khóa chủ mới nhất (dòng đầu của tệp khóa; các khóa cũ ở dưới). DATABASE_OWNER_URL`;
const REFUSED = 1;
const MISUSED = 2;

export const keysVerb: Verb = {
  name: 'keys',
  summary: 'wrap applicants’ keys by the newest master key (rewrap)',
  async run(args, io) {
    const given = readArguments(args, io, { usage: USAGE, options: {}, words: [1, 1] });
    if (!given) return MISUSED;
    const [action] = given.positionals;
    if (action !== 'rewrap') {
      refuse(io, USAGE, `“${action}” không nhận: chỉ có rewrap`);
      return MISUSED;
    }
    return asOwner(async ({ config, pool }) => {
      const count = await rewrapKeys(pool, keyringKeys(await readMasterKeys(config))).catch(
        (error: unknown) => {
          if (error instanceof MasterKeyMissing) return error;
          throw error;
        },
      );
      if (count instanceof MasterKeyMissing) {
        io.err(`DUNGHAN_MASTER_KEY_FILE: ${count.message}; keep each older key below the new one.`);
        return REFUSED;
      }
      // What was wrapped before lies in dead rows until PostgreSQL takes their place.
      await pool.query('vacuum keyring.subject_key');
      io.out(`${count} khóa của người nộp được bọc lại bằng khóa chủ mới nhất`);
      return 0;
    });
  },
};
