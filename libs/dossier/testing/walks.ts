/** For tests: random people do random things to a dossier at random moments. */
import type { Actor } from '#libs/access';
import type { Instant } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import { allowedActions } from '../allowed.ts';
import type { AllowedAction, DossierCommand } from '../commands.ts';
import type { DossierState } from '../state.ts';
import { completing, RECEIVE, TestDossier } from './dossier.ts';
import { EDITION, PARALLEL } from './editions.ts';
import {
  an,
  applicant,
  at,
  authorities,
  binh,
  chi,
  clock,
  dung,
  giang,
  officer,
  secretary,
  standingIn,
  stranger,
  supervisor,
  system,
} from './people.ts';

const yen = officer('yen', 'specialist', 'professional', { agency: 'province' });
const nga = standingIn('nga', binh, at('2026-03-01T00:00'), at('2026-03-10T00:00'));
const OFFICERS: readonly Actor[] = [an, binh, chi, dung, giang, supervisor, secretary, stranger, yen, nga];
export const ACTORS: readonly Actor[] = [...OFFICERS, applicant, clock, system];
export const STEPS = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B99'];
const LATER = '2026-12-01T17:00';

/** Well formed for the dossier as it stands, so that only who asks and what stands can be against it. */
function wellFormed(
  dossier: TestDossier,
  type: DossierCommand['type'],
  step: string,
  pick: number,
): DossierCommand {
  const { state, edition } = dossier;
  const printed = edition.steps.find(({ no }) => no === step);
  const open = 'open' in state ? state.open.find((other) => other.step === step) : undefined;
  const run = open?.run ?? 1;
  const reason = 'Lý do';
  switch (type) {
    case 'submit':
      return { ...RECEIVE, type };
    case 'receive':
      return RECEIVE;
    case 'refuse':
      return { type, reason, channel: 'counter' };
    case 'request-completion':
      return { ...RECEIVE, type, reason, items: ['Bản vẽ'] };
    case 'assign':
    case 'reassign':
    case 'substitute':
      return { type, step, reason, assignee: authorities(ableTo(state, edition, step, type)) };
    case 'complete': {
      const transition = printed?.transitions[pick % (printed.transitions.length || 1)];
      const issues = printed?.issuesResult && 'result' in state && state.result === null;
      return completing(step, {
        outcome: transition?.outcome ?? 'done',
        forms: printed?.forms ?? [],
        results: printed?.results ?? [],
        ...(issues && { result: { number: '1', positive: true } }),
      });
    }
    case 'return': {
      const done = 'done' in state ? state.done.map((other) => other.step) : [];
      const openNow = 'open' in state ? state.open.map((other) => other.step) : [];
      const to = printed?.returnsTo.find((no) => done.includes(no) && !openNow.includes(no)) ?? 'B1';
      return { type, step, to, reason };
    }
    case 'request-supplement':
      return { type, step, items: ['Giấy'], reason };
    case 'receive-supplement':
      return { type, documents: [] };
    case 'request-payment':
      return { type, step, amountVnd: 1000, what: 'Phí' };
    case 'confirm-payment':
      return { type, reference: 'BL' };
    case 'consult':
      return { type, step, agency: `cq-${pick}-${dossier.events.length}`, question: '?' };
    case 'answer-consultation': {
      const waiting = 'waiting' in state ? state.waiting : [];
      const agency = waiting.find(({ cause }) => cause === 'consultation')?.agency ?? 'stc';
      return { type, agency, answer: 'Đồng ý', files: [] };
    }
    case 'extend':
      return { type, to: at(LATER), reason };
    case 'withdraw':
    case 'stop':
      return { type, reason };
    case 'issue-result':
      return { type, step, number: '1', positive: true, files: [] };
    case 'hand-over':
      return { type, channel: 'counter', receivedBy: 'applicant' };
    case 'annul':
      return { type, commandId: ('undo' in state && state.undo?.commandId) || 'none', reason };
    case 'change-edition':
      return { type, reason, steps: {} };
    case 'claim':
    case 'unclaim':
      return { type, step };
    case 'warn-step':
    case 'mark-step-overdue':
    case 'expire-applicant-step':
      return { type, step, run };
    case 'expire-supplement':
      return { type, request: 'requests' in state ? state.requests : 1 };
    case 'recount':
    case 'warn-dossier':
    case 'mark-dossier-overdue':
      return { type };
    default:
      return type satisfies never;
  }
}

