import { createLogger } from './log.ts';
import { surroundingsWords } from './surroundings.ts';

/**
 * A process that can't go on says why in its log, by that log's rules: Node's own account of a failure is no JSON, and
 * quotes the row that a database refused. It ends with 1, and whoever supervises it starts it again.
 */
export function endInWords(name: string): void {
  process.on('uncaughtException', (error) => {
    const log = createLogger(name, 'fatal');
    const words = surroundingsWords(error);
    if (words === undefined) log.fatal({ err: error }, 'ended by a failure');
    else log.fatal(words);
    process.exit(1);
  });
}
