/** What of a dossier's events there is to tell, as far as it still stands. */
import type { DossierState, OpenStep, RecordedDossierEvent, StepRun } from '#libs/dossier';
import type { Cause } from './events.ts';

/** A cause, and whom it concerns before anybody's superiors and stand-ins are looked up. */
export interface News {
  readonly cause: Cause;
  readonly officers: readonly string[];
  /** Steps that nobody has: whoever may take them up is told. */
  readonly unheld: readonly OpenStep[];
  /** Whose superiors are told as well: the places of these steps. */
  readonly superiorsOf: readonly OpenStep[];
  readonly superiors: 'none' | 'nearest' | 'all';
  /** The agency that received the dossier, when all superiors are told. */
  readonly agency: string;
  /** Whoever did it need not be told. */
  readonly by: string;
}

type Open = Extract<DossierState, { status: 'open' }>;

const TELLING: ReadonlySet<string> = new Set<RecordedDossierEvent['type']>([
  'StepAssigned',
  'StepCompleted',
  'StepReturned',
  'SupplementReceived',
  'StepWarned',
  'StepOverdue',
  'DossierWarned',
  'DossierOverdue',
]);

/** Whether an event can be news at all, before its dossier is read. */
export const mayBeNews = (type: string): boolean => TELLING.has(type);

/** @param state the dossier as it is by now: what has been settled meanwhile is no news. */
export function newsOf(event: RecordedDossierEvent, state: DossierState): readonly News[] {
  if (event.imported || state.status !== 'open') return [];
  switch (event.type) {
    case 'StepAssigned': {
      const open = openRun(state, event.body);
      const { manner, officer, from, step, run } = event.body;
      if (!open || open.officer !== officer || manner === 'claimed') return [];
      const key = `${manner} ${step}#${run} v${event.version}`;
      const told = [officer, ...(from === undefined ? [] : [from])];
      return [news(event, state, { kind: manner, key, ...runOf(open) }, [open], { officers: told })];
    }
    case 'StepCompleted':
    case 'StepReturned':
      return event.body.opens.flatMap((opening) => {
        const open = openRun(state, opening);
        if (!open || opening.officer === undefined || open.officer !== opening.officer) return [];
        const key = `assigned ${open.step}#${open.run} v${event.version}`;
        return [news(event, state, { kind: 'assigned', key, ...runOf(open) }, [open])];
      });
    case 'SupplementReceived': {
      const key = `supplement-received ${event.body.request}`;
      return [news(event, state, { kind: 'supplement-received', key }, state.open)];
    }
    case 'StepWarned':
    case 'StepOverdue': {
      const open = openRun(state, event.body);
      if (!open || open.deadline?.dueAt !== event.body.dueAt) return [];
      const late = event.type === 'StepOverdue';
      const kind = late ? 'step-overdue' : 'step-warned';
      const { dueAt } = event.body;
      const cause = {
        kind,
        key: `${kind} ${open.step}#${open.run} ${dueAt}`,
        ...runOf(open),
        dueAt,
      } as const;
      return [news(event, state, cause, [open], { superiors: late ? 'all' : 'nearest' })];
    }
    case 'DossierWarned':
    case 'DossierOverdue': {
      const { dueAt } = event.body;
      if (state.result || state.appointment?.deadline.dueAt !== dueAt) return [];
      const late = event.type === 'DossierOverdue';
      const kind = late ? 'dossier-overdue' : 'dossier-warned';
      const cause = { kind, key: `${kind} ${dueAt}`, dueAt } as const;
      return [news(event, state, cause, state.open, { superiors: late ? 'all' : 'nearest' })];
    }
    default:
      return [];
  }
}

function news(
  event: RecordedDossierEvent,
  state: Open,
  cause: Cause,
  steps: readonly OpenStep[],
  more: Partial<Pick<News, 'officers' | 'superiors'>> = {},
): News {
  const worked = steps.filter(({ kind }) => kind === 'officer');
  return {
    cause,
    officers: worked.flatMap(({ officer }) => officer ?? []),
    unheld: worked.filter(({ officer }) => officer === null),
    superiorsOf: worked,
    superiors: 'none',
    agency: state.agency,
    by: event.by.id,
    ...more,
  };
}

const openRun = (state: Open, { step, run }: StepRun): OpenStep | undefined =>
  state.open.find((open) => open.step === step && open.run === run);

const runOf = ({ step, run }: OpenStep): StepRun => ({ step, run });
