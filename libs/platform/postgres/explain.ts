import { StartRefusal } from '../start-refusal.ts';

const LAST_LINES = 8;

/** Turns what PostgreSQL said before it gave up into a refusal a person can act on. */
export function explain(said: string, folder: string): StartRefusal {
  if (/No space left on device/i.test(said)) {
    return new StartRefusal(
      'disk-full',
      `The disk of ${folder} is full. Free some space and start again; nothing was lost.`,
    );
  }
  if (/could not bind|Address already in use/i.test(said)) {
    return new StartRefusal(
      'port-in-use',
      `PostgreSQL's port was taken by another program at the same moment. Start again.`,
    );
  }
  if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block/i.test(said)) {
    return new StartRefusal('already-running', `Another PostgreSQL is running on ${folder}. Stop it first.`);
  }
  if (/Permission denied/i.test(said)) {
    return new StartRefusal(
      'folder-unreachable',
      `PostgreSQL may not read or write ${folder}:\n${lastLines(said)}`,
    );
  }
  return new StartRefusal('postgres-failed', `PostgreSQL did not start on ${folder}:\n${lastLines(said)}`);
}

function lastLines(said: string): string {
  return said.trim().split('\n').slice(-LAST_LINES).join('\n');
}
