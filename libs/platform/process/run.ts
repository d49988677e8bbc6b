import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

const KEPT_OUTPUT_CHARACTERS = 4_000;

/**
 * Runs a program to its end: undefined when it succeeded, else the end of what it said. A missing program is a
 * failure like another. The program leads a group of its own, so that an abort reaches what it started as well.
 */
export function runToEnd(
  program: string,
  args: string[],
  options: RunOptions = {},
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(program, args, {
      cwd: options.cwd ?? '/',
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const keep = (text: string) => (said = (said + text).slice(-KEPT_OUTPUT_CHARACTERS));
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const abort = () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    const end = (failure: string | undefined) => {
      options.signal?.removeEventListener('abort', abort);
      resolve(failure);
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code) => end(code === 0 ? undefined : said.trim() || `${program} failed`));
  });
}
