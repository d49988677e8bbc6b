/** Every hand-over of a dossier, for its control sheet (OS-07): from the applicant, between officers, back to the applicant. */
import type { Instant } from '#libs/calendar';
import { timelinessOf } from '#libs/dossier';
import type { Active, Closed, RecordedDossierEvent, StepOpening, StepRun, Timeliness } from '#libs/dossier';
import { standing } from './printable.ts';

export type Holder =
  | { readonly kind: 'applicant' }
  | { readonly kind: 'system' }
  | { readonly kind: 'agency'; readonly agency: string }
  | { readonly kind: 'office'; readonly unit: string; readonly officer: string | null };

export interface HandOver {
  readonly from: Holder;
  readonly to: Holder;
  readonly handedAt: Instant;
  /** Null: nobody has taken it up yet. */
  readonly takenAt: Instant | null;
  /** Of the step that was handed over; null where it had no deadline, or where no step ended. */
  readonly result: Timeliness | null;
  readonly why:
    | 'received'
    | 'done'
    | 'returned'
    | 'reassigned'
    | 'substituted'
    | 'supplement-requested'
    | 'supplement-received'
    | 'consulted'
    | 'answered'
    | 'handed-over';
  readonly step?: string;
}

type Draft = { -readonly [Key in keyof HandOver]: HandOver[Key] };

/** In the order in which they happened; a step that its giver does oneself is no hand-over. */
export function handOvers(
  events: readonly RecordedDossierEvent[],
  state: Active | Closed,
): readonly HandOver[] {
  const trail = new Trail(state);
  for (const event of standing(events)) trail.follow(event);
  return trail.rows.filter(({ from, to }) => !samePerson(from, to));
}

class Trail {
  readonly rows: Draft[] = [];
  /** By step and run: who has it, and the hand-over by which it came. */
  readonly #held = new Map<string, { holder: Holder; row: Draft | null }>();
  readonly #state: Active | Closed;

  constructor(state: Active | Closed) {
    this.#state = state;
  }

  follow(event: RecordedDossierEvent): void {
    const { occurredAt: at } = event;
    switch (event.type) {
      case 'DossierReceived': {
        const counter = officeOf(event);
        this.#add({ from: APPLICANT, to: counter, at, why: 'received' });
        for (const opening of event.body.opens) this.#open(opening, counter, at, { why: 'done' });
        return;
      }
      case 'StepCompleted':
      case 'StepReturned': {
        const why = event.type === 'StepCompleted' ? 'done' : 'returned';
        const result = why === 'done' ? this.#resultOf(event.body) : null;
        const from = this.#held.get(keyOf(event.body))?.holder ?? officeOf(event);
        for (const opening of event.body.opens) {
          this.#open(opening, from, at, { why, result, step: event.body.step });
        }
        return;
      }
      case 'EditionChanged':
        for (const opening of event.body.opens) {
          this.#held.set(keyOf(opening), { holder: holderOf(opening), row: null });
        }
        return;
      case 'StepAssigned':
        this.#take(event.body, at);
        return;
      case 'SupplementRequested':
        this.#add({ from: officeOf(event), to: APPLICANT, at, why: 'supplement-requested' });
        return;
      case 'SupplementReceived':
        this.#add({ from: APPLICANT, to: officeOf(event), at, why: 'supplement-received' });
        return;
      case 'ConsultationRequested':
        this.#add({ from: officeOf(event), to: agency(event.body.agency), at, why: 'consulted' });
        return;
      case 'ConsultationAnswered':
        this.#add({ from: agency(event.body.agency), to: this.#current(), at, why: 'answered' });
        return;
      case 'ResultHandedOver':
        this.#add({
          from: officeOf(event),
          to: APPLICANT,
          at,
          why: 'handed-over',
          result: this.#resultOfDossier(at),
        });
        return;
      default:
    }
  }

  #open(
    opening: StepOpening,
    from: Holder,
    at: Instant,
    more: Pick<Draft, 'why'> & Partial<Pick<Draft, 'result' | 'step'>>,
  ): void {
    const holder = holderOf(opening);
    const row = this.#add({ from, to: holder, at, ...more });
    if (holder.kind === 'office' && holder.officer === null) row.takenAt = null;
    this.#held.set(keyOf(opening), { holder, row });
  }

  /** The first to have it receives it from the step before; the next from the one who had it. */
  #take(body: StepRun & { officer: string; unit: string; manner: string }, at: Instant): void {
    const to: Holder = { kind: 'office', unit: body.unit, officer: body.officer };
    const known = this.#held.get(keyOf(body));
    let row = known?.row ?? null;
    if (row && row.takenAt === null) {
      row.to = to;
      row.takenAt = at;
    } else if (known && known.holder.kind === 'office' && known.holder.officer !== null) {
      const why = body.manner === 'substituted' ? 'substituted' : 'reassigned';
      row = this.#add({ from: known.holder, to, at, why, step: body.step });
    }
    this.#held.set(keyOf(body), { holder: to, row });
  }

  #add({ at, ...row }: Partial<Draft> & Pick<Draft, 'from' | 'to' | 'why'> & { at: Instant }): Draft {
    const added: Draft = { handedAt: at, takenAt: at, result: null, ...row };
    this.rows.push(added);
    return added;
  }

  /** Whoever had the dossier last: an agency's answer goes to them. */
  #current(): Holder {
    return this.rows.findLast(({ to }) => to.kind === 'office')?.to ?? APPLICANT;
  }

  #resultOf({ step, run }: StepRun): Timeliness | null {
    const done = this.#state.done.find((one) => one.step === step && one.run === run);
    return done ? timelinessOf(done.doneAt, done.dueAt) : null;
  }

  #resultOfDossier(handedAt: Instant): Timeliness | null {
    const { appointment, result } = this.#state;
    return appointment ? timelinessOf(result?.issuedAt ?? handedAt, appointment.deadline.dueAt) : null;
  }
}

const APPLICANT: Holder = { kind: 'applicant' };
const agency = (id: string): Holder => ({ kind: 'agency', agency: id });
const keyOf = ({ step, run }: StepRun): string => `${step}#${run}`;

const officeOf = ({ by }: RecordedDossierEvent): Holder => {
  if (by.kind === 'applicant') return APPLICANT;
  if (by.kind !== 'officer') return { kind: 'system' };
  return { kind: 'office', unit: by.unit ?? '', officer: by.id };
};

function holderOf({ kind, unit, officer }: StepOpening): Holder {
  switch (kind) {
    case 'applicant':
      return APPLICANT;
    case 'automatic':
      return { kind: 'system' };
    case 'officer':
      return { kind: 'office', unit, officer: officer ?? null };
    default:
      return kind satisfies never;
  }
}

const samePerson = (one: Holder, other: Holder): boolean =>
  one.kind === 'office' && other.kind === 'office'
    ? one.officer !== null && one.officer === other.officer && one.unit === other.unit
    : one.kind === other.kind && one.kind !== 'agency';
