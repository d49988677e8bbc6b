/** Every procedure that comes with the product is walked from receipt to its end, on each of its branches. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import type { Actor } from '#libs/access';
import type { Edition } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';
import { mustStep } from './situation.ts';
import type { OpenStep } from './state.ts';
import {
  at,
  completing,
  HANDED_OVER,
  OFFICE,
  officer,
  ON_DUTY,
  RECEIVE,
  system,
  TestDossier,
} from './testing/index.ts';
import { dueTimers } from './timers.ts';

const DATA = new URL('../procedure/data/', import.meta.url);
const MAX_STEPS = 100;

const editions: readonly Edition[] = readdirSync(DATA)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => {
    const read = parseEdition(readFileSync(new URL(name, DATA), 'utf8'));
    if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.findings)}`);
    return read.value;
  });

/** Somebody of their own for every step, so that there are always other eyes. */
function doerOf(open: OpenStep, reception: Actor): Actor {
  if (open.kind === 'automatic') return system;
  if (open.kind === 'applicant') return reception;
  if (open.officer !== null) return { ...seated(open), officer: open.officer };
  return seated(open);
}

const seated = ({ step, role, unit, agency }: OpenStep) => ({
  ...officer(`cb-${step}`, role, 'professional', { agency }),
  roles: [{ role, unit, agency }],
});

/** Does each step as soon as it opens (or at its due moment), with the outcome of that branch where it has one. */
function walked(edition: Edition, branch: number, when: 'at-once' | 'when-due'): TestDossier {
  const first = mustStep(edition, edition.firstStep);
  const dossier = new TestDossier(edition, () => (edition.code === 'QT.DEMO.01' ? ON_DUTY : OFFICE)).at(
    '2026-03-02T07:30',
  );
  const unit = dossier.placements[first.part]!.units[first.unit]!;
  const { agency } = dossier.placements[first.part]!;
  const reception = {
    ...officer('tn', first.role, 'one-stop', { agency }),
    roles: [{ role: first.role, unit, agency }],
  };
  const documents = edition.documents.map(({ code, copies }) => ({ code, copies }));
  dossier.does(reception, { ...RECEIVE, documents });

  for (let count = 0; dossier.state.status === 'open' && count < MAX_STEPS; count++) {
    const open = nextOf(dossier);
    const due = open.deadline?.dueAt;
    if (when === 'when-due' && due && due > dossier.now) dossier.now = due;
    const step = mustStep(edition, open.step);
    const { outcome } = step.transitions[branch % (step.transitions.length || 1)] ?? { outcome: 'done' };
    const issues = step.issuesResult ? { result: { number: '1', positive: true } } : {};
    const { forms, results } = step;
    // A refused application's answer is issued where it is handed over.
    if (step.handsOver && step.issuesResult && !dossier.active.result) {
      const answer = {
        type: 'issue-result',
        step: step.no,
        number: '2',
        positive: false,
        files: [],
      } as const;
      dossier.does(doerOf(open, reception), answer);
      continue;
    }
    const command = step.handsOver
      ? HANDED_OVER
      : completing(step.no, { outcome, forms, results, ...issues });
    dossier.does(doerOf(open, reception), command);
  }
  return dossier;
}

/** What is due first; a join or a hand-over is never before what leads to it. */
function nextOf(dossier: TestDossier): OpenStep {
  const [first] = [...dossier.active.open].sort((a, b) =>
    (a.deadline?.dueAt ?? a.startsAt) < (b.deadline?.dueAt ?? b.startsAt) ? -1 : 1,
  );
  return first!;
}

const branches = (edition: Edition): number =>
  Math.max(...edition.steps.map(({ transitions }) => transitions.length));

describe.each(editions.map((edition): [string, Edition] => [edition.code, edition]))('%s', (_, edition) => {
  it('comes to its end on every branch', () => {
    for (let branch = 0; branch < branches(edition); branch++) {
      const { state, handled } = walked(edition, branch, 'at-once');
      expect(state.status).toBe('handed-over');
      expect(handled.open).toEqual([]);
      expect(handled.joins).toEqual({});
    }
  });

  it('is on time when each step is done by when it is due', () => {
    const walks = Array.from({ length: branches(edition) }, (_none, branch) =>
      walked(edition, branch, 'when-due'),
    );
    const late = walks.filter(({ handled: { appointment, result } }) => {
      return appointment && result && result.issuedAt > appointment.deadline.dueAt;
    });
    // Calendar days roll to a working day at every step, so that their sum may pass the total's.
    const keeps = edition.profile.unit !== 'calendar-days';
    expect(keeps ? late : []).toEqual([]);
  });

  it('has a timer for every open moment of its first step', () => {
    const dossier = new TestDossier(edition, () => ON_DUTY).at('2026-03-02T07:30');
    const first = mustStep(edition, edition.firstStep);
    const { agency, units } = dossier.placements[first.part]!;
    const seat = { role: first.role, unit: units[first.unit]!, agency };
    const documents = edition.documents.map(({ code, copies }) => ({ code, copies }));
    dossier.does({ ...officer('tn', first.role, 'one-stop'), roles: [seat] }, { ...RECEIVE, documents });
    for (const { summary, at: moment } of dueTimers(dossier.state, edition)) {
      expect(summary).toMatch(/\d\d:\d\d \d\d\/\d\d$/);
      expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(200);
      expect(moment >= at('2026-03-02T07:30')).toBe(true);
    }
  });
});
