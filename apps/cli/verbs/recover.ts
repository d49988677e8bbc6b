/** `dunghan recover`: every open dossier's workflow begins again from the ledger, after Temporal's store was lost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../arguments.ts';
import type { Verb, VerbIo } from '../verb.ts';

const MISUSED = 2;

/** The worker's own, since it knows Temporal: processes share no code. */
const PROGRAM = new URL(
  import.meta.url.endsWith('.ts') ? '../../worker/recovering.ts' : '../../worker/recovering.js',
  import.meta.url,
);

export const recoverVerb: Verb = {
  name: 'recover',
  summary: 'start every open dossier’s workflow again from the ledger (safe to repeat)',
  async run(args, io) {
    return readArguments(args, io, { usage: 'usage: dunghan recover', options: {} }) ? recover(io) : MISUSED;
  },
};

/** Answers with the exit code of the process that does it. */
export async function recover(io: VerbIo): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(PROGRAM)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close') as Promise<[number | null]>;
  let last: string | undefined;
  // Before its answer it tells how far it is.
  for await (const line of createInterface(child.stdout)) {
    if (last !== undefined) io.err(last);
    last = line;
  }
  const [code] = await closed;
  if (code === 0) {
    const { dossiers, nonconformities, audits, started } = JSON.parse(last!) as Record<string, number>;
    io.out(
      `${dossiers} hồ sơ, ${nonconformities} điểm không phù hợp, ${audits} cuộc đánh giá: ${started} quy trình đang chạy từ sổ cái`,
    );
  }
  return code ?? 1;
}
