import { describe, expect, it } from '@jest/globals';
import type { Instant } from '#libs/calendar';
import { fold, type RecordedDossierEvent } from '#libs/dossier';
import { Followed } from './followed.ts';
import type { Told } from './messages.ts';

const MORNING = '2026-03-02T01:00:00.000Z' as Instant;

/** A history of assignments after a receipt; `branch` names the history that the hashes belong to. */
function history(length: number, branch = 'a'): readonly Required<Told>[] {
  return Array.from({ length }, (_, index) => {
    const version = index + 1;
    return { version, hash: `${branch}${version}`, event: event(version, branch) };
  });
}

function event(version: number, branch: string): RecordedDossierEvent {
  const body =
    version === 1
      ? { procedure: 'QT.1', agency: 'so', channel: 'online', documents: [], lookupHash: branch }
      : { step: 'B1', run: 1, officer: `${branch}${version}`, unit: 'u', manner: 'assigned' };
  return {
    type: version === 1 ? 'DossierSubmitted' : 'StepAssigned',
    body,
    dossier: 'd',
    version,
    eventId: `${branch}${version}`,
    commandId: `${branch}${version}`,
    occurredAt: MORNING,
    recordedAt: MORNING,
    by: { kind: 'clock', id: 'clock' },
  } as unknown as RecordedDossierEvent;
}

const foldOf = (told: readonly Required<Told>[]) => fold(told.map((one) => one.event));

/** Reads from a ledger as the workflow does. */
function read(followed: Followed, ledger: readonly Required<Told>[]): void {
  const { wanted, heard } = followed;
  followed.learn(wanted, ledger.slice(wanted - 1), heard);
}

describe('a dossier as its workflow follows it', () => {
  const told = history(6);

  it('folds what follows on, in one signal or in many', () => {
    const [once, often] = [new Followed(), new Followed()];
    once.hear(told);
    for (const one of told) often.hear([one]);
    expect(once.state).toEqual(foldOf(told));
    expect(often.state).toEqual(foldOf(told));
    expect(once.isBehind).toBe(false);
  });

  it('ignores what it knows when the hash agrees', () => {
    const followed = new Followed();
    followed.hear(told);
    followed.hear(told.slice(2, 4));
    expect(followed.isBehind).toBe(false);
    expect(followed.state).toEqual(foldOf(told));
  });

  it('asks the ledger for what a gap hides, and no longer when it has it', () => {
    const followed = new Followed();
    followed.hear(told.slice(0, 2));
    followed.hear(told.slice(4));
    expect(followed.isBehind).toBe(true);
    expect(followed.version).toBe(2);
    read(followed, told);
    expect(followed.isBehind).toBe(false);
    expect(followed.state).toEqual(foldOf(told));
  });

  it('takes an event without its body as a pointer', () => {
    const followed = new Followed();
    followed.hear([{ version: 6, hash: 'a6' }]);
    expect(followed.isBehind).toBe(true);
    read(followed, told);
    expect(followed.version).toBe(6);
  });

  it('reads everything again when a known version has another hash', () => {
    const restored = [...told.slice(0, 3), ...history(5, 'b').slice(3)];
    const followed = new Followed();
    followed.hear(told);
    followed.hear(restored.slice(3, 4));
    expect(followed.wanted).toBe(1);
    read(followed, restored);
    expect(followed.isBehind).toBe(false);
    expect(followed.version).toBe(5);
    expect(followed.state).toEqual(foldOf(restored));
  });

  it('finds out by itself that a restored ledger is shorter', () => {
    const followed = new Followed();
    followed.hear(told);
    followed.suspectMore();
    read(followed, told.slice(0, 4));
    expect(followed.isBehind).toBe(true);
    read(followed, told.slice(0, 4));
    expect(followed.version).toBe(4);
    expect(followed.isBehind).toBe(false);
  });

  it('asks again for what it heard of while it was reading', () => {
    const followed = new Followed();
    followed.hear(told.slice(0, 1));
    followed.hear([{ version: 3, hash: 'a3' }]);
    const { wanted, heard } = followed;
    followed.hear([{ version: 6, hash: 'a6' }]);
    followed.learn(wanted, told.slice(0, 4), heard);
    expect(followed.isBehind).toBe(true);
    read(followed, told);
    expect(followed.isBehind).toBe(false);
    expect(followed.version).toBe(6);
  });
});
