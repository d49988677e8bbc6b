/** `dunghan recover`: every open dossier's workflow begins again from the ledger, after Temporal's store was lost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
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
    if (args.length > 0) {
      io.err('usage: dunghan recover');
      return MISUSED;
    }
    return recover(io);
  },
};

/** Answers with the exit code of the process that does it. */
export async function recover(io: VerbIo): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(PROGRAM)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let line = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (line += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (line.trim()) {
    const { dossiers, nonconformities, audits, started } = JSON.parse(
      line.trim().split('\n').at(-1)!,
    ) as Record<string, number>;
    io.out(
      `${dossiers} hồ sơ, ${nonconformities} điểm không phù hợp, ${audits} cuộc đánh giá: ${started} quy trình đang chạy từ sổ cái`,
    );
  }
  return code ?? 1;
}
