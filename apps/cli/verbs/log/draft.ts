/** `dunghan log draft`: a procedure as the log's most frequent path has it, for a person to complete. */
import { dateOf, type Instant } from '#libs/calendar';
import { draftedFile, PathFold } from '#libs/conformance';
import type { VerbIo } from '../../verb.ts';
import { stringify } from 'yaml';
import { readCases, type CasesAsked } from './cases.ts';

export interface DraftOptions extends CasesAsked {
  readonly code: string;
  readonly title: string;
  readonly agency: string;
  readonly json: boolean;
}

/** The whole command; false: the log has no event. */
export async function draft(file: string, options: DraftOptions, io: VerbIo): Promise<boolean> {
  const fold = new PathFold();
  const { cases } = await readCases(file, options, io);
  for (const one of cases) fold.add(one);
  const most = fold.most();
  if (most === null) {
    io.err('The log has no event that a step could be drafted from.');
    return false;
  }
  const effectiveFrom = dateOf(new Date().toISOString() as Instant);
  const edition = draftedFile(most, { ...options, effectiveFrom });
  const { path, ...counts } = most;
  if (options.json) io.out(JSON.stringify({ ...counts, path, edition }));
  else
    io.out(`# Từ đường đi của ${counts.taken} trên ${counts.cases} hồ sơ.\n${stringify(edition)}`.trimEnd());
  return true;
}
