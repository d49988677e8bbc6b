/** `dunghan up`: everything on this machine, until Ctrl-C. */
import { readConfig, StartRefusal } from '#libs/platform';
import { launch } from '#libs/platform/launch';
import { readArguments } from '../arguments.ts';
import type { Verb } from '../verb.ts';

const USAGE = 'usage: npm start   (set by environment variables, see README, Configuration)';
const REFUSED = 1;
const MISUSED = 2;

export const upVerb: Verb = {
  name: 'up',
  summary: 'start PostgreSQL, Temporal, API, worker and projector; Ctrl-C stops them',
  async run(args, io) {
    if (!readArguments(args, io, { usage: USAGE, options: {} })) return MISUSED;
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
    process.once('disconnect', () => stop.abort());
    process.channel?.unref();
    try {
      await launch(readConfig(), io, stop.signal);
      return 0;
    } catch (error) {
      if (!(error instanceof StartRefusal)) throw error;
      io.err(error.message);
      return REFUSED;
    }
  },
};
