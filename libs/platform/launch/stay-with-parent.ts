/**
 * Loaded before each of our processes. The launcher holds the other end of a channel; when the launcher is gone, killed
 * perhaps, the channel breaks, and nobody would ever stop this process: it stops itself.
 */
const LAST_CHANCE_MS = 20_000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), LAST_CHANCE_MS).unref();
});
process.channel?.unref();
