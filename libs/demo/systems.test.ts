import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '#libs/calendar';
import { demoSystems } from '#libs/demo';
import { decideQms, evolveQms, foldQms, type QmsEntry } from '#libs/qms';

const TODAY = '2026-11-20' as LocalDate;

describe('The demo’s quality systems', () => {
  it('are such as the rules take, entry by entry, whatever day it is', () => {
    for (const today of [TODAY, '2026-03-01', '2025-08-10', '2024-01-01'] as LocalDate[]) {
      for (const { agency, entries } of demoSystems(today)) {
        let state = foldQms([]);
        for (const entry of entries) {
          const decided = decideQms(state, { type: 'record', entry }, today);
          expect([agency, entry.type, decided.ok]).toEqual([agency, entry.type, true]);
          if (decided.ok) state = decided.events.reduce(evolveQms, state);
        }
      }
    }
  });

  it('stand at every stage', () => {
    const lastOf = ({ entries }: { readonly entries: readonly QmsEntry[] }): string =>
      entries.findLast(({ type }) => !/^(?:Pilot|Consultant|Year|Objectives|Risk)/.test(type))?.type ?? '';
    expect(new Set(demoSystems(TODAY).map(lastOf)).size).toBeGreaterThanOrEqual(6);
  });
});