/** Somebody new who can do the step (or stand in for who has it), so that the assignee is never the obstacle. */
function ableTo(state: DossierState, edition: Edition, step: string, type: DossierCommand['type']) {
  const open = 'open' in state ? state.open.find((other) => other.step === step) : undefined;
  const role = edition.steps.find(({ no }) => no === step)?.role ?? 'specialist';
  const seat = { role, unit: open?.unit ?? 'skhcn/professional', agency: open?.agency ?? 'skhcn' };
  const version = state.status === 'none' ? 0 : state.version;
  const able = { ...officer(`moi-${version}`, role, 'professional'), roles: [seat] };
  if (type !== 'substitute') return able;
  const absent = { ...able, officer: open?.officer ?? 'binh' };
  return standingIn('the', absent, at('2026-01-01T00:00'), at('2026-12-31T00:00'));
}

export const TYPES = [
  'receive',
  'submit',
  'refuse',
  'claim',
  'unclaim',
  'assign',
  'reassign',
  'substitute',
  'complete',
  'return',
  'issue-result',
  'hand-over',
  'request-supplement',
  'receive-supplement',
  'request-payment',
  'confirm-payment',
  'consult',
  'answer-consultation',
  'extend',
  'withdraw',
  'stop',
  'annul',
  'change-edition',
  'recount',
  'warn-step',
  'mark-step-overdue',
  'expire-applicant-step',
  'warn-dossier',
  'mark-dossier-overdue',
  'expire-supplement',
] as const satisfies DossierCommand['type'][];
/** Closes the dossier or undoes; rarer, so that walks get far. */
const RARE: readonly string[] = ['withdraw', 'stop', 'expire-supplement', 'expire-applicant-step'];
/** Depends on what the calendars or another edition say, not only on who asks and what stands. */
export const BY_DATA: readonly string[] = ['recount', 'change-edition', 'substitute', 'expire-supplement'];

export interface Try {
  readonly actor: number;
  readonly type: (typeof TYPES)[number];
  readonly step: string;
  readonly pick: number;
  readonly minutes: number;
  readonly follow: boolean;
}

export const EDITIONS = { linear: EDITION, parallel: PARALLEL };

/** A try as it stands; half of them follow what is allowed to somebody, so that dossiers come to their ends. */
function commandOf(dossier: TestDossier, { actor, type, step, pick, follow }: Try): [Actor, DossierCommand] {
  const own = ACTORS[actor] ?? an;
  if (!follow) return [own, wellFormed(dossier, type, step, pick)];
  const allowed = ACTORS.flatMap((who) =>
    allowedTo(dossier, who).map((action): [Actor, AllowedAction] => [who, action]),
  );
  const useful = allowed.filter(([, { action }]) => pick > 18 || !RARE.includes(action));
  const chosen = useful[(pick * 7 + actor) % (useful.length || 1)];
  return chosen
    ? [chosen[0], wellFormed(dossier, chosen[1].action, chosen[1].step ?? step, pick)]
    : [own, wellFormed(dossier, type, step, pick)];
}

export const allowedTo = (
  { state, edition, now, placements }: TestDossier,
  actor: Actor,
): readonly AllowedAction[] => allowedActions(state, edition, actor, now, placements);

export function walk(
  { edition, tries }: { edition: keyof typeof EDITIONS; tries: readonly Try[] },
  look: (dossier: TestDossier, actor: Actor, command: DossierCommand) => void,
): TestDossier {
  const dossier = new TestDossier(EDITIONS[edition]).at('2026-03-02T08:00');
  for (const one of tries) {
    dossier.now = new Date(Date.parse(dossier.now) + one.minutes * 60_000).toISOString() as Instant;
    const [actor, command] = commandOf(dossier, one);
    look(dossier, actor, command);
  }
  return dossier;
}
